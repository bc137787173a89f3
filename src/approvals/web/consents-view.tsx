import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { approverWords } from '../approver-words.ts'
import type { Consent } from '../reads/consents.ts'
import { consentText } from './consent.text.ts'

/** Whose consent a booking needed, what they said, and who is awaited; why nobody was asked, where nobody was. */
export function ConsentsSection({ consents, voice }: { consents: readonly Consent[]; voice: Voice }) {
  const words = consentText[voice.locale]
  if (consents.length === 0) return null
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">{words.title}</h2>
      {consents.every(({ decision }) => decision === 'ahead') ? <p>{words.nobodyAsked}</p> : null}
      <ul class="consents">
        {consents.map((one) => (
          <li class={`consent is-${one.decision ?? 'awaited'}`}>
            <b>{approverWords[voice.locale].names[one.by]}</b>
            <span>
              {said(one, voice)}
              {one.reason === '' ? null : (
                <>
                  {' · '}
                  <span lang={langOf(one.reason, voice.locale)}>{one.reason}</span>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function said({ decision, decideBy, decidedAt, aheadUntil }: Consent, voice: Voice): string {
  const words = consentText[voice.locale]
  const at = decidedAt === null ? '' : voice.moment(decidedAt)
  switch (decision) {
    case null:
      return words.awaited(voice.soon(decideBy))
    case 'approved':
      return words.approved(at)
    case 'rejected':
      return words.rejected(at)
    case 'ahead':
      return words.ahead(voice.moment(aheadUntil ?? decideBy))
    case 'over':
      return words.over
  }
}
