import { addDays, dayOf, epochDay } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Alternative } from '../alternatives.ts'
import type { Verdict } from '../judge-booking.ts'
import { lengthsFor, stripDays, type StripDay } from '../time-choice.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { WaitForIt } from '../../waitlist/web/wait-for-it.tsx'
import { AlternativeList } from './alternative-list.tsx'
import { ConfirmBar, sumsOf } from './confirm-bar.tsx'
import { DayListView, dayHeading } from './day-list-view.tsx'
import { MoreFields } from './more-fields.tsx'
import { Obstacles } from './obstacles.tsx'
import { address } from '../../platform/http/address.ts'
import { resourcePath } from './paths.ts'
import { ResourceHead } from './resource-head.tsx'
import { seriesText } from './series.text.ts'
import { SlotChoice } from './slot-choice.tsx'
import { TermsTable } from './terms-table.tsx'
import { WholeChoice, WholeField, placesNote, wholeQuery } from './whole-choice.tsx'
import { textIn } from './text.ts'

export interface TimeViewProps {
  readonly page: InstrumentPage
  readonly date: string
  readonly minutes: number
  readonly strip: readonly StripDay[]
  /** Bookable starts of the date. */
  readonly starts: readonly Verdict[]
  /** The start that is chosen already. */
  readonly chosen: Verdict | undefined
  /** What no other time would cure, or why no free start of this date may be booked. */
  readonly obstacles: Verdict['refusals']
  readonly exact: Exact | null
  readonly voice: Voice
}

/** A time that was typed in: judged, or one that the clock does not have. */
export interface Exact {
  readonly from: string
  readonly until: string
  readonly verdict: Verdict | null
  readonly fault: 'never' | 'twice' | null
  readonly alternatives: readonly Alternative[]
}

/** Any other date and length: a strip of days, lengths, starts; or exact times. */
export function TimeView({ exact, ...props }: TimeViewProps) {
  const { page, date, minutes, voice } = props
  const path = resourcePath(page.asked.resource.id, page.asked.resource.kind)
  return (
    <>
      <ResourceHead page={page} voice={voice} link />
      <WholeChoice
        page={page}
        to={(whole) => address(`${path}/time`, { date, minutes, project: projectQuery(page), whole })}
        voice={voice}
      />
      {exact === null ? null : <Chosen {...props} exact={exact} />}
      <Strip {...props} path={path} />
      <Lengths {...props} path={path} />
      {exact === null ? <Starts {...props} /> : null}
      <ExactForm {...props} exact={exact} path={path} />
      <DayListView page={page} date={date} minutes={minutes} voice={voice} />
    </>
  )
}

type DayProps = Pick<TimeViewProps, 'page' | 'date' | 'minutes' | 'voice'> & { readonly path: string }

/** Two weeks of days; `path` is what stands before `/time`. */
export function Strip({ strip, date, minutes, page, voice, path }: DayProps & { strip: readonly StripDay[] }) {
  const words = textIn(voice.locale).time
  const project = projectQuery(page)
  const first = strip[0]?.date ?? date
  const today = dayOf(voice.now, voice.zone).date
  const to = (day: string) => address(`${path}/time`, { date: day, minutes, project, whole: wholeQuery(page) })
  const before = addDays(first, -stripDays) < today ? today : addDays(first, -stripDays)
  return (
    <nav class="strip" aria-label={words.date}>
      <ol>
        {strip.map((day) => {
          const [weekday, number] = dayParts(day.date, voice)
          return (
            <li>
              <a
                href={to(day.date)}
                class={day.free ? 'has-free' : 'is-full'}
                aria-current={day.date === date ? 'date' : undefined}
              >
                <span aria-hidden="true">
                  {weekday} <b>{number}</b>
                </span>
                <span class="unseen">{`${voice.day(day.date)} ${day.free ? words.some : words.full}`}</span>
              </a>
            </li>
          )
        })}
      </ol>
      <p class="beside">
        {epochDay(first) > epochDay(today) ? <a href={to(before)}>{words.earlier}</a> : null}
        <a href={to(addDays(first, stripDays))}>{words.later}</a>
      </p>
    </nav>
  )
}

/** Lengths to choose from, each an address of its own. */
export function Lengths({ page, date, minutes, voice, path }: DayProps) {
  const words = textIn(voice.locale).time
  const project = projectQuery(page)
  return (
    <nav class="lengths" aria-label={words.length}>
      {lengthsFor(page.asked.resource, minutes).map((length) => (
        <a
          class="chip"
          href={address(`${path}/time`, { date, minutes: length, project, whole: wholeQuery(page) })}
          aria-current={length === minutes ? 'true' : undefined}
        >
          {voice.minutes(length)}
        </a>
      ))}
    </nav>
  )
}

