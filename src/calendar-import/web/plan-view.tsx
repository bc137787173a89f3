import { bookingPath } from '../../bookings/web/paths.ts'
import type { Standing } from '../../bookings/reads/surroundings.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { PlannedTime } from '../calendar-plan.ts'
import { decided } from '../decided-plan.ts'
import type { CalendarFacts } from '../reads/plan-facts.ts'
import type { ReadingReport } from '../reading-report.ts'
import { importText } from './import.text.ts'
import { noteSentence, reasonSentence } from './sentences.ts'

const mostRows = 50

interface Told {
  readonly voice: Voice
}

/** What a calendar would change, in four groups; and first what waits for a decision. */
export function PlanView({ facts, voice }: Told & { readonly facts: CalendarFacts }) {
  const words = importText[voice.locale]
  const { waiting } = decided(facts, new Set())
  const done = facts.plan.filter((time) => !waiting.includes(time))
  const of = (step: PlannedTime['step']) => done.filter((time) => time.step === step)
  const { report } = facts.calendar
  return (
    <>
      <Counts report={report} done={done} waiting={waiting.length} voice={voice} />
      {waiting.length === 0 ? null : (
        <section>
          <h2>{words.steps.waiting}</h2>
          <p class="quiet">{words.explained.waiting}</p>
          <ul class="rows">
            {waiting.slice(0, mostRows).map((time) => (
              <li class="row stack">
                <TimeLine time={time} voice={voice} />
                <InTheWay time={time} standings={facts.inTheWay} voice={voice} />
              </li>
            ))}
          </ul>
          <More count={waiting.length - mostRows} voice={voice} />
        </section>
      )}
      {(['new', 'changed', 'gone'] as const).map((step) => (
        <Group heading={words.steps[step]} hint={words.explained[step]} times={of(step)} voice={voice} />
      ))}
      <Lost report={report} voice={voice} />
      <Noted report={report} voice={voice} />
    </>
  )
}

interface CountsProps extends Told {
  readonly report: ReadingReport
  readonly done: readonly PlannedTime[]
  readonly waiting: number
}

function Counts({ report, done, waiting, voice }: CountsProps) {
  const words = importText[voice.locale]
  const count = (step: PlannedTime['step']) => done.filter((time) => time.step === step).length
  const counts = [
    [words.steps.new, count('new')],
    [words.steps.changed, count('changed')],
    [words.steps.gone, count('gone')],
    [words.steps.lost, report.counts.notUnderstood],
    [words.steps.unchanged, count('unchanged')],
    [words.steps.waiting, waiting],
  ] as const
  return (
    <dl class="terms">
      {counts.map(([label, number]) => (
        <div>
          <dt>{label}</dt>
          <dd>{number}</dd>
        </div>
      ))}
    </dl>
  )
}

interface GroupProps extends Told {
  readonly heading: string
  readonly hint: string
  readonly times: readonly PlannedTime[]
}

function Group({ heading, hint, times, voice }: GroupProps) {
  if (times.length === 0) return null
  return (
    <section>
      <h2>{heading}</h2>
      <p class="quiet">{hint}</p>
      <ul class="rows">
        {times.slice(0, mostRows).map((time) => (
          <li class="row stack">
            <TimeLine time={time} voice={voice} />
          </li>
        ))}
      </ul>
      <More count={times.length - mostRows} voice={voice} />
    </section>
  )
}

function More({ count, voice }: Told & { readonly count: number }) {
  return count > 0 ? <p class="quiet">{importText[voice.locale].more(count)}</p> : null
}

function TimeLine({ time, voice }: Told & { readonly time: PlannedTime }) {
  const words = importText[voice.locale]
  const { kept, step, reason, kind } = time
  const moved = step === 'changed' && kept !== null && (kept.startsAt !== time.startsAt || kept.endsAt !== time.endsAt)
  return (
    <div>
      <strong lang={langOf(reason, voice.locale)}>{reason === '' ? words.untitled : reason}</strong>
      <small>
        {voice.range(time)} · {words.kinds[kind]}
      </small>
      {moved ? <small>{words.was(voice.range(kept))}</small> : null}
    </div>
  )
}

interface InTheWayProps extends Told {
  readonly time: PlannedTime
  readonly standings: readonly Standing[]
}

/** A box for each booking that stands in the way; whoever would rather move it follows the link. */
function InTheWay({ time, standings, voice }: InTheWayProps) {
  const words = importText[voice.locale]
  const held = standings.filter(({ booking }) => time.inTheWay.includes(booking.id))
  return (
    <>
      {held.map(({ booking, names }) => (
        <div>
          <label class="check">
            <input type="checkbox" name="cancel" value={booking.id} form="apply" />
            <span>
              {words.cancel(`${booking.number} · ${nameIn(names.firm, voice.locale)} · ${voice.range(booking)}`)}
            </span>
          </label>
          <a href={bookingPath(booking.id)}>{words.moveThere}</a>
        </div>
      ))}
    </>
  )
}

function Lost({ report, voice }: Told & { readonly report: ReadingReport }) {
  const words = importText[voice.locale]
  const { notUnderstood, counts, others } = report
  const left = Object.values(others).reduce((sum, count) => sum + count, 0)
  if (notUnderstood.length + left === 0) return null
  return (
    <section>
      <h2>{words.steps.lost}</h2>
      <ul class="rows">
        {notUnderstood.slice(0, mostRows).map(({ line, summary, reason }) => (
          <li class="row stack">
            <div>
              <strong>{words.line(line)}</strong>
              {summary === '' ? null : <small lang={langOf(summary, voice.locale)}>{summary}</small>}
              <small>{reasonSentence(reason, words)}</small>
            </div>
          </li>
        ))}
      </ul>
      <More count={counts.notUnderstood - mostRows} voice={voice} />
      {left === 0 ? null : <p class="quiet">{words.others(left)}</p>}
    </section>
  )
}

function Noted({ report, voice }: Told & { readonly report: ReadingReport }) {
  const words = importText[voice.locale]
  const { noted, counts } = report
  if (noted.length === 0) return null
  return (
    <details>
      <summary>
        {words.noted} ({counts.noted})
      </summary>
      <ul class="rows">
        {noted.slice(0, mostRows).map(({ line, summary, notes }) => (
          <li class="row stack">
            <div>
              <strong lang={langOf(summary, voice.locale)}>{summary === '' ? words.untitled : summary}</strong>
              <small>
                {words.line(line)}: {notes.map((note) => noteSentence(note, words)).join(' · ')}
              </small>
            </div>
          </li>
        ))}
      </ul>
      <More count={counts.noted - mostRows} voice={voice} />
    </details>
  )
}
