import { personName } from '../person-name.ts'
import { z } from 'zod'
import type { Names } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { NotFound } from '../../kernel/thrown.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { plainText } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { langOf } from '../../platform/i18n/script.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { Field, TextField } from '../../platform/ui/form-parts.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { acceptInvitation } from '../commands/accept-invitation.ts'
import { askToJoin } from '../commands/join-requests.ts'
import { creditCodeOf } from '../credit-code.ts'
import { readInvitation, type Invitation } from '../reads/invitation.ts'
import { readWelcome, type Welcome } from '../reads/welcome.ts'
import { roleWords } from '../role-words.ts'
import type { Viewer } from '../viewer.ts'
import { Frame } from './frame.tsx'
import { peopleText } from './people.text.ts'

const params = z.object({ token: z.string().max(100) })
const mine = { policy: 'signed-in', scope: 'account' } as const

/** The ways into a firm: by an invitation's link, or by asking. */
export function joiningPages(pages: Pages): void {
  pages.page(
    { ...mine, method: 'get', path: '/join/:token', params },
    async ({ c, deps, actor, params: { token } }) => {
      const { viewer, invitation } = await readInvitation(deps, actor, await sha256Hex(token))
      if (invitation === null) throw new NotFound('invitation')
      const voice = voiceOf(viewer.locale, deps.park(), deps.now())
      return pageAnswer(c, <JoinPage viewer={viewer} invitation={invitation} token={token} voice={voice} />)
    },
  )
  pages.page(
    { ...mine, method: 'post', path: '/join/:token', params },
    async ({ c, deps, actor, params: { token } }) => {
      await acceptInvitation(deps, actor, token)
      return c.redirect('/', 303)
    },
  )
  welcomePages(pages)
}

function welcomePages(pages: Pages): void {
  pages.page(
    { ...mine, method: 'get', path: '/welcome', query: z.object({ asked: z.literal('1').optional() }) },
    async ({ c, deps, actor, query }) => {
      const welcome = await readWelcome(deps, actor)
      return pageAnswer(c, <WelcomePage {...welcome} asked={query.asked === '1'} locale={welcome.viewer.locale} />)
    },
  )
  const form = z.strictObject({ creditCode: z.string().max(40).optional(), note: plainText(300).default('') })
  pages.page({ ...mine, method: 'post', path: '/welcome', form }, async ({ c, deps, actor, form: filled, request }) => {
    // Without the field, the firm of the address is asked. That a code is none at all tells nothing of any firm.
    const creditCode = filled.creditCode === undefined ? null : (creditCodeOf(filled.creditCode) ?? 'none')
    if (creditCode === 'none') {
      const welcome = await readWelcome(deps, actor)
      return pageAnswer(c, <WelcomePage {...welcome} filled={filled} locale={welcome.viewer.locale} />, 422)
    }
    await askToJoin(deps, actor, { creditCode, note: filled.note }, request)
    return c.redirect('/welcome?asked=1', 303)
  })
}

interface JoinProps {
  readonly viewer: Viewer
  readonly invitation: Invitation
  readonly token: string
  readonly voice: Voice
}

function JoinPage({ viewer, invitation, token, voice }: JoinProps) {
  const { locale } = voice
  const text = peopleText[locale]
  const place = invitation.names === null ? text.park : nameIn(invitation.names, locale)
  const isForOther = invitation.address !== null && invitation.address !== viewer.email
  return (
    <Frame viewer={viewer} locale={locale} title={text.joinTitle(place)}>
      <h1>{text.joinTitle(place)}</h1>
      <p>{text.joinText(personName(invitation.inviter, locale), roleWords[locale][invitation.role])}</p>
      <p class="quiet">{text.until(voice.moment(invitation.expiresAt))}</p>
      <JoinVerb invitation={invitation} token={token} locale={locale} other={isForOther ? viewer.email : null} />
    </Frame>
  )
}

interface JoinVerbProps extends Pick<JoinProps, 'invitation' | 'token'> {
  readonly locale: Locale
  /** The viewer's address, where the invitation is for another. */
  readonly other: string | null
}

function JoinVerb({ invitation: { isMine, isOver }, token, locale, other }: JoinVerbProps) {
  const text = peopleText[locale]
  if (other !== null) return <p class="notice">{text.otherAddress(other)}</p>
  if (isMine)
    return (
      <p class="notice">
        {text.joined} <a href="/">{text.goOn}</a>
      </p>
    )
  if (isOver) return <p class="notice">{text.over}</p>
  return (
    <form method="post" action={`/join/${token}`}>
      <button class="button main wide" type="submit">
        {text.join}
      </button>
    </form>
  )
}

interface WelcomeProps extends Welcome {
  readonly locale: Locale
  readonly asked?: boolean
  /** What was typed, when its code is none. */
  readonly filled?: { readonly creditCode?: string | undefined; readonly note: string }
}

function WelcomePage({ viewer, firm, isMember, asked = false, filled, locale }: WelcomeProps) {
  const text = peopleText[locale]
  return (
    <Frame viewer={viewer} locale={locale} title={text.welcome}>
      <h1>{text.welcome}</h1>
      <p>{isMember ? text.joined : text.welcomeText}</p>
      {asked ? (
        <p class="notice news" role="status">
          {text.asked}
        </p>
      ) : null}
      {firm === null ? null : <AskDomain firm={firm} locale={locale} />}
      <h2>{text.askTitle}</h2>
      <form method="post" action="/welcome">
        <Field
          label={text.creditCode}
          name="creditCode"
          value={filled?.creditCode ?? ''}
          hint={text.creditCodeHint}
          {...(filled === undefined ? {} : { fault: text.creditCodeFault, autofocus: true })}
          maxlength={40}
          required
        />
        <TextField label={text.note} name="note" value={filled?.note ?? ''} maxlength={300} rows={2} />
        <button class={firm === null && !asked ? 'button main' : 'button'} type="submit">
          {text.ask}
        </button>
      </form>
      <p>
        {text.meanwhile} <a href="/find">{text.look}</a>
      </p>
    </Frame>
  )
}

function AskDomain({ firm, locale }: { firm: Names; locale: Locale }) {
  const text = peopleText[locale]
  const name = nameIn(firm, locale)
  return (
    <form method="post" action="/welcome" class="notice">
      <p lang={langOf(name, locale)}>{text.askDomain(name)}</p>
      <button class="button main wide" type="submit">
        {text.joinTitle(name)}
      </button>
    </form>
  )
}
