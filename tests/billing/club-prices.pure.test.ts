import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freezeTariff, type DatedRate } from '../../src/billing/tariff.ts'
import { plainTerms, priced } from './example-tariffs.ts'

const folder = new URL('../../../shared/data/replay/clubdata/', import.meta.url)
const absent = !existsSync(folder)
const SLOT_SECONDS = 1800

// Published with the data: what the club took at each facility, in cents.
const published = {
  'Table Tennis': 18_000,
  'Snooker Table': 24_000,
  'Pool Table': 27_000,
  'Badminton Court': 190_650,
  'Squash Court': 1_346_800,
  'Tennis Court 1': 1_386_000,
  'Tennis Court 2': 1_431_000,
  'Massage Room 2': 1_581_000,
  'Massage Room 1': 7_254_000,
}

const reason = absent ? ' (skipped: ../shared/data/replay/clubdata is absent)' : ''

test.skipIf(absent)(`a club's 4,044 bookings cost what the club took, to the cent${reason}`, () => {
  const facilities = new Map(rowsOf('clubdata-facilities.sql').map((row) => [row[0], row]))
  const bookings = rowsOf('clubdata-bookings.sql')
  const totals: Record<string, number> = {}
  for (const [, facilityId, memberId, wall = '', slots] of bookings) {
    const [, name = '', memberCost, guestCost] = facilities.get(facilityId) ?? []
    const perSlot = Number(memberId === '0' ? guestCost : memberCost)
    const startsAt = Date.parse(`${wall.replace(' ', 'T')}Z`) / 1000
    totals[name] = (totals[name] ?? 0) + priceOf(perSlot, startsAt, Number(slots))
  }
  expect(bookings).toHaveLength(4044)
  expect(totals).toEqual(published)
  expect(Object.values(totals).reduce((sum, total) => sum + total, 0)).toBe(13_258_450)
})

function priceOf(perSlot: number, startsAt: number, slots: number): number {
  const perHourMinor = Math.round(perSlot * 100) * 2
  const rates: DatedRate[] = [{ validFrom: 0, terms: { ...plainTerms, perHourMinor, incrementMinutes: 30 } }]
  const booked = { startsAt, endsAt: startsAt + slots * SLOT_SECONDS }
  const frame = { currency: 'GBP', category: 'member', chargeBasis: 'booked', zone: 'Europe/London' } as const
  const tariff = freezeTariff(rates, booked, frame)
  return tariff ? priced(tariff, { booked }).totalMinor : Number.NaN
}

function rowsOf(file: string): string[][] {
  const text = readFileSync(new URL(file, folder), 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
}
