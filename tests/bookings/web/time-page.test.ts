import { afterEach, beforeEach, expect, test } from 'vitest'
import { castScript } from '../../support/cast-script.ts'
import { people, projects, resources } from '../../support/cast.ts'
import { fieldsOf, textOf, valuesOf } from '../../support/html.ts'
import { insert } from '../../support/insert.ts'
import { labOf } from '../../support/lab.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor
const confocal = `/i/${resources.confocal}`

beforeEach(async () => {
  park = await openPark()
  researcher = visitor(park, people.helixResearcher)
})
afterEach(() => park.close())

test('any day and length: two weeks of days, lengths, and the starts that fit, in one round trip', async () => {
  park.trips.length = 0
  const { html } = await researcher.open(`${confocal}/time?date=2026-11-24&minutes=420`)
  expect(park.trips).toHaveLength(1)
  const starts = valuesOf(html, 'slot')
  expect(starts[0]).toBe('2026-11-24T00:00:00Z/2026-11-24T07:00:00Z')
  expect(starts.at(-1)).toBe('2026-11-24T07:00:00Z/2026-11-24T14:00:00Z')
  expect(starts).toHaveLength(29)
  const text = textOf(html)
  expect(text).toContain('Tue 24 Nov free')
  expect(text).toContain('Sat 28 Nov full')
  expect([...html.matchAll(/<li><a href="[^"]*" class="(has-free|is-full)"/g)]).toHaveLength(14)
  const booked = await researcher.send(`${confocal}/book`, fieldsOf(html, '/book'))
  expect(booked.status).toBe(303)
})

test('starts that would be refused are not offered', async () => {
  await park.script(`UPDATE quota SET limit_value = 3600 WHERE id = 2`)
  const { html } = await researcher.open(`${confocal}/time?date=2026-11-24&minutes=120`)
  expect(valuesOf(html, 'slot')).toEqual([])
  expect(textOf(html)).toMatch(/Can’t be booked now .*limit/)
  const busy = await researcher.open(`${confocal}/time?date=2026-11-28&minutes=120`)
  expect(textOf(busy.html)).toContain('Nothing that long is free on this day')
})

test('a time that is typed in is judged before the button, and shown with its price', async () => {
  const { html } = await researcher.open(`${confocal}/time?date=2026-11-24&from=10:10&until=13:40`)
  expect(textOf(html)).toContain('Bookings start in steps of 15 min.')
  expect(valuesOf(html, 'slot').length).toBeGreaterThanOrEqual(3)
  const good = await researcher.open(`${confocal}/time?date=2026-11-24&from=10:15&until=13:45`)
  expect(textOf(good.html)).toContain('The time you chose Tomorrow, 10:15–13:45 ¥420.00')
  const booked = await researcher.send(`${confocal}/book`, fieldsOf(good.html, '/book'))
  expect(booked.status).toBe(303)
  expect(await park.rows('SELECT price_minor FROM booking')).toEqual([{ price_minor: 42_000 }])
})

test('an end before the start is on the next day', async () => {
  const { html } = await researcher.open(`/i/${resources.centrifuge}/time?date=2026-11-24&from=22:00&until=06:00`)
  expect(textOf(html)).toContain('Tomorrow, 22:00–06:00 next day ¥240.00')
})

test('an alternative to a time that can’t be had takes one tap', async () => {
  const { html } = await researcher.open(`${confocal}/time?date=2026-11-28&from=10:00&until=12:00`)
  expect(textOf(html)).toContain('That time can’t be booked')
  const [slot = ''] = valuesOf(html, 'slot')
  const booked = await researcher.send(`${confocal}/book`, { ...fieldsOf(html, '/book'), slot })
  expect(booked.status).toBe(303)
})

test('addresses that make no sense show today instead of an error', async () => {
  const nonsense = [
    'date=2026-02-30',
    'date=1999-01-01',
    'minutes=x',
    'minutes=999999999',
    'from=99:00&until=1',
    'date=2050-01-01',
  ]
  for (const query of nonsense) {
    const { status, html } = await researcher.open(`${confocal}/time?${query}`)
    expect(status, query).toBe(200)
    expect(textOf(html), query).toContain('Today, Mon 23 Nov')
  }
  expect((await researcher.open(`${confocal}/time?project=${projects.orchid}`)).status).toBe(404)
})

test('a day that the calendar closes says which holiday it is, and a year without a notice says so', async () => {
  const far = await researcher.open(`${confocal}/time?date=2027-01-05`)
  expect(textOf(far.html)).toContain('The holidays of 2027 are not announced yet')
  const holiday = insert('holiday', [{ date: '2026-11-25', name: '园区日', off: 1 }])
  const informed = await openPark({ script: `${castScript}\n${holiday}` })
  const { html } = await visitor(informed, people.helixResearcher).open(`${confocal}/time?date=2026-11-25`)
  expect(textOf(html)).toContain('Closed: 园区日')
  expect(textOf(html)).not.toContain('not announced')
  await informed.close()
})

test('the start that is chosen already is the one at the person’s usual hour', async () => {
  const lab = labOf(park)
  for (const day of ['24', '25', '26'])
    await lab.book(people.helixResearcher, `2026-11-${day} 14:00`, `2026-11-${day} 15:00`)
  const { html } = await researcher.open(`${confocal}/time?date=2026-11-27`)
  expect(fieldsOf(html, '/book')['slot']).toBe('2026-11-27T06:00:00Z/2026-11-27T07:00:00Z')
})