function Starts({ page, starts, chosen, obstacles, minutes, date, voice }: Omit<TimeViewProps, 'exact'>) {
  const words = textIn(voice.locale)
  if (obstacles.length > 0) return <Obstacles refusals={obstacles} title={words.instrument.cannot} voice={voice} />
  if (starts.length === 0) {
    return (
      <>
        <p class="notice">{words.time.noStarts}</p>
        <WaitForIt page={page} date={date} minutes={minutes} voice={voice} />
      </>
    )
  }
  const legend = `${dayHeading(date, voice)} · ${voice.minutes(minutes)}`
  return <BookForm page={page} slots={starts} chosen={chosen} legend={legend} starts voice={voice} />
}

function Chosen({ page, exact, voice }: Omit<TimeViewProps, 'exact'> & { exact: Exact }) {
  const words = textIn(voice.locale)
  const { verdict, fault } = exact
  if (fault !== null) return <p class="notice">{words.time[fault]}</p>
  if (!verdict) return null
  if (verdict.refusals.length === 0)
    return <BookForm page={page} slots={[verdict]} legend={words.time.chosen} voice={voice} />
  return (
    <>
      <h2 class="legend">{voice.near(verdict.wanted)}</h2>
      <Obstacles refusals={verdict.refusals} title={words.lost.refused} voice={voice} />
      <form method="post" action={`${resourcePath(page.asked.resource.id, page.asked.resource.kind)}/book`}>
        <input type="hidden" name="key" value={page.formKey} />
        <WholeField page={page} />
        <input type="hidden" name="project" value={page.facts.payer?.projectId ?? ''} />
        <input type="hidden" name="samples" value={verdict.wanted.samples} />
        <AlternativeList alternatives={exact.alternatives} page={page} names={new Map()} voice={voice} />
      </form>
    </>
  )
}

interface BookFormProps {
  readonly page: InstrumentPage
  readonly slots: readonly Verdict[]
  readonly legend: string
  readonly chosen?: Verdict | undefined
  readonly starts?: boolean
  readonly voice: Voice
}

function BookForm({ page, slots, legend, chosen = slots[0], starts = false, voice }: BookFormProps) {
  const { resource } = page.asked
  const words = textIn(voice.locale).instrument
  const { sums, placeOf } = sumsOf(slots, resource, voice)
  const path = resourcePath(resource.id, resource.kind)
  return (
    <form class="book" method="post" action={`${path}/book`}>
      <input type="hidden" name="key" value={page.formKey} />
      <WholeField page={page} />
      <SlotChoice
        slots={slots}
        legend={legend}
        voice={voice}
        sumOf={placeOf}
        chosen={chosen}
        starts={starts}
        priced={!starts || sums.length > 1}
        note={starts ? undefined : placesNote(page, voice)}
      />
      <TermsTable page={page} slot={chosen ?? null} path={`${path}/time`} voice={voice} />
      <MoreFields page={page} voice={voice} />
      <p class="beside">
        <button class="plain" formmethod="get" formaction={`${path}/repeat`}>
          {seriesText(voice.locale).repeat}
        </button>
      </p>
      <ConfirmBar sums={sums} verb={(chosen?.needs.length ?? 0) > 0 ? words.request : words.confirm} voice={voice} />
    </form>
  )
}

/** Native inputs for whoever knows the time by heart. */
function ExactForm({ page, date, minutes, exact, voice, path }: TimeViewProps & { path: string }) {
  const words = textIn(voice.locale).time
  const project = projectQuery(page)
  return (
    <details class="exact" id="exact" open={exact !== null}>
      <summary>{words.exact}</summary>
      <form method="get" action={`${path}/time`}>
        {project === null ? null : <input type="hidden" name="project" value={project} />}
        <WholeField page={page} />
        <input type="hidden" name="minutes" value={minutes} />
        <p>
          <label for="date">{words.date}</label>
          <input id="date" name="date" type="date" value={date} required />
        </p>
        <p>
          <label for="from">{words.from}</label>
          <input id="from" name="from" type="time" value={exact?.from ?? ''} required />
        </p>
        <p>
          <label for="until">{words.until}</label>
          <input id="until" name="until" type="time" value={exact?.until ?? ''} required />
        </p>
        <button class="button" type="submit">
          {words.look}
        </button>
      </form>
    </details>
  )
}

function projectQuery({ projects, facts }: InstrumentPage): string | null {
  return projects.length > 1 ? (facts.payer?.projectId ?? null) : null
}

/** Weekday and number of a date, from its spoken form: the number with its month where one begins. */
function dayParts(date: string, voice: Voice): [weekday: string, number: string] {
  const words = voice.day(date).split(' ')
  const weekday = (voice.locale === 'en' ? words[0] : words.at(-1)) ?? ''
  const number = Number(date.slice(8))
  return [weekday, number === 1 ? `${Number(date.slice(5, 7))}/${number}` : String(number)]
}
