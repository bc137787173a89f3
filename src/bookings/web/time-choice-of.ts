import type { Interval } from '../../kernel/interval.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { alternativesTo } from '../alternatives.ts'
import { judgeBooking, type Verdict } from '../judge-booking.ts'
import { asOneUnit } from '../free-slots.ts'
import { nobody, usualLength, usualSamples } from '../offered-slots.ts'
import { curedByAnotherTime } from '../refusal.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { exactTime, startsOn, stripOf, stripStart } from '../time-choice.ts'
import type { Exact, TimeViewProps } from './time-view.tsx'

export interface TimeAsked {
  readonly date: string
  readonly today: string
  readonly minutes: number | null
  readonly exact: { readonly from: string; readonly until: string } | null
  readonly window: Interval
  /** Of a booking that is moved; else as many as are usual. */
  readonly samples?: number
}

/** What the page of other times shows: every start judged, so that none is offered that would be refused. */
export function timeChoice(page: InstrumentPage, asked: TimeAsked): Omit<TimeViewProps, 'page' | 'voice'> {
  const { facts, known } = page
  const resource = page.whole ? asOneUnit(page.asked) : page.asked
  const { minMinutes, maxMinutes } = resource.resource
  const usual = usualLength(usualMinutes(page), resource.resource)
  const minutes = Math.min(Math.max(asked.minutes ?? usual, minMinutes), maxMinutes)
  const mine = known.filter((booking) => booking.mine)
  const verdicts = startsOn(resource, facts, asked.date, minutes)
    .filter((start) => !mine.some((own) => own.startsAt < start.endsAt && own.endsAt > start.startsAt))
    .map((start) => judged(page, start, asked.samples))
  const starts = verdicts.filter(({ refusals }) => !refusals.some(({ rule }) => curedByAnotherTime.has(rule)))
  return {
    date: asked.date,
    minutes,
    strip: stripOf(resource, facts, stripStart(asked.date, asked.today), minutes),
    starts,
    chosen: nearestTo(page.habits.startMinute, starts, facts.park.timeZone),
    obstacles: (starts[0] ?? verdicts[0])?.refusals ?? [],
    exact: asked.exact && exactOf(page, asked, asked.exact),
  }
}

/** The start that is nearest to the hour at which the person usually begins; the first where that is not known. */
function nearestTo(minute: number | null, starts: readonly Verdict[], zone: string): Verdict | undefined {
  const away = ({ wanted }: Verdict) => Math.abs(dayOf(wanted.startsAt, zone).minuteOfDay - (minute ?? 0))
  return minute === null ? starts[0] : starts.toSorted((a, b) => away(a) - away(b))[0]
}

/** What the person has set, else what they usually do here. */
export function usualMinutes({ facts, habits }: Pick<InstrumentPage, 'facts' | 'habits'>): number | null {
  return facts.viewer.usualMinutes ?? habits.minutes
}

function exactOf(
  page: InstrumentPage,
  { date, window }: TimeAsked,
  { from, until }: NonNullable<TimeAsked['exact']>,
): Exact {
  const { facts } = page
  const time = exactTime(date, from, until, facts.park.timeZone)
  if (time.kind !== 'exact') return { from, until, verdict: null, fault: time.kind, alternatives: [] }
  const verdict = judged(page, time.interval)
  const around = { startsAt: Math.max(window.startsAt, facts.now), endsAt: window.endsAt }
  const curable = verdict.refusals.some(({ rule }) => curedByAnotherTime.has(rule)) && around.startsAt < around.endsAt
  const alternatives = curable ? alternativesTo(verdict.wanted, usualBy(page), facts, around, nobody) : []
  return { from, until, verdict, fault: null, alternatives: alternatives.slice(0, 4) }
}

function judged(page: InstrumentPage, { startsAt, endsAt }: Interval, samples = usualSamples(page.asked)): Verdict {
  const { resource } = page.asked
  const wanted = { startsAt, endsAt, resourceId: resource.id, unitId: null, whole: page.whole, samples, purpose: '' }
  return judgeBooking(wanted, usualBy(page), page.facts, nobody)
}

function usualBy({ facts }: InstrumentPage) {
  return { projectId: facts.payer?.projectId ?? null, onBehalfOf: null, override: null }
}
