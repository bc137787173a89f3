import { requestsText } from '../../approvals/web/requests.text.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { FirmId } from '../../kernel/id.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Field, Select, TextField } from '../../platform/ui/form-parts.tsx'
import { rolesAt } from '../place.ts'
import type { FirmPeople, Member, OpenRequest } from '../reads/firm-people.ts'
import type { Me } from '../reads/me.ts'
import { roleWords } from '../role-words.ts'
import { may, type Viewer } from '../viewer.ts'
import { Frame } from './frame.tsx'
import { Invitations } from './invitations-view.tsx'
import { peopleText } from './people.text.ts'

/** What has just been done on the page. */
export interface Told {
  readonly link?: string
  readonly sent?: number
  readonly fault?: string
  /** As they were typed. */
  readonly addresses?: string
}

interface MyFirmProps extends FirmPeople {
  readonly firms: Me['firms']
  readonly voice: Voice
  readonly like: string
  readonly told: Told
}

export function MyFirmPage({ viewer, firm, members, invitations, requests, firms, voice, like, told }: MyFirmProps) {
  const { locale } = voice
  const text = peopleText[locale]
  const manages = may(viewer, 'manage-members', { firmId: firm.id })
  const name = nameIn(firm, locale)
  return (
    <Frame viewer={viewer} locale={locale} title={name}>
      <p class="over">{text.title}</p>
      <h1 lang={langOf(name, locale)}>{name}</h1>
      {firm.state === 'active' ? null : <p class="notice bad">{text.firmSuspended(firm.suspensionReason)}</p>}
      <Others firms={firms} current={firm.id} locale={locale} />
      <Ways viewer={viewer} firmId={firm.id} locale={locale} />
      {requests.length > 0 ? <Requests requests={requests} voice={voice} /> : null}
      <h2>{text.members}</h2>
      {members.length > 12 || like !== '' ? (
        <form method="get" action="/me/firm" class="fields">
          <input type="hidden" name="firm" value={firm.id} />
          <Field label={text.search} name="q" type="search" value={like} maxlength={80} />
        </form>
      ) : null}
      <ul class="rows">
        {members.map((member) => (
          <MemberRow member={member} viewer={viewer} firmId={firm.id} manages={manages} locale={locale} />
        ))}
      </ul>
      {manages ? <Inviting firmId={firm.id} told={told} locale={locale} /> : null}
      {invitations.length > 0 ? <Invitations invitations={invitations} voice={voice} /> : null}
    </Frame>
  )
}

/** To the firm's money; to its projects and what waits for consent, for who decides there. */
function Ways({ viewer, firmId, locale }: { viewer: Viewer; firmId: FirmId; locale: Locale }) {
  const text = peopleText[locale]
  return (
    <p>
      <a class="button quiet" href={`/me/firm/money?firm=${firmId}`}>
        {text.money}
      </a>{' '}
      {may(viewer, 'manage-projects', { firmId }) ? (
        <>
          <a class="button quiet" href="/me/firm/projects">
            {text.projects}
          </a>{' '}
          <a class="button quiet" href="/me/firm/requests">
            {requestsText[locale].bookings}
          </a>
        </>
      ) : null}
    </p>
  )
}

/** The other firms of somebody who has several, one tap away. */
function Others({ firms, current, locale }: { firms: Me['firms']; current: string; locale: Locale }) {
  const others = firms.filter(({ id }) => id !== current)
  if (others.length === 0) return null
  return (
    <form method="post" action="/me/firm/choice" class="actions">
      {others.map(({ id, names }) => (
        <button class="button quiet" name="firm" value={id}>
          {peopleText[locale].switchTo} {nameIn(names, locale)}
        </button>
      ))}
    </form>
  )
}

interface MemberRowProps {
  readonly member: Member
  readonly viewer: Viewer
  readonly firmId: string
  readonly manages: boolean
  readonly locale: Locale
}

