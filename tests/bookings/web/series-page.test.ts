import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../../support/cast.ts'
import { at } from '../../support/facts.ts'
import { fieldsOf, textOf, valuesOf } from '../../support/html.ts'
import { labOf, type Lab } from '../../support/lab.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let lab: Lab
let researcher: Visitor
const confocal = `/i/${resources.confocal}`
const thursday = '2026-11-26T06:00:00Z/2026-11-26T08:00:00Z'
const repeat = `${confocal}/repeat?slot=${encodeURIComponent(thursday)}&weeks=4`

beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  researcher = visitor(park, people.helixResearcher)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('the same time of four weeks: all free, one price for all, booked with one press and seen as one', async () => {
  park.trips.length = 0
  const { html } = await researcher.open(repeat)
  expect(park.trips).toHaveLength(1)
  const text = textOf(html)
  expect(text).toContain('4 of 4 weeks can be booked')
  expect(text).toContain('Total ¥960.00')
  const fields = seriesForm(html)
  expect(fields['some']).toBe('none')
  park.trips.length = 0
  const [one, again] = await Promise.all([1, 2].map(() => researcher.send(`${confocal}/repeat`, fields)))
  expect(one?.location).toMatch(/^\/series\/grp_/)
  expect(again?.location).toBe(one?.location)
  park.trips.length = 0
  const series = await researcher.open(one?.location ?? '')
  expect(park.trips).toHaveLength(1)
  expect(textOf(series.html)).toContain('4 bookings made Sample confocal')
  expect(textOf(series.html)).not.toContain('Not booked')
  expect(bookingsOf(series.html)).toHaveLength(4)
})

test('a taken week is said before; the rest is booked, and what was refused comes with other times', async () => {
  await lab.book(people.orchidResearcher, '2026-12-03 13:00', '2026-12-03 15:00')
  const { html } = await researcher.open(repeat)
  expect(textOf(html)).toContain('3 of 4 weeks can be booked')
  expect(textOf(html)).toContain('Some weeks can’t be booked, so not all can')
  const fields = seriesForm(html)
  expect(fields['some']).toBe('rest')
  const { location } = await researcher.send(`${confocal}/repeat`, fields)
  expect(location).toContain('missed=1&')
  const series = await researcher.open(location)
  expect(textOf(series.html)).toContain('3 bookings made')
  expect(textOf(series.html)).toContain(
    'Not booked These weeks could not be had. Take another time: Thu 3 Dec, 14:00–16:00',
  )
  const [instead = ''] = valuesOf(series.html, 'slot')
  const taken = await researcher.send(`${confocal}/book`, { ...fieldsOf(series.html, '/book'), slot: instead })
  expect(taken.location).toMatch(/^\/b\/bkg_/)
})

test('all or none: a week lost between the page and the press books nothing and shows what is left', async () => {
  const { html } = await researcher.open(repeat)
  await lab.book(people.orchidResearcher, '2026-12-10 13:00', '2026-12-10 15:00')
  const lost = await researcher.send(`${confocal}/repeat`, seriesForm(html))
  expect(lost.status).toBe(409)
  expect(textOf(lost.html)).toContain('Some weeks have just been taken, and nothing was booked.')
  expect(textOf(lost.html)).toContain('3 of 4 weeks can be booked')
  expect(await park.rows(`SELECT id FROM booking WHERE person_id = '${people.helixResearcher.id}'`)).toEqual([])
  const rest = await researcher.send(`${confocal}/repeat`, seriesForm(lost.html))
  expect(rest.location).toMatch(/^\/series\/grp_/)
})

test('one of a series is cancelled by itself; the rest with two presses, each by its own rule', async () => {
  const { html } = await researcher.open(repeat)
  const { location } = await researcher.send(`${confocal}/repeat`, seriesForm(html))
  const [first = ''] = bookingsOf((await researcher.open(location)).html)
  const own = await researcher.open(first)
  expect(textOf(own.html)).toContain('Part of a series: see all')
  await researcher.send(`${first}/cancel`, fieldsOf(own.html, '/cancel'))
  park.clock.now = at('2026-12-03 09:00')
  const left = await researcher.open(location)
  expect(textOf(left.html)).toContain('3 can still be cancelled. Cancelling now costs at most ¥120.00 in all.')
  const fields = fieldsOf(left.html, '/cancel')
  await Promise.all([1, 2].map(() => researcher.send(`${location.split('?')[0]}/cancel`, fields)))
  const rows = await park.rows(`SELECT state || ' ' || settlement AS end FROM booking ORDER BY starts_at`)
  expect(rows.map(({ end }) => end)).toEqual(['cancelled void', 'cancelled due', 'cancelled void', 'cancelled void'])
  expect(await park.rows('SELECT unit_id FROM allocation')).toEqual([])
  expect((await researcher.send(`${location.split('?')[0]}/cancel`, {})).status).toBe(303)
})

