import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill/implementation'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { atOrAfter, datesOf, dayOf, instantOf, spanOfDay } from '../../src/kernel/wall-clock.ts'

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Europe/Dublin',
  'Pacific/Apia',
  'UTC',
]
const zone = fc.constantFrom(...ZONES)
const anyTime = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2045, 0) / 1000 })
const nearClockChange = fc
  .tuple(zone, anyTime, fc.integer({ min: -180, max: 180 }))
  .map(([name, from, minutes]) => ({ zone: name, at: nextClockChange(from, name) + minutes * 60 }))
const moment = fc.oneof(fc.record({ zone, at: anyTime }), nearClockChange)

describe('the wall clock', () => {
  test('shows what the platform’s own calendar shows', () => {
    fc.assert(
      fc.property(moment, ({ zone, at }) => {
        const { date, minuteOfDay, weekday } = dayOf(at, zone)
        const time = `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`
        expect(`${WEEKDAYS[weekday - 1]} ${date} ${time}`).toBe(platformReading(at, zone))
      }),
      { numRuns: 400 },
    )
  })

  test('comes back to every instant from what it shows then', () => {
    fc.assert(
      fc.property(moment, ({ zone, at }) => {
        const minute = Math.floor(at / 60) * 60
        const { date, minuteOfDay } = dayOf(minute, zone)
        const reading = instantOf({ date, time: `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}` }, zone)
        const instants =
          reading.kind === 'never' ? [] : reading.kind === 'once' ? [reading.at] : [reading.earlier, reading.later]
        expect(instants).toContain(minute)
      }),
      { numRuns: 400 },
    )
  })

  test('reads a wall time as Temporal does, skipped and doubled ones too', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -180, max: 180 }), ({ zone, at }, minutes) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone)
        const plain = zoned.toPlainDateTime().add({ minutes }).round('minute')
        const wall = { date: plain.toPlainDate().toString(), time: plain.toPlainTime().toString().slice(0, 5) }
        const [earlier, later] = [secondsOf(plain, zone, 'earlier'), secondsOf(plain, zone, 'later')]
        expect(atOrAfter(wall, zone)).toBe(secondsOf(plain, zone, 'compatible'))
        const reading = instantOf(wall, zone)
        if (earlier === later) expect(reading).toEqual({ kind: 'once', at: earlier })
        else if (exists(plain, zone)) expect(reading).toEqual({ kind: 'twice', earlier, later })
        else expect(reading).toEqual({ kind: 'never' })
      }),
      { numRuns: 400 },
    )
  })

  test('gives each instant one day, and days that follow one another without a gap', () => {
    fc.assert(
      fc.property(moment, ({ zone, at }) => {
        const { date } = dayOf(at, zone)
        const day = spanOfDay(date, zone)
        expect(day.startsAt <= at && at < day.endsAt).toBe(true)
        expect(day.startsAt).toBe(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds / 1000)
        expect(datesOf(day, zone)).toEqual([date])
      }),
      { numRuns: 400 },
    )
  })
})

describe('the server’s own zone', () => {
  const before = process.env.TZ
  afterAll(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  test('never matters', async () => {
    const readings = new Set<string>()
    const serverOffsets = new Set<number>()
    for (const serverZone of ['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe']) {
      process.env.TZ = serverZone
      serverOffsets.add(new Date(2027, 0).getTimezoneOffset())
      vi.resetModules()
      const fresh = await import('../../src/kernel/wall-clock.ts')
      const { parseInstant, formatInstant } = await import('../../src/kernel/rfc3339.ts')
      const texts = ['2027-03-14T02:30:00-05:00', '2027-10-03T02:15:00+10:30', '2026-02-30T00:00:00Z']
      const readingsHere = ZONES.flatMap((each) => [
        fresh.repeatWeekly({ date: '2027-03-07', time: '01:30' }, 52, each),
        fresh.datesOf({ startsAt: 1_800_000_000, endsAt: 1_802_000_000 }, each),
        fresh.spanOfDay('2027-10-03', each),
        texts.map(parseInstant).map((at) => at === null || [formatInstant(at), fresh.dayOf(at, each)]),
      ])
      readings.add(JSON.stringify(readingsHere))
    }
    expect(serverOffsets.size).toBe(4)
    expect(readings.size).toBe(1)
  })
})

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function platformReading(at: number, zoneName: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zoneName,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const parts = Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]))
  return `${parts.weekday?.slice(0, 3)} ${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`
}

function nextClockChange(from: number, zoneName: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(from * 1000).toZonedDateTimeISO(zoneName)
  return (zoned.getTimeZoneTransition('next') ?? zoned).epochMilliseconds / 1000
}

function secondsOf(plain: Temporal.PlainDateTime, zoneName: string, disambiguation: Disambiguation): number {
  return plain.toZonedDateTime(zoneName, { disambiguation }).epochMilliseconds / 1000
}

function exists(plain: Temporal.PlainDateTime, zoneName: string): boolean {
  return plain.toZonedDateTime(zoneName).toPlainDateTime().equals(plain)
}

type Disambiguation = 'earlier' | 'later' | 'compatible'

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
