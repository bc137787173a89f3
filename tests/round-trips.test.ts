import { findTargetHandler } from 'hono/utils/handler'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { policyOf } from '../src/platform/http/door.ts'
import { firms, people, resources, type CastPerson } from './support/cast.ts'
import { bookingDoing, doings, send } from './support/doings.ts'
import { openPark, type TestPark } from './support/open-park.ts'
import { settlings, stated } from './support/settling.ts'

const day = 'from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z'
const tuesday = 'freeFrom=2026-11-24T06:00:00Z&freeTo=2026-11-24T08:00:00Z&minutes=60'

// Every page and list that a person opens; `:booking` and `:number`, a statement, are theirs.
const openings: readonly [who: keyof typeof people, path: string][] = [
  ['helixResearcher', '/'],
  ['helixResearcher', '/find'],
  ['helixResearcher', '/find?q=confocal'],
  ['helixResearcher', '/find?kind=space&clean=6&biosafety=2&ventilation=10&power=1'],
  ['helixResearcher', `/i/${resources.confocal}`],
  ['helixResearcher', `/i/${resources.centrifuge}?date=2026-11-25`],
  ['helixResearcher', `/i/${resources.confocal}/time`],
  ['helixResearcher', '/me/access'],
  ['cellsManager', '/m/requests'],
  ['cellsManager', '/m/requests?by=safety&q=room&all=1&told=none'],
  ['helixAdmin', '/me/firm/requests'],
  ['cellsManager', '/me/approvals'],
  ['cellsManager', '/api/v1/approvals'],
  ['helixFinance', '/f/ledger'],
  ['helixFinance', '/me/firm/money'],
  ['parkFinance', '/f/balances'],
  ['parkFinance', '/f/balances?q=helix'],
  ['parkFinance', '/f/balances/import'],
  ['helixFinance', `/f/balances/${firms.helix}`],
  ['parkFinance', `/api/v1/firms/${firms.helix}/balance`],
  ['parkFinance', '/f/reconcile'],
  ['parkFinance', '/f/statements'],
  ['parkFinance', '/f/statements?q=helix'],
  ['helixFinance', '/f/statements/:number'],
  ['parkFinance', '/f/statements/:number.csv'],
  ['parkFinance', '/f/statements/:number.xlsx'],
  ['parkFinance', '/api/v1/statements'],
  ['helixFinance', '/api/v1/statements/:number'],
  ['parkFinance', '/f/periods/2026-11'],
  ['parkFinance', `/f/periods/2026-11/drafts/${firms.helix}`],
  ['parkFinance', '/f/entitlements'],
  ['parkFinance', '/f/subsidies'],
  ['helixFinance', '/f/providers'],
  ['parkFinance', '/f/plots'],
  ['parkFinance', '/f/ledger?from=2026-11-01&kind=usage&late=no'],
  ['imagingManager', '/m'],
  ['imagingManager', '/m/review'],
  ['parkAdmin', '/m/conduct'],
  ['helixResearcher', '/me/conduct'],
  ['parkAdmin', '/m?q=confocal&show=late'],
  ['imagingManager', '/m/timeline?view=week&q=confocal'],
  ['imagingManager', '/m/bookings/:booking/time?from=2026-11-26T15:00&until=2026-11-26T17:00'],
  ['imagingManager', '/m/resources'],
  ['parkAdmin', '/m/resources?q=confocal&state=published'],
  ['imagingManager', '/m/resources/new'],
  ['imagingManager', '/m/resources/import'],
  ['parkAdmin', '/m/resources/catalogue.csv'],
  ['imagingManager', `/m/resources/${resources.confocal}`],
  ['imagingManager', `/m/resources/${resources.confocal}/state?to=retired`],
  ['parkAdmin', `/m/resources/together?all=1&do=hours&from=${resources.centrifuge}`],
  ['parkAdmin', '/m/resources/together?all=1&do=choose'],
  ['imagingManager', `/m/resources/${resources.confocal}/close?look=1&length=open`],
  ['imagingManager', `/m/resources/${resources.confocal}/hours`],
  [
    'imagingManager',
    `/m/resources/${resources.confocal}/hours?look=1&open_1_1_1=09:00&open_1_2_1=10:00&scope=facility`,
  ],
  ['imagingManager', '/m/closures/:closure'],
  ['helixResearcher', `/s/${resources.benches}?whole=1`],
  ['helixResearcher', '/q/:code'],
  ['helixResearcher', `/i/${resources.confocal}/faults`],
  ['imagingManager', '/m/faults'],
  ['imagingManager', '/m/import'],
  ['imagingManager', '/m/training'],
  ['imagingManager', '/m/training/qualification_confocal'],
  ['imagingManager', '/m/training/qualification_confocal/list'],
  ['imagingManager', `/m/training/qualification_confocal/people/${people.helixResearcher.id}`],
  ['helixResearcher', '/b/:booking'],
  ['helixResearcher', '/b/:booking/extras'],
  ['helixResearcher', '/me'],
  ['helixResearcher', '/api/v1/me'],
  ['helixResearcher', '/api/v1/bookings'],
  ['imagingManager', '/api/v1/bookings?limit=1'],
  ['parkFinance', '/api/v1/bookings?state=confirmed'],
  ['helixResearcher', '/api/v1/bookings/:booking'],
  ['helixResearcher', '/api/v1/resources'],
  ['helixResearcher', `/api/v1/resources?bookable=me&${tuesday}`],
  ['helixResearcher', `/api/v1/resources/${resources.confocal}`],
  ['helixResearcher', `/api/v1/resources/${resources.confocal}/availability?${day}`],
  ['helixResearcher', '/api/v1/quotas'],
  ['helixFinance', '/api/v1/ledger'],
  ['parkFinance', '/f/rates?q=confocal&show=missing'],
  ['parkFinance', '/f/rates/import'],
  ['parkFinance', '/f/consumables'],
  ['parkFinance', '/f/discounts'],
  ['parkFinance', '/f/rates/prices.csv'],
  ['imagingManager', `/f/rates/${resources.confocal}?from=2026-12-04T12:00&until=2026-12-04T13:00`],
  ['parkFinance', `/api/v1/ledger?${day}`],
  ['parkAdmin', '/api/v1/audit?entity=:booking'],
]

