import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../../support/cast.ts'
import { fieldsOf, textOf, valuesOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor
const confocal = `/i/${resources.confocal}`
const noon = '2026-11-23T04:00:00Z/2026-11-23T06:00:00Z'
const friday = '2026-11-27T04:00:00Z/2026-11-27T06:00:00Z'

beforeEach(async () => {
  park = await openPark()
  researcher = visitor(park, people.helixResearcher)
})
afterEach(() => park.close())

test('just booked, it bears the seal and is taken back with one tap', async () => {
  const path = await book(noon)
  park.trips.length = 0
  const { html } = await researcher.open(path)
  expect(park.trips).toHaveLength(1)
  expect(html).toContain('class="seal"')
  expect(textOf(html)).toContain('Booked Sample confocal Mon 23 Nov, 12:00–14:00 ¥240.00 · Project 2026-K07')
  expect(textOf(html)).toContain('Undo (until 10:10)')
  expect((await researcher.send(`${path}/cancel`, fieldsOf(html, '/cancel'))).status).toBe(303)
  const undone = textOf((await researcher.open(path)).html)
  expect(undone).toContain('Cancelled')
  expect(undone).toContain('not billed')
  expect(undone).toContain('Book again')
  expect(await park.rows('SELECT unit_id FROM allocation')).toEqual([])
})

test('after ten minutes the fee is said before it is taken, and what is said is the most that it costs', async () => {
  const path = await book(noon)
  park.clock.now += 601
  const { html } = await researcher.open(path)
  expect(html).not.toContain('class="seal"')
  expect(textOf(html)).toContain('Cancelling now costs at most ¥120.00.')
  await researcher.send(`${path}/cancel`, fieldsOf(html, '/cancel'))
  expect(textOf((await researcher.open(path)).html)).toContain('Cancelled late: at most ¥120.00')
})

test('before the cut-off cancelling is free, and it says until when', async () => {
  const path = await book(friday)
  park.clock.now += 601
  const { html } = await researcher.open(path)
  expect(textOf(html)).toContain('Cancelling now is free. Free until 12:00 on Thu 26 Nov.')
})

test('check in, extend and finish, each said on the page when its time has come', async () => {
  const path = await book('2026-11-23T02:30:00Z/2026-11-23T03:30:00Z')
  const early = await researcher.open(path)
  expect(textOf(early.html)).toContain('Check in from 10:15')
  const refused = await researcher.send(`${path}/check-in`, { key: 'a-form-key-1' })
  expect(refused.status).toBe(409)
  expect(textOf(refused.html)).toContain('It is too early to check in.')
  park.clock.now += 20 * 60
  const ready = await researcher.open(path)
  expect(textOf(ready.html)).toContain('Check in by 11:00')
  expect((await researcher.send(`${path}/check-in`, fieldsOf(ready.html, '/check-in'))).status).toBe(303)
  const inUse = await researcher.open(path)
  expect(textOf(inUse.html)).toContain('In use')
  expect(textOf(inUse.html)).toContain('30 min more · ¥60.00 12:00')
  const longer = { ...fieldsOf(inUse.html, '/extend'), minutes: '30' }
  await Promise.all([1, 2].map(() => researcher.send(`${path}/extend`, longer)))
  const extended = await researcher.open(path)
  expect(textOf(extended.html)).toContain('10:30–12:00')
  expect(textOf(extended.html)).toContain('Total ¥180.00')
  park.clock.now += 60 * 60
  expect((await researcher.send(`${path}/check-out`, fieldsOf(extended.html, '/check-out'))).status).toBe(303)
  const done = textOf((await researcher.open(path)).html)
  expect(done).toContain('Completed · ended early')
  expect(done).toContain('Price billed')
})

test('a check-in that a phone kept is told when it came, however often it is sent', async () => {
  const path = await book('2026-11-23T02:30:00Z/2026-11-23T03:30:00Z')
  park.clock.now += 75 * 60
  const send = async (seconds: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'kept-seconds': seconds }
    return park.call(people.helixResearcher, 'POST', `${path}/check-in`, 'key=a-form-key-1', headers)
  }
  const late =
    'Not checked in: it reached us at 11:15, and check-in ended at 11:00. The time that your phone noted, 10:35'
  for (const seconds of ['2400', '2460']) {
    const answer = await send(seconds)
    expect(answer.status).toBe(409)
    expect(textOf(await answer.text())).toContain(late)
  }
  for (const odd of ['-5', '1e9', 'x', '9'.repeat(400)]) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'kept-seconds': odd }
    const answer = await park.call(people.helixResearcher, 'POST', `${path}/check-in`, 'key=another-key-1', headers)
    expect(textOf(await answer.text())).toContain('It is too late to check in.')
  }
})

