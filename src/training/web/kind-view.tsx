import { Frame } from '../../firms/web/frame.tsx'
import { personName } from '../../firms/person-name.ts'
import type { Malformed } from '../../kernel/thrown.ts'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import { mostHolders, type Holder, type HoldersWanted, type KindPage } from '../reads/kind-page.ts'
import { KindSettingForm, type FilledSetting } from './kind-setting.tsx'
import { holderPath, kindPath, trainingPath } from './paths.ts'
import { SessionForm, type FilledSession } from './session-form.tsx'
import { SessionRows } from './session-rows.tsx'
import { trainingText, type TrainingWords } from './training.text.ts'

export interface FilledGrant {
  readonly email: string
  readonly until: string
  /** What could not be taken of it. */
  readonly error?: Malformed
}

export interface KindViewProps {
  readonly page: KindPage
  readonly wanted: HoldersWanted
  readonly grant?: FilledGrant
  readonly setting?: FilledSetting
  readonly session?: FilledSession
  readonly news?: string
  readonly voice: Voice
}

/** One training: who holds it, its sessions, and what ends it. */
export function KindView(props: KindViewProps) {
  const { page, voice, news } = props
  const words = trainingText[voice.locale]
  const title = nameIn(page.kind.names, voice.locale)
  return (
    <Frame viewer={page.viewer} locale={voice.locale} title={title} wide sheets={['manager.css']}>
      <p class="over">
        <a href={trainingPath}>{words.back}</a>
      </p>
      <h1>{title}</h1>
      {news === undefined ? null : (
        <p class="notice good" role="status">
          {news}
        </p>
      )}
      <div class="training">
        <div>
          <section aria-labelledby="sessions">
            <h2 id="sessions">{words.sessions}</h2>
            <SessionRows sessions={page.sessions} voice={voice} />
            <details open={props.session !== undefined}>
              <summary>{words.newSession}</summary>
              <SessionForm page={page} {...(props.session ? { filled: props.session } : {})} voice={voice} />
            </details>
          </section>
          <section aria-labelledby="setting">
            <h2 id="setting">{words.setting}</h2>
            <KindSettingForm page={page} {...(props.setting ? { filled: props.setting } : {})} voice={voice} />
          </section>
        </div>
        <People {...props} />
      </div>
    </Frame>
  )
}

function People({ page, wanted, grant, voice }: KindViewProps) {
  const words = trainingText[voice.locale]
  const { kind, holders, more } = page
  return (
    <section aria-labelledby="people">
      <h2 id="people">{words.people}</h2>
      <details open={grant !== undefined}>
        <summary>{words.grant}</summary>
        <GrantForm page={page} {...(grant ? { filled: grant } : {})} voice={voice} />
      </details>
      <p class="beside">
        <a href={`${kindPath(kind.id)}/list`}>{words.byList}</a>
      </p>
      <Search page={page} wanted={wanted} voice={voice} />
      {holders.length === 0 ? <p class="quiet">{words.noPeople}</p> : null}
      <ul class="rows">
        {holders.map((holder) => (
          <HolderRow holder={holder} kindId={kind.id} voice={voice} />
        ))}
      </ul>
      {more ? <p class="quiet">{words.more(mostHolders)}</p> : null}
    </section>
  )
}

function Search({ page, wanted, voice }: Pick<KindViewProps, 'page' | 'wanted' | 'voice'>) {
  const words = trainingText[voice.locale]
  return (
    <form class="today-filter" method="get" action={kindPath(page.kind.id)} role="search">
      <p class="field">
        <label for="state">{words.state}</label>
        <select id="state" name="state">
          {(['holding', 'ending', 'over'] as const).map((state) => (
            <option value={state} selected={state === wanted.state}>
              {words.states[state]}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="q">{words.search}</label>
        <input id="q" name="q" type="search" maxlength={80} value={wanted.like} />
      </p>
      <button class="button" type="submit">
        {words.show}
      </button>
    </form>
  )
}

function HolderRow({ holder, kindId, voice }: { holder: Holder; kindId: string; voice: Voice }) {
  const words = trainingText[voice.locale]
  const name = personName(holder.name, voice.locale)
  const firm = holder.firm === null ? '' : ` · ${nameIn(holder.firm, voice.locale)}`
  return (
    <li>
      <a class="row stack" href={holderPath(kindId, holder.personId)}>
        <strong lang={langOf(name, voice.locale)}>{name}</strong>
        <small class="who">{holder.email + firm}</small>
        <span>
          <HolderStanding holder={holder} voice={voice} />{' '}
          <small class="quiet">
            {holder.usedAt === null ? words.neverUsed : words.lastUse(dayText(holder.usedAt, voice))}
          </small>
        </span>
      </a>
    </li>
  )
}

/** Until when, and what ended it: by word and shape. */
export function HolderStanding({ holder, voice }: { readonly holder: Holder; readonly voice: Voice }) {
  const words = trainingText[voice.locale]
  const { validUntil, namedUntil, withdrawnAt } = holder
  if (withdrawnAt !== null) return <span class="now taken">{words.withdrawn(dayText(withdrawnAt, voice))}</span>
  const why = validUntil < namedUntil ? ` (${words.byDisuse})` : ''
  const day = dayText(validUntil - 1, voice)
  if (validUntil <= voice.now) return <span class="now taken">{words.ended(day) + why}</span>
  const isEnding = validUntil - voice.now <= 30 * 86_400
  return <span class={`now ${isEnding ? 'closed' : 'free'}`}>{words.until(day) + why}</span>
}

function GrantForm({ page, filled, voice }: { page: KindPage; filled?: FilledGrant; voice: Voice }) {
  const words = trainingText[voice.locale]
  const today = dayOf(voice.now, voice.zone).date
  const fault = filled?.error ? faultsIn(filled.error, words) : {}
  const [email, until] = [filled?.email ?? '', filled?.until ?? addDays(today, 365)]
  return (
    <form method="post" action={`${kindPath(page.kind.id)}/grants`}>
      <FormKey value={page.formKey} />
      <Field
        label={words.email}
        name="email"
        type="email"
        value={email}
        maxlength={254}
        required
        {...(fault.email === undefined ? {} : { fault: fault.email })}
      />
      <Field
        label={words.lastDay}
        name="until"
        type="date"
        min={today}
        value={until}
        hint={words.grantHint}
        required
        {...(fault.until === undefined ? {} : { fault: fault.until })}
      />
      <button class="button main" type="submit">
        {words.grant}
      </button>
    </form>
  )
}

/** Which sentence stands at which field. */
export function faultsIn({ faults: [first] }: Malformed, words: TrainingWords): { email?: string; until?: string } {
  if (first?.pointer === '/email') return { email: words.unknownEmail }
  return { until: first?.kind === 'too-large' ? words.farDay : words.pastDay }
}

export function dayText(at: number, voice: Voice): string {
  return voice.day(dayOf(at, voice.zone).date)
}
