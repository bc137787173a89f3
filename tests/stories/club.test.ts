import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { advanceBookings } from '../../src/bookings/commands/advance-bookings.ts'
import { requestBooking } from '../../src/bookings/commands/request-booking.ts'
import { atOrAfter } from '../../src/kernel/wall-clock.ts'
import { issueStatements } from '../../src/statements/commands/issue-statements.ts'
import { moneySums } from '../support/money-sums.ts'
import { tokenHash } from '../support/cast.ts'
import { self } from '../support/facts.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { absentNote, readClub, recordsAbsent, type ClubBooking } from '../support/replay.ts'
import { smallIds, smallParkScript, treasurer } from '../support/small-park.ts'
import { expectSound } from '../support/sound.ts'

const zone = 'Europe/London'

// Published with the records: what the club took at each facility, in pence.
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

describe.skipIf(recordsAbsent)(`a club runs on it for three months${absentNote}`, () => {
  let park: TestPark
  beforeAll(async () => {
    park = await openPark({ script: clubScript() })
  })
  afterAll(() => park.close())

  test('every one of its 4,044 bookings is accepted, in the order of their days', async () => {
    const byDay = Map.groupBy(readClub().bookings, (booking) => booking.date)
    for (const [date, bookings] of [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      park.clock.now = atOrAfter({ date, time: '00:00' }, zone) - 7 * 86_400
      const answers = await Promise.all(bookings.map((booking) => book(park, booking)))
      expect(answers.filter((answer) => answer.kind === 'refused')).toEqual([])
    }
    expect(await park.rows('SELECT count(*) AS n FROM booking')).toEqual([{ n: 4044 }])
    await expectSound(park.db, park.clock.now)
  })

  test('the clock completes them all, and the ledger holds what the club took, to the penny', async () => {
    park.clock.now = atOrAfter({ date: '2013-02-01', time: '00:00' }, zone)
    while ((await advanceBookings(park.deps, 500)) > 0);
    expect(await park.rows('SELECT state, settlement, count(*) AS n FROM booking GROUP BY 1, 2')).toEqual([
      { state: 'completed', settlement: 'settled', n: 4044 },
    ])
    const rows = await park.rows(`SELECT r.name_en AS name, sum(c.amount_minor) AS minor FROM charge c
      JOIN resource r ON r.id = c.resource_id GROUP BY r.id`)
    expect(Object.fromEntries(rows.map(({ name, minor }) => [name, minor]))).toEqual(published)
    const balance = `SELECT sum(amount_minor) AS minor FROM transfer t JOIN account a ON a.id`
    expect(await park.rows(`${balance} = t.debit_id WHERE a.kind = 'receivable'`)).toEqual([{ minor: 13_258_450 }])
    expect(await park.rows(`${balance} = t.credit_id WHERE a.kind = 'revenue'`)).toEqual([{ minor: 13_258_450 }])
    await expectSound(park.db, park.clock.now)
  })

  test(
    'lines, statements, files, printed pages and ledger all come to what the club took',
    { timeout: 60_000 },
    async () => {
      await park.script(treasurer.script)
      const wish = { period: '2013-01', firmId: null, atMost: 10 }
      const issued = await issueStatements(park.deps, treasurer.actor, wish, freshKey())
      expect(issued).toMatchObject({ statements: 2, lines: 2110, totalMinor: 13_258_450, firmsLeft: 0 })
      const sums = await moneySums(park, treasurer.token, ['2013-01'], 'from=2012-01-01&to=2013-02-01')
      expect(Object.keys(sums)).toHaveLength(10)
      expect(Object.entries(sums).filter(([, sum]) => sum !== 13_258_450)).toEqual([])
      await expectSound(park.db, park.clock.now)
    },
  )

  test('and a second look of the clock finds nothing to do', async () => {
    park.trips.length = 0
    expect(await advanceBookings(park.deps, 500)).toBe(0)
    expect(park.trips.map((trip) => trip.kind)).toEqual(['read'])
  })
})

// Members and guests are two firms: the price category is the firm's.
function clubScript(): string {
  const { facilities, bookings } = readClub()
  const memberIds = [...new Set(bookings.map((booking) => booking.memberId))]
  return smallParkScript({
    timeZone: zone,
    currency: 'GBP',
    stepMinutes: 30,
    facilities: facilities.map(({ name }) => name),
    firms: ['member', 'guest'].map((name) => ({ name, priceCategory: name })),
    people: Array.from({ length: Math.max(...memberIds) + 1 }, (_, memberId) => {
      return { name: `Member ${memberId}`, firm: memberId === 0 ? 1 : 0 }
    }),
    resources: facilities.map(({ name, memberMinor, guestMinor }, facility) => {
      return { name, facility, perHourMinor: { member: 2 * memberMinor, guest: 2 * guestMinor } }
    }),
  })
}

async function book(park: TestPark, { facilityId, memberId, date, time, halfHours }: ClubBooking) {
  const startsAt = atOrAfter({ date, time }, zone)
  const wanted = {
    resourceId: smallIds.resource(facilityId),
    unitId: null,
    whole: false,
    samples: 0,
    purpose: '',
    startsAt,
    endsAt: startsAt + halfHours * 1_800,
  }
  const actor = { tokenHash: tokenHash(smallIds.token(memberId)), requestId: 'req_club' }
  const request = { wanted: [wanted], by: self, ifSomeRefused: 'book-none' } as const
  return requestBooking(park.deps, actor, request, freshKey())
}
