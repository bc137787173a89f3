import type { Filled } from './more-fields.tsx'
import { address } from '../../platform/http/address.ts'
import { Asked } from '../../knowledge/web/asked.tsx'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Bar } from '../../platform/ui/bar.tsx'
import type { Verdict } from '../judge-booking.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { refusalText } from '../refusal-text.ts'
import { mostWeeks } from '../weekly.ts'
import { resourcePath } from './paths.ts'
import { ResourceHead } from './resource-head.tsx'
import { seriesText } from './series.text.ts'
import { priceText } from './slot-choice.tsx'
import { TermsTable } from './terms-table.tsx'
import { WholeField, wholeQuery } from './whole-choice.tsx'
import { textIn } from './text.ts'

export interface RepeatViewProps {
  readonly page: InstrumentPage
  /** The first time, as a form sends it. */
  readonly slot: string
  readonly weeks: number
  /** Each week's time as it would be decided; null where the clock skips it. */
  readonly verdicts: readonly (Verdict | null)[]
  readonly filled: Filled
  /** A week was lost between the page and the press. */
  readonly lost: boolean
  readonly voice: Voice
}

/** The same time of many weeks: which of them are free, what they cost, and what to do if some are not. */
export function RepeatView(props: RepeatViewProps) {
  const { page, verdicts, lost, voice } = props
  const words = seriesText(voice.locale)
  const free = verdicts.filter(isFree)
  return (
    <>
      <ResourceHead page={page} voice={voice} link />
      {lost ? (
        <p class="notice bad" role="alert">
          {words.lost}
        </p>
      ) : null}
      <Weeks {...props} />
      <section aria-labelledby="weeks">
        <h2 id="weeks">
          {words.each} <small>{words.sum(free.length, verdicts.length)}</small>
        </h2>
        <ol class="weeks">
          {verdicts.map((verdict) => (
            <Week verdict={verdict} voice={voice} />
          ))}
        </ol>
      </section>
      {free.length === 0 ? <Nothing {...props} /> : <SeriesForm {...props} free={free} />}
    </>
  )
}

export function isFree(verdict: Verdict | null): verdict is Verdict {
  return verdict !== null && verdict.refusals.length === 0
}

function Weeks({ page, slot, weeks, filled, voice }: RepeatViewProps) {
  const words = seriesText(voice.locale)
  const path = `${resourcePath(page.asked.resource.id, page.asked.resource.kind)}/repeat`
  const project = page.facts.payer?.projectId ?? null
  const carried = { slot, project, whole: wholeQuery(page), samples: filled.samples, purpose: filled.purpose }
  const choices = [...new Set([2, 4, 8, 12, 26, 52, weeks])].toSorted((a, b) => a - b)
  return (
    <>
      <nav class="lengths" aria-label={words.weeksLabel}>
        {choices.map((count) => (
          <a
            class="chip"
            href={address(path, { ...carried, weeks: count })}
            aria-current={count === weeks ? 'true' : undefined}
          >
            {words.weeks(count)}
          </a>
        ))}
      </nav>
      <details class="exact">
        <summary>{words.otherCount}</summary>
        <form method="get" action={path}>
          {Object.entries(carried).map(([name, value]) =>
            value === null || value === '' ? null : <input type="hidden" name={name} value={value} />,
          )}
          <p>
            <label for="count">{words.weeksLabel}</label>
            <input id="count" name="weeks" type="number" min="2" max={mostWeeks} inputmode="numeric" value={weeks} />
          </p>
          <button class="button" type="submit">
            {words.show}
          </button>
        </form>
      </details>
    </>
  )
}

function Week({ verdict, voice }: { verdict: Verdict | null; voice: Voice }) {
  const words = seriesText(voice.locale)
  if (verdict === null) return <li class="gone">{words.noSuchTime}</li>
  const [refusal] = verdict.refusals
  return (
    <li class={refusal ? 'gone' : 'free'}>
      <span class="when">{voice.range(verdict.wanted)}</span>
      <span class="price">{refusal ? refusalText(refusal, voice).detail : priceText(verdict, voice)}</span>
    </li>
  )
}

function Nothing({ page, voice }: RepeatViewProps) {
  const { resource } = page.asked
  return (
    <p class="notice">
      {seriesText(voice.locale).nothing}{' '}
      <a href={address(`${resourcePath(resource.id, resource.kind)}/time`, { whole: wholeQuery(page) })}>
        {textIn(voice.locale).instrument.otherTime}
      </a>
    </p>
  )
}

function SeriesForm({ page, slot, weeks, verdicts, filled, free, voice }: RepeatViewProps & { free: Verdict[] }) {
  const words = seriesText(voice.locale)
  const { resource } = page.asked
  const all = free.length === verdicts.length
  const path = resourcePath(resource.id, resource.kind)
  return (
    <form class="book" method="post" action={`${path}/repeat`}>
      <input type="hidden" name="key" value={page.formKey} />
      <input type="hidden" name="slot" value={slot} />
      <input type="hidden" name="weeks" value={weeks} />
      <input type="hidden" name="samples" value={filled.samples} />
      <input type="hidden" name="purpose" value={filled.purpose} />
      <WholeField page={page} />
      <fieldset class="slots">
        <legend>{words.choice}</legend>
        <div class="choices">
          <label class={all ? 'slot' : 'slot gone'}>
            <input type="radio" name="some" value="none" checked={all} disabled={!all} />
            <span class="when">{all ? words.whole : words.wholeNot}</span>
          </label>
          <label class="slot">
            <input type="radio" name="some" value="rest" checked={!all} />
            <span class="when">{words.some}</span>
          </label>
        </div>
      </fieldset>
      <Asked
        questions={page.asked.questions}
        given={filled.answers}
        sent={filled.answers !== undefined}
        voice={voice}
      />
      <TermsTable page={page} slot={free[0] ?? null} path={`${path}/repeat`} voice={voice} />
      <SeriesBar free={free} weeks={verdicts.length} voice={voice} />
    </form>
  )
}

type BarProps = Pick<RepeatViewProps, 'weeks' | 'voice'> & { readonly free: readonly Verdict[] }

function SeriesBar({ free, weeks, voice }: BarProps) {
  const words = seriesText(voice.locale)
  const verb = free.some(({ needs }) => needs.length > 0) ? words.request : words.confirm
  const minor = free.reduce((sum, { price }) => sum + (price?.totalMinor ?? 0), 0)
  return (
    <Bar>
      <div class="sums">
        <p class="sum s1 only">
          <strong>
            <span class="quiet">{textIn(voice.locale).instrument.total} </span>
            {voice.money(minor)}
          </strong>
          <span class="note">{words.sum(free.length, weeks)}</span>
        </p>
      </div>
      <button class="button main" type="submit">
        {verb(free.length)}
      </button>
    </Bar>
  )
}