function MemberRow({ member, viewer, firmId, manages, locale }: MemberRowProps) {
  const text = peopleText[locale]
  const isMe = member.id === viewer.personId
  return (
    <li class="row stack">
      <span>
        <strong lang={langOf(member.name, locale)}>{member.name}</strong>
        {member.isSuspended ? ` · ${text.suspended}` : null}
        <small>
          {member.roles.map((role) => roleWords[locale][role]).join(' · ')} · {member.email}
        </small>
      </span>
      {manages || isMe ? (
        <MemberForm member={member} firmId={firmId} manages={manages} isMe={isMe} locale={locale} />
      ) : null}
    </li>
  )
}

type MemberFormProps = Omit<MemberRowProps, 'viewer'> & { readonly isMe: boolean }

function MemberForm({ member, firmId, manages, isMe, locale }: MemberFormProps) {
  const text = peopleText[locale]
  return (
    <details>
      <summary>{manages ? text.role : text.leave}</summary>
      <form method="post" action={`/me/firm/${firmId}/members/${member.id}`} class="fields">
        {manages
          ? rolesAt({ kind: 'firm' }).map((role) => (
              <Check label={roleWords[locale][role]} name={role} checked={member.roles.includes(role)} />
            ))
          : null}
        <div class="actions">
          {manages ? (
            <button class="button" name="act" value="save">
              {text.save}
            </button>
          ) : null}
          {manages && !isMe ? (
            <button class="button quiet" name="act" value="hand-over">
              {text.handOver}
            </button>
          ) : null}
          <button class="button quiet" name="act" value="remove">
            {isMe ? text.leave : text.remove}
          </button>
        </div>
        <p class="hint">{text.leaveHint}</p>
      </form>
    </details>
  )
}

function roleOptions(locale: Locale) {
  return rolesAt({ kind: 'firm' }).map((role) => ({ value: role, text: roleWords[locale][role] }))
}

function Requests({ requests, voice }: { requests: readonly OpenRequest[]; voice: Voice }) {
  const text = peopleText[voice.locale]
  return (
    <section>
      <h2>{text.requests}</h2>
      <ul class="rows">
        {requests.map(({ id, name, email, note, createdAt }) => (
          <li class="row stack">
            <span>
              <strong lang={langOf(name, voice.locale)}>{name}</strong>
              <small>
                {email} · {voice.moment(createdAt)}
              </small>
              {note === '' ? null : <small lang={langOf(note, voice.locale)}>{note}</small>}
            </span>
            <form method="post" action={`/me/firm/requests/${id}`} class="actions">
              <input type="hidden" name="role" value="researcher" />
              <button class="button" name="decision" value="accepted">
                {text.accept}
              </button>
              <button class="button quiet" name="decision" value="declined">
                {text.decline}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Inviting({ firmId, told, locale }: { firmId: string; told: Told; locale: Locale }) {
  const text = peopleText[locale]
  return (
    <section>
      <h2>{text.invite}</h2>
      {told.link === undefined ? null : (
        <div class="notice" role="status">
          <p>{text.link}</p>
          <p>
            <code class="token">{told.link}</code>
          </p>
        </div>
      )}
      {told.sent === undefined ? null : (
        <p class="notice" role="status">
          {text.sent(told.sent)}
        </p>
      )}
      <form method="post" action={`/me/firm/${firmId}/invitations`} class="fields">
        <TextField
          label={text.addresses}
          name="addresses"
          hint={text.addressesHint}
          rows={3}
          value={told.addresses ?? ''}
          {...(told.fault === undefined ? {} : { fault: told.fault })}
        />
        <Select label={text.role} name="role" value="researcher" options={roleOptions(locale)} />
        <Field label={text.days} name="days" type="number" min={1} max={90} value={14} required />
        <Field label={text.uses} name="uses" type="number" min={1} max={200} value={1} required />
        <button class="button main" type="submit">
          {text.byMail}
        </button>
      </form>
    </section>
  )
}

/** For somebody without a firm: the way to one. */
export function NoFirmPage({ viewer, locale }: { viewer: Viewer; locale: Locale }) {
  const text = peopleText[locale]
  return (
    <Frame viewer={viewer} locale={locale} title={text.title}>
      <h1>{text.title}</h1>
      <p>{text.noFirm}</p>
      <p>
        <a class="button" href="/welcome">
          {text.askTitle}
        </a>
      </p>
    </Frame>
  )
}