test('another firm’s series looks like one that does not exist, and a colleague can’t cancel it', async () => {
  const { html } = await researcher.open(repeat)
  const { location } = await researcher.send(`${confocal}/repeat`, seriesForm(html))
  const orchid = visitor(park, people.orchidResearcher)
  const theirs = await orchid.open(location)
  const none = await orchid.open('/series/grp_0000000000000000000000zzzz')
  expect([theirs.status, none.status]).toEqual([404, 404])
  expect(theirs.html.replaceAll(/req_\w+/g, '')).toBe(none.html.replaceAll(/req_\w+/g, ''))
  expect((await orchid.send(`${location}/cancel`, {})).status).toBe(404)
  const colleague = visitor(park, people.helixColleague)
  expect((await colleague.open(location)).html).not.toContain('id="cancel"')
  expect((await colleague.send(`${location}/cancel`, {})).status).toBe(403)
})

test('a booking is moved to another day and length from its own page; its own time counts as free for it', async () => {
  const { id } = await lab.book(people.helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  const path = `/b/${id}`
  const { html } = await researcher.open(path)
  const link = html.match(/href="(\/b\/\w+\/time[^"]*)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
  park.trips.length = 0
  const times = await researcher.open(link)
  expect(park.trips).toHaveLength(1)
  const starts = valuesOf(times.html, 'slot')
  expect(starts).toContain('2026-11-26T06:30:00Z/2026-11-26T08:30:00Z')
  expect(starts).not.toContain(thursday)
  const longer = await researcher.open(`${path}/time?date=2026-11-27&minutes=180`)
  const slot = '2026-11-27T01:00:00Z/2026-11-27T04:00:00Z'
  const fields = { ...fieldsOf(longer.html, '/time'), slot }
  const [moved] = await Promise.all([1, 2].map(() => researcher.send(`${path}/time`, fields)))
  expect(moved?.location).toBe(path)
  const after = textOf((await researcher.open(path)).html)
  expect(after).toContain('Fri 27 Nov, 09:00–12:00')
  expect(after).toContain('Total ¥360.00')
})

test('a time lost while moving leaves the booking where it was, and shows what is left of that day', async () => {
  const { id } = await lab.book(people.helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  const { html } = await researcher.open(`/b/${id}/time?date=2026-11-27&minutes=120`)
  await lab.book(people.orchidResearcher, '2026-11-27 09:00', '2026-11-27 11:00')
  const slot = '2026-11-27T01:00:00Z/2026-11-27T03:00:00Z'
  const lost = await researcher.send(`/b/${id}/time`, { ...fieldsOf(html, '/time'), slot })
  expect(lost.status).toBe(409)
  expect(valuesOf(lost.html, 'slot')).toContain('2026-11-27T03:00:00Z/2026-11-27T05:00:00Z')
  expect((await lab.booking({ id }))['starts_at']).toBe(at('2026-11-26 14:00'))
  expect((await visitor(park, people.helixColleague).open(`/b/${id}/time`)).status).toBe(403)
  expect((await visitor(park, people.orchidResearcher).open(`/b/${id}/time`)).status).toBe(404)
})

test('cancelled, it is booked again with one press, at the next time or at the same one of next week', async () => {
  const { id } = await lab.book(people.helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  await lab.cancel(people.helixResearcher, { id })
  const { html } = await researcher.open(`/b/${id}`)
  const [next = '', same = ''] = valuesOf(html, 'slot')
  expect(next).toBe('2026-11-23T02:15:00Z/2026-11-23T04:15:00Z')
  expect(same).toBe('2026-12-03T06:00:00Z/2026-12-03T08:00:00Z')
  const booked = await researcher.send(`${confocal}/book`, { ...fieldsOf(html, '/book'), slot: same })
  expect(textOf((await researcher.open(booked.location)).html)).toContain('Thu 3 Dec, 14:00–16:00')
})

test('it may be made longer before it begins', async () => {
  const { id } = await lab.book(people.helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  const { html } = await researcher.open(`/b/${id}`)
  expect((await researcher.send(`/b/${id}/extend`, { ...fieldsOf(html, '/extend'), minutes: '60' })).status).toBe(303)
  expect(textOf((await researcher.open(`/b/${id}`)).html)).toContain('14:00–17:00')
})

function bookingsOf(html: string): string[] {
  return [...html.matchAll(/href="(\/b\/bkg_\w+)"/g)].map(([, path = '']) => path)
}

/** The form that books, after the one that only counts weeks. */
function seriesForm(html: string): Record<string, string> {
  return fieldsOf(html.slice(html.indexOf('<form class="book"')), '/repeat')
}
