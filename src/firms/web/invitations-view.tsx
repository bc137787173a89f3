import type { Voice } from '../../platform/i18n/voice.ts'
import type { OpenInvitation } from '../reads/firm-people.ts'
import { roleWords } from '../role-words.ts'
import { peopleText } from './people.text.ts'

/** Who was invited, and what became of it. */
export function Invitations({ invitations, voice }: { invitations: readonly OpenInvitation[]; voice: Voice }) {
  const { locale } = voice
  const text = peopleText[locale]
  return (
    <section>
      <h2>{text.invitations}</h2>
      <ul class="rows">
        {invitations.map(({ id, role, address, usesLeft, expiresAt, state }) => (
          <li class="row">
            <span>
              <strong>{address ?? text.anyone(usesLeft)}</strong>
              <small>
                {roleWords[locale][role]} · {text.states[state]} · {text.until(voice.moment(expiresAt))}
              </small>
            </span>
            {state === 'open' ? (
              <form method="post" action={`/me/firm/invitations/${id}/end`}>
                <button class="plain" type="submit">
                  {text.revoke}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
