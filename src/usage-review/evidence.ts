import type { Instant, Interval } from '../kernel/interval.ts'
import { evidenceGrades, type EvidenceGrade } from '../stations/station.ts'

/** A use as people told it. */
export interface ToldUse extends Interval {
  readonly checkedInAt: Instant | null
  readonly checkedOutAt: Instant | null
  /** How it was checked in to, as its history says; null where nobody said. */
  readonly said: string | null
}

/** What meters and readers said of the machine around that time. */
export interface MeteredTime {
  /** What was heard last before the time that was read. */
  readonly before: 'on' | 'off' | null
  readonly signals: readonly MeteredSignal[]
  /** When somebody else's time begins; null when nobody's does. */
  readonly nextAt: Instant | null
}

export interface MeteredSignal {
  readonly at: Instant
  readonly state: 'on' | 'off'
  readonly grade: 'sensor' | 'card'
}

export type Contradiction = 'never-on' | 'on-late' | 'off-early' | 'on-after' | 'on-unclaimed'

export interface Evidence {
  /** The surest that there is; null where nothing at all speaks of a use. */
  readonly grade: EvidenceGrade | null
  readonly signals: readonly MeteredSignal[]
  readonly contradictions: readonly Contradiction[]
}

/** Signals are read from so long before the booking until so long after it. */
export const aroundSeconds = 3600
/** A meter and a person may differ by so much: machines warm up, people walk. */
export const farSeconds = 900

/** What speaks for a use, how surely, and where it speaks against what was told. */
export function evidenceOf(use: ToldUse, metered: MeteredTime): Evidence {
  const within = metered.signals.filter(({ at }) => at >= use.startsAt - farSeconds && at <= use.endsAt + farSeconds)
  const grades = new Set<EvidenceGrade>([...within.map(({ grade }) => grade), ...gradeOfCheckIn(use)])
  const grade = evidenceGrades.find((one) => grades.has(one)) ?? null
  return { grade, signals: within, contradictions: contradictions(use, metered) }
}

function gradeOfCheckIn({ checkedInAt, said }: ToldUse): EvidenceGrade[] {
  if (checkedInAt === null) return []
  if (said === 'sensor' || said === 'card') return [said]
  // A short code is typed on the screen by the machine's own door: as good as its sticker.
  return [said === 'scan' || said === 'kiosk' ? 'scan' : 'manual']
}

/** Where a meter's account is far from the person's. A meter that has said nothing contradicts nothing. */
export function contradictions(use: ToldUse, { before, signals, nextAt }: MeteredTime): Contradiction[] {
  if (before === null && signals.length === 0) return []
  const wasOn = before === 'on' || (before === null && signals[0]?.state === 'off')
  if (use.checkedInAt === null) return ranUnclaimed(use, signals) ? ['on-unclaimed'] : []
  const from = use.checkedInAt
  const until = use.checkedOutAt ?? use.endsAt
  const on = spansOn(wasOn, signals).filter((span) => span.from < until && span.until > from)
  const [first, last] = [on[0], on.at(-1)]
  if (!first || !last) return ['never-on']
  return [
    ...(first.from >= from + farSeconds ? (['on-late'] as const) : []),
    ...(last.until <= until - farSeconds ? (['off-early'] as const) : []),
    ...(ranOn(last.until, until, nextAt) ? (['on-after'] as const) : []),
  ]
}

// Still on at the end of what was read tells nothing: many machines are never switched off.
function ranOn(offAt: Instant, until: Instant, nextAt: Instant | null): boolean {
  return offAt !== Infinity && offAt >= until + farSeconds && (nextAt === null || offAt <= nextAt)
}

function ranUnclaimed({ startsAt, endsAt }: Interval, signals: readonly MeteredSignal[]): boolean {
  return signals.some(({ at, state }) => state === 'on' && at >= startsAt - farSeconds && at < endsAt)
}

function spansOn(wasOn: boolean, signals: readonly MeteredSignal[]): { from: Instant; until: Instant }[] {
  const spans: { from: Instant; until: Instant }[] = []
  let since: Instant | null = wasOn ? -Infinity : null
  for (const { at, state } of signals) {
    if (state === 'on') since ??= at
    else if (since !== null) {
      spans.push({ from: since, until: at })
      since = null
    }
  }
  return since === null ? spans : [...spans, { from: since, until: Infinity }]
}
