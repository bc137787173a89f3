import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people, resources, units } from '../../support/cast.ts'
import { fieldsOf, textOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor
beforeEach(async () => {
  park = await openPark()
  researcher = visitor(park, people.helixResearcher)
})
afterEach(() => park.close())

test('who booked nothing yet sees what is free anywhere: open to them, priced, without a manager', async () => {
  park.trips.length = 0
  const { html } = await researcher.open('/')
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read'])
  expect(namesOf(html).toSorted()).toEqual(['Sample benches', 'Sample centrifuge', 'Sample confocal'])
  const text = freeNow(html)
  expect(text).toContain('Sample confocal Imaging · B3 204 Free until 22:00 1 h · ¥120.00')
  expect(text).toContain('Sample centrifuge Cells · B3 204 Free for a day and more 1 h · ¥30.00')
})

test('one tap leads to the instrument with that very time chosen, for as long as one usually books', async () => {
  await park.script(`UPDATE person SET usual_minutes = 120 WHERE id = '${people.helixResearcher.id}'`)
  const { html } = await researcher.open('/')
  expect(freeNow(html)).toContain('2 h · ¥240.00')
  const path = hrefsOf(html).find((href) => href.includes(resources.confocal)) ?? ''
  const page = (await researcher.open(path)).html
  const fields = fieldsOf(page, '/book')
  expect(fields['slot']).toBe('2026-11-23T02:15:00Z/2026-11-23T04:15:00Z')
  expect(textOf(page)).toContain('Total ¥240.00')
  expect((await researcher.send(`/i/${resources.confocal}/book`, fields)).location).toMatch(/^\/b\/bkg_/)
})

test('a time that was free when the page was drawn, and is gone, gives way to the next one', async () => {
  const { html } = await researcher.open('/')
  const path = hrefsOf(html).find((href) => href.includes(resources.confocal)) ?? ''
  await close('confocal', '2026-11-23T02:00:00Z', '2026-11-23T03:30:00Z')
  expect(fieldsOf((await researcher.open(path)).html, '/book')['slot']).toBe(
    '2026-11-23T03:30:00Z/2026-11-23T04:30:00Z',
  )
  expect((await researcher.open(`/i/${resources.confocal}?slot=yesterday`)).status).toBe(200)
})

test('where samples are paid for, one is reckoned with, as on the instrument’s own page', async () => {
  await park.script(`UPDATE rate SET terms = json_set(terms, '$.perHourMinor', 0, '$.perSampleMinor', 15000)`)
  expect(freeNow((await researcher.open('/')).html)).toContain('1 h · estimate ¥150.00')
})

test('the shorter stretch before somebody else comes is offered as it is, with its end', async () => {
  await close('confocal', '2026-11-23T03:00:00Z', '2026-11-23T14:00:00Z')
  expect(freeNow((await researcher.open('/')).html)).toContain('Free until 11:00 45 min · ¥90.00')
})

test('what is near comes first: the same category, then the building; never what may be booked again', async () => {
  await twin('confocal', 2)
  await twin('centrifuge', 3)
  await book('confocal', '2026-11-24T02:00:00Z')
  const { html } = await researcher.open('/')
  expect(textOf(html)).toContain('Book again')
  expect(textOf(html)).toContain('Free now, near you')
  expect(namesOf(html)).toEqual(['Twin 2'])
  await park.script(`UPDATE facility SET building = 'B3'`)
  expect(namesOf((await researcher.open('/')).html)).toEqual(['Twin 2', 'Sample centrifuge', 'Sample benches'])
  park.clock.now += 60
  await book('centrifuge', '2026-11-25T02:00:00Z')
  expect(namesOf((await researcher.open('/')).html)).toEqual(['Twin 3', 'Twin 2', 'Sample benches'])
})

test.each([
  ['without the training', `DELETE FROM qualification`, true],
  ['out of service', `UPDATE resource SET state = 'out-of-service' WHERE id = '${resources.confocal}'`, true],
  ['for others only', `UPDATE resource SET restricted = 1 WHERE id = '${resources.confocal}'`, true],
  ['with notice of a day', `UPDATE resource SET policy = json_set(policy, '$.leadMinutes', 1440)`, false],
  ['without a price', `DELETE FROM rate WHERE resource_id = '${resources.confocal}'`, true],
  ['with training that ends too soon', `UPDATE qualification SET valid_until = 1795401900`, true],
  ['begun once a day only', `UPDATE resource SET step_minutes = 1440, min_minutes = 1440, max_minutes = 2880`, false],
])('what is %s is not free for me', async (_, change, others) => {
  await park.script(change)
  const names = namesOf((await researcher.open('/')).html)
  expect(names).not.toContain('Sample confocal')
  expect(names.length > 0).toBe(others)
})

test('when nothing is free, the section leads to what is free next', async () => {
  await book('confocal', '2026-11-24T02:00:00Z')
  const { html } = await researcher.open('/')
  expect(freeNow(html)).toContain('Nothing that you may book is free nearby right now. See what is free next')
  const [, href = ''] = /href="(\/find\?facility=[^"]*)"/.exec(html) ?? []
  expect((await researcher.open(href.replaceAll('&amp;', '&'))).status).toBe(200)
})