test('what is ahead has a pass, a QR code and its number; what is behind has none', async () => {
  const path = await book(noon)
  const { html } = await researcher.open(path)
  const [, number = ''] = /<p class="number">(.*?)<\/p>/.exec(html) ?? []
  expect(html).toContain(`aria-label="QR code of booking ${number}"`)
  await researcher.send(`${path}/cancel`, fieldsOf(html, '/cancel'))
  expect((await researcher.open(path)).html).not.toContain('class="pass"')
})

test('a page is kept on the phone of whom it is about; the lab manager who looks at it keeps none', async () => {
  const path = await book(noon)
  expect((await researcher.open(path)).html).toContain(`data-who="${people.helixResearcher.id}"`)
  const manager = await visitor(park, people.imagingManager).open(path)
  expect(manager.status).toBe(200)
  expect(manager.html).not.toContain('data-who')
})

test('another firm’s booking looks like none at all; a colleague reads it but can’t touch it', async () => {
  const path = await book(noon)
  const orchid = visitor(park, people.orchidResearcher)
  const theirs = await orchid.open(path)
  const none = await orchid.open('/b/bkg_0000000000000000000000zzzz')
  expect([theirs.status, none.status]).toEqual([404, 404])
  expect(theirs.html.replaceAll(/req_\w+/g, '')).toBe(none.html.replaceAll(/req_\w+/g, ''))
  expect((await orchid.send(`${path}/cancel`, {})).status).toBe(404)
  expect((await orchid.open(`${path}.ics`)).status).toBe(404)
  const colleague = visitor(park, people.helixColleague)
  const { html } = await colleague.open(path)
  expect(textOf(html)).toContain('helixResearcher')
  expect(html).not.toMatch(/<form[^>]*action="\/b\//)
  expect((await colleague.send(`${path}/cancel`, {})).status).toBe(403)
})

test('it goes into a calendar, in UTC and under the same name for ever', async () => {
  const path = await book(noon)
  const { status, html } = await researcher.open(`${path}.ics`)
  expect(status).toBe(200)
  const lines = html.split('\r\n')
  expect(lines).toContain(`UID:${path.slice(3)}@gongtai`)
  expect(lines).toContain('DTSTART:20261123T040000Z')
  expect(lines).toContain('DTEND:20261123T060000Z')
  expect(lines).toContain('STATUS:CONFIRMED')
  expect(lines).toContain('SUMMARY:Sample confocal')
  expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
})

test('a request that a lab manager has to approve has no seal yet', async () => {
  const cleanroom = `/s/${resources.cleanroom}`
  const { html } = await researcher.open(cleanroom)
  expect(textOf(html)).toContain('Send request')
  const { location } = await researcher.send(`${cleanroom}/book`, fieldsOf(html, '/book'))
  const pending = await researcher.open(location)
  expect(pending.html).not.toContain('class="seal"')
  expect(textOf(pending.html)).toContain('Request sent')
  expect(textOf(pending.html)).toContain('The answer comes by 10:15.')
  expect(textOf(pending.html)).toMatch(/Approval Lab manager awaited, by /)
})

test('what a person writes is text on every page that shows it', async () => {
  const purpose = `"><script>alert(1)</script><a href='javascript:x'>`
  const path = await book(noon, purpose)
  const { html } = await researcher.open(path)
  expect(textOf(html)).toContain(purpose)
  expect(html).not.toContain('<script>')
})

test('the start page leads to what is next, and books again what was booked before', async () => {
  const newcomer = await researcher.open('/')
  expect(textOf(newcomer.html)).toContain('Welcome to Gongtai')
  await book('2026-11-23T02:15:00Z/2026-11-23T04:15:00Z')
  park.trips.length = 0
  const { html } = await researcher.open('/')
  expect(park.trips).toHaveLength(1)
  const text = textOf(html)
  expect(text).toContain('Next booking Today, 10:15–12:15 Sample confocal')
  expect(text).toContain('Check in by 10:45')
  expect(text).toContain('Book again Paid by project 2026-K07 Sample confocal')
  expect(text).toContain('Today, 12:15–14:15 Next free · ¥240.00 Book')
  expect(text).toContain('Mon 30 Nov, 10:15–12:15 Same time as last · ¥240.00 Book')
  const checkedIn = await researcher.send(`${checkInTarget(html)}/check-in`, fieldsOf(html, '/check-in'))
  expect(checkedIn.status).toBe(303)
})

test('the start page books again with one press; the same press twice books once', async () => {
  await book('2026-11-23T02:15:00Z/2026-11-23T04:15:00Z')
  const { html } = await researcher.open('/')
  const fields = fieldsOf(html, `${resources.confocal}/book`)
  const [next = '', same = ''] = valuesOf(html, 'slot')
  const taps = [next, same, next].map((slot) => researcher.send(`${confocal}/book`, { ...fields, slot }))
  const [first, other, doubled] = await Promise.all(taps)
  expect([first?.status, other?.status]).toEqual([303, 303])
  expect(doubled?.location).toBe(first?.location)
  expect(other?.location).not.toBe(first?.location)
  const { html: booked } = await researcher.open(first?.location ?? '')
  expect(textOf(booked)).toContain('Booked Sample confocal Mon 23 Nov, 12:15–14:15 ¥240.00')
})

test('my bookings are those ahead and those behind, page by page, and nobody else’s', async () => {
  for (let day = 24; day <= 27; day++) await book(`2026-11-${day}T00:00:00Z/2026-11-${day}T01:00:00Z`)
  await visitor(park, people.orchidResearcher).send(`${confocal}/book`, { slot: friday })
  await park.script(`INSERT INTO booking SELECT 'bkg_' || printf('%026d', value), 'N' || value, firm_id, project_id,
    person_id, booked_by, resource_id, unit_id, whole, group_id, starts_at - value * 86400, ends_at - value * 86400,
    held_from, held_until, 'completed', 1, requested_at, NULL, '', 0, terms, tariff, price_lines, price_minor, currency,
    NULL, NULL, NULL, 'on-time', 'void', NULL, '[]', 0 FROM (SELECT * FROM booking LIMIT 1), generate_series(10, 50)`)
  park.trips.length = 0
  const first = await researcher.open('/me')
  expect(park.trips).toHaveLength(1)
  expect(rowsOf(first.html)).toHaveLength(4 + 20)
  const seen = rowsOf(first.html).slice(4)
  let older = first.html.match(/href="(\/me\?before=[^"]*)"/)?.[1]
  for (let page = 0; older !== undefined && page < 5; page++) {
    const { html } = await researcher.open(older.replaceAll('&amp;', '&'))
    seen.push(...rowsOf(html))
    older = html.match(/href="(\/me\?before=[^"]*)"/)?.[1]
  }
  expect(new Set(seen).size).toBe(41)
  expect((await researcher.open('/me?before=nonsense')).status).toBe(200)
})

async function book(slot: string, purpose = ''): Promise<string> {
  const { html } = await researcher.open(confocal)
  const answer = await researcher.send(`${confocal}/book`, { ...fieldsOf(html, '/book'), slot, purpose })
  expect(answer.status).toBe(303)
  return answer.location
}

function checkInTarget(html: string): string {
  return html.match(/action="(\/b\/bkg_\w+)\/check-in"/)?.[1] ?? ''
}

function rowsOf(html: string): string[] {
  expect(valuesOf(html, 'nothing')).toEqual([])
  return [...html.matchAll(/href="(\/b\/bkg_\w+)"/g)].map(([, path = '']) => path)
}
