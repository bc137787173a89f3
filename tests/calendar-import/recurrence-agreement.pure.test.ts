import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill/implementation'
import { expect, test } from 'vitest'
import { readCalendar } from '../../src/calendar-import/read-calendar.ts'

// Zones whose clocks move by an hour at night, by half an hour, at midnight, and not at all.
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Shanghai',
]
const window = { startsAt: Date.parse('2026-01-01') / 1000, endsAt: Date.parse('2027-12-01') / 1000 }
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const someOf = <T>(values: readonly T[], most = 3) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most })
const part = (name: string, values: fc.Arbitrary<readonly (string | number)[]>) =>
  fc.option(values, { freq: 2, nil: [] }).map((list) => (list.length === 0 ? '' : `;${name}=${list.join(',')}`))

const monthDays = someOf([1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -31])
const nthWeekdays = someOf(weekdays.flatMap((day) => [day, `1${day}`, `3${day}`, `5${day}`, `-1${day}`, `-2${day}`]))
const positions = someOf([1, 2, 3, -1, -2], 2)
const months = someOf([1, 2, 3, 4, 6, 9, 10, 11, 12])

const shapes: Record<string, fc.Arbitrary<string>> = {
  DAILY: fc
    .tuple(part('BYDAY', someOf(weekdays, 5)), part('BYMONTH', months), part('BYMONTHDAY', monthDays))
    .map(joined),
  WEEKLY: fc
    .tuple(part('BYDAY', someOf(weekdays, 5)), part('BYMONTH', months), part('WKST', someOf(['SU', 'MO'], 1)))
    .map(joined),
  MONTHLY: fc.tuple(part('BYDAY', nthWeekdays), part('BYMONTHDAY', monthDays), part('BYMONTH', months)).map(joined),
  YEARLY: fc
    .tuple(part('BYMONTH', months), part('BYMONTHDAY', monthDays), part('BYDAY', someOf(weekdays, 2)))
    .map(joined),
}

const rules = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY').chain((freq) =>
  fc
    .record({
      shape: shapes[freq] ?? fc.constant(''),
      interval: fc.integer({ min: 1, max: freq === 'DAILY' ? 9 : 4 }),
      positions: part('BYSETPOS', positions),
      end: fc.oneof(
        fc.constant(''),
        fc.integer({ min: 1, max: 60 }).map((count) => `;COUNT=${count}`),
        fc.integer({ min: 20, max: 800 }).map((days) => `;UNTIL=${stamp(window.startsAt + days * 86_400 + 3_600)}`),
      ),
    })
    .map(({ shape, interval, positions: places, end }) => {
      // A position picks from a set; of a single day there is none to pick from.
      const picks = shape.includes('BYDAY') && freq !== 'DAILY' ? places : ''
      return { text: `FREQ=${freq};INTERVAL=${interval}${shape}${picks}`, end }
    }),
)

const cases = fc.record({
  zone: fc.constantFrom(...zones),
  rule: rules,
  day: fc.integer({ min: -500, max: 500 }),
  // Night hours, where clocks move, as often as all others.
  minute: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 95 })).map((quarter) => quarter * 15),
  left: fc.array(fc.nat(20), { maxLength: 3 }),
  added: fc.array(fc.integer({ min: 0, max: 800 }), { maxLength: 2 }),
  moved: fc.option(fc.nat(10), { nil: null }),
})

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

test('rules agree with a second implementation across changes of the clocks', () => {
  let compared = 0
  let withoutGap = 0
  fc.assert(
    fc.property(cases, (one) => {
      const theirs = expectedOf(one)
      if (theirs === null) return
      compared++
      if (theirs.again !== null) {
        withoutGap++
        expect(theirs.again).toEqual(theirs.all)
      }
      expect(oursOf(theirs.calendar)).toEqual(theirs.starts)
    }),
    { numRuns: 1_600, seed: 20_261_128 },
  )
  expect(compared).toBeGreaterThanOrEqual(1_100)
  expect(withoutGap).toBeGreaterThanOrEqual(1_000)
})

/**
 * The wall times of the rule by the other implementation, each turned into an instant by Temporal. What a rule does
 * with a time that the clocks skip the standard says twice, differently: the other one leaves it out, calendars shift
 * it, and so do we. Where no time is skipped, the other one's own instants must be the same.
 */