test('whoever may book for no firm, or for one that is suspended, is offered nothing', async () => {
  expect((await visitor(park, people.parkFinance).open('/')).html).not.toContain('id="free-now"')
  await park.script(`UPDATE firm SET state = 'suspended' WHERE id = '${firms.helix}'`)
  expect((await researcher.open('/')).html).not.toContain('id="free-now"')
})

test('where one may be in one place only, my own booking keeps everything else from being offered', async () => {
  await park.script(`UPDATE facility SET one_booking_at_a_time = 1, building = 'B2'`)
  expect(namesOf((await researcher.open('/')).html)).toHaveLength(3)
  await book('benches', '2026-11-23T02:15:00Z')
  expect(namesOf((await researcher.open('/')).html)).toEqual([])
})

function freeNow(html: string): string {
  return textOf(`<main${html.slice(html.indexOf('aria-labelledby="free-now"') - 9)}`)
}

function hrefsOf(html: string): string[] {
  const section = html.slice(html.indexOf('aria-labelledby="free-now"'))
  return [...section.matchAll(/class="row find-row" href="([^"]*)"/g)].map(([, href = '']) => href)
}

function namesOf(html: string): string[] {
  const section = html.slice(html.indexOf('aria-labelledby="free-now"'))
  return [...section.matchAll(/class="what">([^<]*)</g)].map(([, name = '']) => name)
}

async function book(name: 'confocal' | 'centrifuge' | 'benches', startsAt: string): Promise<void> {
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString()
  const body = { resourceId: resources[name], startsAt, endsAt }
  const headers = { 'idempotency-key': crypto.randomUUID() }
  expect((await park.call(people.helixResearcher, 'POST', '/api/v1/bookings', body, headers)).status).toBe(201)
}

async function close(name: 'confocal', from: string, until: string): Promise<void> {
  const [startsAt, endsAt] = [from, until].map((text) => Date.parse(text) / 1000)
  await park.script(`INSERT INTO closure (id, resource_id, kind, starts_at, ends_at, created_by, created_at)
      VALUES ('clo_1', '${resources[name]}', 'event', ${startsAt}, ${endsAt}, 'x', 0);
    INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id)
      VALUES (${units[name][0]}, ${startsAt}, ${endsAt}, 'clo_1')`)
}

/** Another resource like one of the cast. */
async function twin(name: 'confocal' | 'centrifuge', number: number): Promise<void> {
  const id = `res_${String(number * 100).padStart(26, '0')}`
  await park.script(`CREATE TEMP TABLE twin AS SELECT * FROM resource WHERE id = '${resources[name]}';
    UPDATE twin SET id = '${id}', name_hans = 'Twin ${number}', name_hant = 'Twin ${number}',
      name_en = 'Twin ${number}', asset_number = 'T${number}';
    INSERT INTO resource SELECT * FROM twin; DROP TABLE twin;
    INSERT INTO unit (resource_id, name) VALUES ('${id}', '1');
    INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
      SELECT 'rat_' || '${id}', '${id}', price_category, valid_from, terms, published_at FROM rate
      WHERE resource_id = '${resources[name]}'`)
}