describe.each(['embedded', 'sqld'] as const)('on %s', (on) => {
  let park: TestPark
  let booking: string
  let code: string
  let closure: string
  let number: string
  beforeAll(async () => {
    park = await openPark({ on })
    const { now } = park.clock
    number = (await stated(park)).split('/').at(-1) ?? ''
    park.clock.now = now
    const [sticker] = await park.rows(`SELECT code FROM qr_code WHERE resource_id = '${resources.confocal}' LIMIT 1`)
    code = sticker?.['code'] as string
    const { body } = await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    booking = (JSON.parse(body) as { id: string }).id
    const closed = { startsAt: '2026-11-28T00:00:00Z', endsAt: '2026-11-28T01:00:00Z', reason: '' }
    const key = { 'idempotency-key': 'closes-the-confocal' }
    const path = `/api/v1/resources/${resources.confocal}/closures`
    const made = await park.call(people.imagingManager, 'POST', path, closed, key)
    closure = ((await made.json()) as { id: string }).id
  })
  afterAll(() => park.close())
  beforeEach(() => void (park.trips.length = 0))

  const kinds = () => park.trips.map((trip) => trip.kind)

  test.each(openings)('%s opens %s in one round trip', async (who, path) => {
    const answer = await park.call(
      people[who],
      'GET',
      path.replace(':booking', booking).replace(':code', code).replace(':closure', closure).replace(':number', number),
    )
    await answer.text()
    expect({ status: answer.status, trips: kinds() }).toEqual({ status: 200, trips: ['read'] })
  })

  test('nobody opens anything in more than one, whoever they are and whatever they name', async () => {
    const guarded = park.app.routes.filter(({ method, handler }) => {
      const policy = policyOf(findTargetHandler(handler))
      return method === 'GET' && policy !== 'anyone' && policy !== 'passage'
    })
    const strangers: CastPerson[] = [people.visitor, people.suspended, people.parkAdmin]
    const names = ['unknown', booking, resources.confocal, `bkg_${'7'.repeat(26)}`]
    expect(guarded.length).toBeGreaterThan(10)
    for (const { path } of guarded) {
      for (const name of names) {
        for (const who of strangers) {
          park.trips.length = 0
          await park.call(who, 'GET', path.replaceAll(/:(\w+)(\{[^}]*\})?/g, name))
          expect([path, name, kinds().length <= 1]).toEqual([path, name, true])
        }
      }
    }
  })

  test('a quote is one round trip, and one more when other times are looked for', async () => {
    const ask = (from: string, until: string) => {
      const { who, body } = bookingDoing(from, until)
      return park.call(who, 'POST', '/api/v1/quotes', body)
    }
    expect((await ask('2026-11-27 14:00', '2026-11-27 16:00')).status).toBe(200)
    expect(kinds()).toEqual(['read'])
    expect((await ask('2026-11-27 03:00', '2026-11-27 04:00')).status).toBe(200)
    expect(kinds()).toEqual(['read', 'read', 'read'])
  })

  test('a booking that is refused is one, and one more for what could be had instead', async () => {
    const { status } = await send(park, bookingDoing('2026-11-25 15:00', '2026-11-25 16:00'))
    expect({ status, trips: kinds() }).toEqual({ status: 409, trips: ['read', 'read'] })
  })
})

describe.each(['embedded', 'sqld'] as const)('on %s, with nobody else about', (on) => {
  // A libSQL server takes a while to start: there, the request with most rows stands for the others.
  const all = { ...doings, ...settlings }
  // Stating asks who owes, reads their entries, writes for each of them, and looks for what came meanwhile.
  const { 'final statement': _, ...commands } = all
  const names = Object.keys(commands).filter((name) => on === 'embedded' || name === 'booking with a series')

  test.each(names)('%s is two round trips: one to know, one to change', async (name) => {
    const park = await openPark({ on })
    onTestFinished(park.close)
    const request = await all[name]?.(park)
    if (request === undefined) throw new Error('nobody does this')
    park.trips.length = 0
    expect((await send(park, request)).status).toBeLessThan(400)
    expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
    park.trips.length = 0
    await send(park, request)
    expect(park.trips.map((trip) => trip.kind)).toEqual(['read'])
  })
})