function expectedOf({ zone, rule, day, minute, left, added, moved }: Case) {
  const wish = wall(window.startsAt + day * 86_400 + minute * 60)
  // What a series is that does not begin on a day of its rule, the standard leaves open: here it begins on one.
  const start = firstOf(`DTSTART:${wish}Z\nRRULE:${rule.text}`)
  if (start === null) return null
  const isUntil = rule.end.startsWith(';UNTIL')
  const walls = timesOf(`DTSTART:${start}Z\nRRULE:${rule.text}${isUntil ? '' : rule.end}`)
  const until = isUntil ? Date.parse(isoOf(rule.end.slice(7))) / 1000 : Infinity
  const plain = walls.map((time) => inZone(time, zone)).filter(({ at }) => at <= until)
  // A rule that ends before it begins is none.
  if (plain.length === 0) return null
  const gone = [...new Set(left)].flatMap((at) => plain[at] ?? [])
  const more = added.map((days) => inZone(wall(window.startsAt + days * 86_400 + minute * 60), zone))
  const all = new Set([...plain, ...more].map(({ at }) => at))
  for (const { at } of gone) all.delete(at)
  const other = moved === null ? undefined : plain[moved]
  const isMoved = other !== undefined && all.delete(other.at)
  if (isMoved) all.add(Date.parse('2027-05-05T10:15:00Z') / 1000)
  const text = [`DTSTART;TZID=${zone}:${start}`, `RRULE:${rule.text}${rule.end}`]
  const lines = [
    ...text,
    ...gone.map((time) => `EXDATE;TZID=${zone}:${time.wall}`),
    ...more.map((time) => `RDATE;TZID=${zone}:${time.wall}`),
  ]
  const override = isMoved ? eventLines(['DTSTART:20270505T101500Z', `RECURRENCE-ID;TZID=${zone}:${other.wall}`]) : []
  const calendar = ['BEGIN:VCALENDAR', ...eventLines(lines), ...override, 'END:VCALENDAR'].join('\r\n')
  const starts = [...all].filter((at) => at >= window.startsAt && at < window.endsAt).toSorted((a, b) => a - b)
  // A position counts the skipped times of its set too, which need not be among those that it picks.
  const mayPickSkipped = rule.text.includes('BYSETPOS') && minute < 4 * 60
  const isShifted = mayPickSkipped || plain.some(({ isSkipped }) => isSkipped)
  const again = isShifted ? null : instantsOf(text.join('\n'))
  const last = window.endsAt - 86_400
  return {
    calendar,
    starts,
    again: again && again.filter((at) => at < last),
    all: plain.map(({ at }) => at).filter((at) => at < last),
  }
}

function inZone(time: string, zone: string) {
  const plain = Temporal.PlainDateTime.from(isoOf(time))
  const zoned = plain.toZonedDateTime(zone, { disambiguation: 'compatible' })
  return { wall: time, at: zoned.epochMilliseconds / 1000, isSkipped: !zoned.toPlainDateTime().equals(plain) }
}

function isoOf(stamped: string): string {
  return stamped.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6')
}

function eventLines(lines: readonly string[]): string[] {
  return ['BEGIN:VEVENT', 'UID:one', ...lines, 'DURATION:PT1S', 'END:VEVENT']
}

function occurrencesOf(rruleString: string, most = 2_000) {
  const rule = new RRuleTemporal({ rruleString, maxIterations: 3_000 })
  // A zone's clocks may be a day ahead of the instant.
  const end = (window.endsAt + 86_400) * 1000
  return rule.all((time, index) => index < most && time.epochMilliseconds <= end).slice(0, most)
}

function timesOf(rruleString: string, most?: number): string[] {
  return occurrencesOf(rruleString, most).map((time) => wall(time.epochMilliseconds / 1000))
}

function instantsOf(rruleString: string): number[] {
  return occurrencesOf(rruleString).map((time) => time.epochMilliseconds / 1000)
}

/** Null when a rule names no day of any year, which makes the other implementation give up. */
function firstOf(rruleString: string): string | null {
  try {
    return timesOf(rruleString, 1)[0] ?? null
  } catch {
    return null
  }
}

function oursOf(calendar: string): number[] {
  const { events, faults } = readCalendar(calendar, { zone: 'UTC', window })
  expect(faults).toEqual([])
  const starts = events.flatMap((event) => {
    if (event.outcome !== 'understood') throw new Error(`${JSON.stringify(event)}\n${calendar}`)
    return event.occurrences.map(({ startsAt }) => startsAt)
  })
  return starts.toSorted((a, b) => a - b)
}

function joined(parts: readonly string[]): string {
  return parts.join('')
}

function stamp(at: number): string {
  return `${wall(at)}Z`
}

function wall(at: number): string {
  return new Date(at * 1000).toISOString().replaceAll(/[-:]/g, '').slice(0, 15)
}
