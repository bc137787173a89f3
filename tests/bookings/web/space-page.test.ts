import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources, units } from '../../support/cast.ts'
import { fieldsOf, textOf, valuesOf } from '../../support/html.ts'
import { labOf } from '../../support/lab.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor
const room = `/s/${resources.benches}`

beforeEach(async () => {
  park = await openPark()
  researcher = visitor(park, people.helixResearcher)
})
afterEach(() => park.close())

test('a space has an address of its own, and the other one leads there with everything that was asked', async () => {
  const led = await researcher.open(`/i/${resources.benches}?minutes=120&whole=1`)
  expect([led.status, led.location]).toEqual([302, `${room}?minutes=120&whole=1`])
  const time = await researcher.open(`/i/${resources.benches}/time?date=2026-11-24`)
  expect(time.location).toBe(`${room}/time?date=2026-11-24`)
  const back = await researcher.open(`/s/${resources.confocal}`)
  expect([back.status, back.location]).toEqual([302, `/i/${resources.confocal}`])
  expect((await researcher.open(room)).status).toBe(200)
  expect((await researcher.open('/s/res_0000000000000000000000zzzz')).status).toBe(404)
})

test('one place or the whole is two addresses, and each says what it costs and how much is free', async () => {
  const place = await researcher.open(room)
  expect(textOf(place.html)).toContain('6 of 6 places free')
  expect(textOf(place.html)).toContain('Total ¥30.00')
  expect(place.html).toMatch(/<a class="chip" href="[^"]*whole=1">The whole · 6 places</)
  const whole = await researcher.open(`${room}?whole=1`)
  expect(textOf(whole.html)).toContain('Total ¥180.00')
  expect(textOf(whole.html)).toContain('the whole is paid as 6 places')
  expect(fieldsOf(whole.html, '/book')['whole']).toBe('1')
  expect(fieldsOf(place.html, '/book')['whole']).toBeUndefined()
})

test('one tap takes all six places in one write, at the price that was shown', async () => {
  const { html } = await researcher.open(`${room}?whole=1`)
  park.trips.length = 0
  const { status, location } = await researcher.send(`${room}/book`, fieldsOf(html, '/book'))
  expect(status).toBe(303)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  expect(await park.rows('SELECT whole, price_minor FROM booking')).toEqual([{ whole: 1, price_minor: 18_000 }])
  const held = await park.rows('SELECT unit_id FROM allocation ORDER BY unit_id')
  expect(held.map((row) => row['unit_id'])).toEqual(units.benches)
  expect(textOf((await researcher.open(location)).html)).toContain('The whole · 6 places')
  await labOf(park).isSound()
})

test('with five of six places taken the sixth is one tap, and the whole waits until all six are free', async () => {
  await takeFive('10:00', '13:00')
  const place = await researcher.open(room)
  expect(valuesOf(place.html, 'slot')[0]).toBe('2026-11-23T02:15:00Z/2026-11-23T03:15:00Z')
  expect(textOf(place.html)).toContain('Today, 10:15–11:15 1 of 6 places free')
  const whole = await researcher.open(`${room}?whole=1`)
  expect(valuesOf(whole.html, 'slot')[0]).toBe('2026-11-23T05:00:00Z/2026-11-23T06:00:00Z')
  expect(textOf(whole.html)).toContain('10:00 – 13:00 Taken')
  const tapped = await researcher.send(`${room}/book`, fieldsOf(place.html, '/book'))
  expect(tapped.status).toBe(303)
})

test('the whole that was lost meanwhile gives other times for the whole, and a place at the same time', async () => {
  const { html } = await researcher.open(`${room}?whole=1`)
  await takeFive('10:00', '13:00')
  const lost = await researcher.send(`${room}/book`, { ...fieldsOf(html, '/book'), purpose: 'a course' })
  expect(lost.status).toBe(409)
  expect(textOf(lost.html)).toContain('there is a place at the same time: Take one place 1 of 6 places free ¥30.00')
  const forms = lost.html.match(/<form[^>]*\/book"[\s\S]*?<\/form>/g) ?? []
  const [place = '', other = ''] = forms
  expect(fieldsOf(other, '/book')).toMatchObject({ whole: '1', purpose: 'a course' })
  const instead = [...other.matchAll(/value="([^"]+)" formaction="([^"]+)"/g)]
  expect(instead.length).toBeGreaterThanOrEqual(3)
  for (const [, slot = '', target = ''] of instead) {
    const taken = await researcher.send(target, { ...fieldsOf(other, '/book'), slot })
    expect(taken.status, slot).toBe(303)
    await researcher.send(`${taken.location}/cancel`, {})
  }
  const fields = fieldsOf(place, '/book')
  const [slot = ''] = valuesOf(place, 'slot')
  const took = await researcher.send(`${room}/book`, { ...fields, slot })
  expect(took.status).toBe(303)
  expect(await park.rows("SELECT whole, purpose FROM booking WHERE state = 'confirmed' AND purpose <> ''")).toEqual([
    { whole: 0, purpose: 'a course' },
  ])
})

test('other times keep the choice: every day, length and start is for the whole', async () => {
  await takeFive('10:00', '16:00')
  const { html } = await researcher.open(`${room}/time?date=2026-11-23&minutes=60&whole=1`)
  expect(valuesOf(html, 'slot')[0]).toBe('2026-11-23T08:00:00Z/2026-11-23T09:00:00Z')
  expect(fieldsOf(html, '/book')['whole']).toBe('1')
  const links = [...html.matchAll(/href="([^"]*\/time\?[^"]*)"/g)].map(([, href = '']) => href)
  const choosing = links.filter((href) => !href.includes('whole=1'))
  expect(choosing).toEqual([`${room}/time?date=2026-11-23&amp;minutes=60`])
  const exact = await researcher.open(`${room}/time?date=2026-11-23&from=12:00&until=13:00&whole=1`)
  expect(textOf(exact.html)).toContain('That time can’t be booked')
})

test('what has one place only, or is no space, has no such choice', async () => {
  const machine = await researcher.open(`/i/${resources.centrifuge}?whole=1`)
  expect(machine.html).not.toContain('name="whole"')
  expect(machine.html).not.toMatch(/href="[^"]*whole=1/)
  const cleanroom = await researcher.open(`/s/${resources.cleanroom}?whole=1`)
  expect(cleanroom.html).not.toContain('name="whole"')
})

test('an expert reads like a person: no asset number, and away instead of out of action', async () => {
  await park.script(`UPDATE resource SET kind = 'expert' WHERE id = '${resources.confocal}'`)
  const open = await researcher.open(`/i/${resources.confocal}`)
  expect(textOf(open.html)).not.toContain('AS-confocal')
  await park.script(`UPDATE resource SET state = 'out-of-service' WHERE id = '${resources.confocal}'`)
  expect(textOf((await researcher.open(`/i/${resources.confocal}`)).html)).toContain('Takes no bookings at present')
  await park.script(`UPDATE resource SET state = 'retired' WHERE id = '${resources.confocal}'`)
  expect(textOf((await researcher.open(`/i/${resources.confocal}`)).html)).toContain('another expert')
})

async function takeFive(from: string, until: string): Promise<void> {
  const lab = labOf(park)
  const { now } = park.clock
  for (const unitId of units.benches.slice(0, 5))
    await lab.book(people.orchidResearcher, `2026-11-23 ${from}`, `2026-11-23 ${until}`, {
      resourceId: resources.benches,
      unitId: unitId as never,
    })
  park.clock.now = now
}
