import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people, projects, quotas, resources } from '../../support/cast.ts'
import { fieldsOf, textOf, valuesOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor
let orchid: Visitor
const other = 'prj_0000000000000000000000000k'
const confocal = `/i/${resources.confocal}`

beforeEach(async () => {
  park = await openPark()
  researcher = visitor(park, people.helixResearcher)
  orchid = visitor(park, people.orchidResearcher)
})
afterEach(() => park.close())

test('an instrument says in one round trip what there is to know before booking it', async () => {
  park.trips.length = 0
  const { status, html } = await researcher.open(confocal)
  expect(status).toBe(200)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read'])
  const text = textOf(html)
  expect(text).toContain('Imaging · B3 204')
  expect(text).toContain('Sample confocal')
  expect(text).toContain('Model confocal · asset AS-confocal')
  expect(text).toContain('Free now, until 22:00')
  expect(text).toContain('¥120.00 / h · resident')
  expect(text).toContain('2026-K07')
  expect(text).toContain('Firm limit, this month 0 of 40 h used')
  expect(text).toContain('Personal limit, today 0 of 8 h used')
  expect(text).toContain('Training Valid until Sat 1 Jan 2028')
  expect(text).toContain('Check in from 15 min before to 30 min after the start.')
})

test('four slots are offered, the earliest chosen, at most two of a day and none at night', async () => {
  const { html } = await researcher.open(confocal)
  expect(valuesOf(html, 'slot')).toEqual([
    '2026-11-23T02:15:00Z/2026-11-23T03:15:00Z',
    '2026-11-23T03:15:00Z/2026-11-23T04:15:00Z',
    '2026-11-24T00:00:00Z/2026-11-24T01:00:00Z',
    '2026-11-24T01:00:00Z/2026-11-24T02:00:00Z',
  ])
  expect(fieldsOf(html, '/book')['slot']).toBe('2026-11-23T02:15:00Z/2026-11-23T03:15:00Z')
})

test('one tap books what the page showed, at the price that it showed, in two round trips', async () => {
  await park.script(`UPDATE person SET usual_minutes = 120 WHERE id = '${people.helixResearcher.id}'`)
  const { html } = await researcher.open(confocal)
  expect(textOf(html)).toContain('Total ¥240.00')
  park.trips.length = 0
  const { status, location } = await researcher.send(`${confocal}/book`, fieldsOf(html, '/book'))
  expect(status).toBe(303)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  const booked = textOf((await researcher.open(location)).html)
  expect(booked).toContain('Booked')
  expect(booked).toContain('Mon 23 Nov, 10:15–12:15')
  expect(booked).toContain('Total ¥240.00')
  expect(await park.rows('SELECT price_minor FROM booking')).toEqual([{ price_minor: 24_000 }])
  const after = textOf((await researcher.open(confocal)).html)
  expect(after).toContain('Firm limit, this month 2 of 40 h used')
})

test('a double tap books once, and going back to choose another time books another', async () => {
  const { html } = await researcher.open(confocal)
  const fields = fieldsOf(html, '/book')
  const taps = await Promise.all([1, 2, 3].map(() => researcher.send(`${confocal}/book`, fields)))
  expect(new Set(taps.map(({ location }) => location)).size).toBe(1)
  expect(taps.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await count()).toBe(1)
  const [, , tomorrow = ''] = valuesOf(html, 'slot')
  const other = await researcher.send(`${confocal}/book`, { ...fields, slot: tomorrow })
  expect(other.status).toBe(303)
  expect(other.location).not.toBe(taps[0]?.location)
  expect(await count()).toBe(2)
})

test('a slot that somebody else took meanwhile gives the same page with what can be had instead', async () => {
  const { html } = await researcher.open(confocal)
  const fields = { ...fieldsOf(html, '/book'), purpose: 'cells, "day 3" <b>' }
  const theirs = fieldsOf((await orchid.open(confocal)).html, '/book')
  expect((await orchid.send(`${confocal}/book`, theirs)).status).toBe(303)
  const lost = await researcher.send(`${confocal}/book`, fields)
  expect(lost.status).toBe(409)
  expect(textOf(lost.html)).toContain('That time has just been taken Today, 10:15–11:15')
  const again = fieldsOf(lost.html, '/book')
  expect(again).toMatchObject({ purpose: 'cells, "day 3" <b>', project: projects.helix })
  expect(again['key']).not.toBe(fieldsOf(html, '/book')['key'])
  const instead = valuesOf(lost.html, 'slot')
  expect(instead.length).toBeGreaterThanOrEqual(3)
  for (const slot of instead) {
    const taken = await researcher.send(`${confocal}/book`, { ...again, slot })
    expect(taken.status, slot).toBe(303)
    await researcher.send(`${taken.location}/cancel`, {})
  }
})

test('a budget that is spent asks for another project, for the very same time', async () => {
  await park.script(`UPDATE quota SET limit_value = 1000 WHERE id = ${quotas.helixProjectBudget};
    INSERT INTO project (id, firm_id, code, name) VALUES ('${other}', '${firms.helix}', '2026-K08', 'Another')`)
  const { html } = await researcher.open(`${confocal}?project=${other}`)
  const fields = fieldsOf(html, '/book')
  expect(fields['project']).toBe(other)
  const spent = await researcher.send(`${confocal}/book`, { ...fields, project: projects.helix, purpose: 'kept' })
  expect(spent.status).toBe(422)
  expect(textOf(spent.html)).toMatch(/That time can’t be booked .*budget/)
  const again = fieldsOf(spent.html, '/book')
  expect(again).toMatchObject({ slot: fields['slot'], project: projects.helix, purpose: 'kept' })
  expect((await researcher.send(`${confocal}/book`, { ...again, project: other })).status).toBe(303)
})

test('booked again, the length of last time is offered', async () => {
  const { html } = await researcher.open(`${confocal}?minutes=150`)
  expect(textOf(html)).toContain('Next free times · 2 h 30 min Today, 10:15–12:45')
})

test('who lacks the training reads so before any button, and sees when it would be free', async () => {
  const { html } = await visitor(park, people.helixColleague).open(confocal)
  expect(formsTo(html, '/book')).toBe(false)
  expect(textOf(html)).toMatch(/Can’t be booked now .*train/i)
  expect(textOf(html)).toContain('Today, 10:15–11:15')
})

test('what no time cures is said before the button: no rate, a suspended firm, nobody to pay', async () => {
  const unpriced = await researcher.open(`/i/${resources.unpriced}`)
  expect(formsTo(unpriced.html, '/book')).toBe(false)
  expect(textOf(unpriced.html)).toContain('Can’t be booked now')
  const manager = await visitor(park, people.imagingManager).open(confocal)
  expect(manager.status).toBe(200)
  expect(formsTo(manager.html, '/book')).toBe(false)
  await park.script(`UPDATE firm SET state = 'suspended'`)
  const suspended = await researcher.open(confocal)
  expect(formsTo(suspended.html, '/book')).toBe(false)
  expect(textOf(suspended.html)).toMatch(/suspended/)
})

test('a day whose limit is used up is not offered, and the next one is', async () => {
  const bucket = Date.UTC(2026, 10, 23) / 86_400_000
  const day = quotas.helixResearcherDay
  await park.script(`INSERT INTO quota_use (quota_id, bucket, used) VALUES (${day}, ${bucket}, ${8 * 3600})`)
  const { html } = await researcher.open(confocal)
  expect(valuesOf(html, 'slot')[0]).toBe('2026-11-24T00:00:00Z/2026-11-24T01:00:00Z')
  expect(textOf(html)).toContain('Personal limit, Tue 24 Nov 0 of 8 h used')
})

test('the day’s list names me and my firm, and nobody else', async () => {
  const theirs = fieldsOf((await orchid.open(confocal)).html, '/book')
  const taken = await orchid.send(`${confocal}/book`, theirs)
  const mine = await researcher.send(`${confocal}/book`, fieldsOf((await researcher.open(confocal)).html, '/book'))
  const { html } = await researcher.open(confocal)
  const text = textOf(html)
  expect(text).toContain('10:15 – 11:15 Taken')
  expect(text).toContain('11:15 – 12:15 My booking')
  expect(html).toContain(`href="${mine.location}"`)
  expect(html).not.toContain(taken.location)
  expect(html).not.toMatch(/orchid/i)
  expect(valuesOf(html, 'slot')[0]).toBe('2026-11-23T04:15:00Z/2026-11-23T05:15:00Z')
  await park.script(`INSERT INTO qualification (person_id, kind_id, valid_from, valid_until)
    SELECT '${people.helixColleague.id}', kind_id, valid_from, valid_until FROM qualification LIMIT 1`)
  const colleague = await visitor(park, people.helixColleague).open(confocal)
  expect(textOf(colleague.html)).toContain('11:15 – 12:15 Our firm · helixResearcher')
})

test('what is only lent for whole days is free past midnight, and its link says so', async () => {
  await park.script(`UPDATE resource SET min_minutes = 1440, max_minutes = 20160 WHERE id = '${resources.centrifuge}'`)
  const { html } = await researcher.open(`/i/${resources.centrifuge}`)
  expect(textOf(html)).toContain('10:00 – 24:00 Free Book')
  expect(html).toContain('time?date=2026-11-23&amp;from=10%3A00&amp;until=10%3A00#exact')
  const exact = await researcher.open(`/i/${resources.centrifuge}/time?date=2026-11-23&from=10:00&until=10:00`)
  expect(textOf(exact.html)).toContain('Today, 10:00–10:00 next day')
})

test('a closure is told with its reason', async () => {
  await park.script(`
    INSERT INTO closure (id, resource_id, kind, reason, starts_at, ends_at, created_by, created_at)
      VALUES ('clo_1', '${resources.confocal}', 'calibration', 'laser', ${at(11)}, ${at(14)}, 'x', 0);
    INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id) VALUES (1, ${at(11)}, ${at(14)}, 'clo_1')`)
  const { html } = await researcher.open(confocal)
  expect(textOf(html)).toContain('11:00 – 14:00 Calibration · laser')
  expect(textOf(html)).toContain('Free now, until 11:00')
})

test('what I may not know of does not exist, and what was retired is gone', async () => {
  await park.script(`UPDATE resource SET state = 'draft' WHERE id = '${resources.benches}'`)
  const draft = await researcher.open(`/s/${resources.benches}`)
  const unknown = await researcher.open('/i/res_0000000000000000000000zzzz')
  expect([draft.status, unknown.status]).toEqual([404, 404])
  expect(withoutRequest(draft.html)).toBe(withoutRequest(unknown.html))
  expect((await visitor(park, people.cellsManager).open(`/s/${resources.benches}`)).status).toBe(200)
  const stranger = await researcher.open(`${confocal}?project=${projects.orchid}`)
  expect(stranger.status).toBe(404)
  await park.script(`UPDATE resource SET state = 'retired' WHERE id = '${resources.confocal}'`)
  expect((await researcher.open(confocal)).status).toBe(410)
})

test('a form that was tampered with is turned away and books nothing', async () => {
  const fields = fieldsOf((await researcher.open(confocal)).html, '/book')
  const answers = await Promise.all([
    researcher.send(`${confocal}/book`, { ...fields, slot: 'yesterday' }),
    researcher.send(`${confocal}/book`, { ...fields, slot: '1926-11-23T01:00:00Z/2026-11-23T02:00:00Z' }),
    researcher.send(`${confocal}/book`, { ...fields, purpose: 'cut\u0000here' }),
    researcher.send(`${confocal}/book`, { ...fields, purpose: 'hidden\u0008' }),
    researcher.send(`${confocal}/book`, { ...fields, priceMinor: '1' }),
    researcher.send(`${confocal}/book`, { ...fields, samples: '-1' }),
    researcher.send(`${confocal}/book`, { ...fields, project: projects.orchid }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400, 404])
  expect(await count()).toBe(0)
})

function at(hour: number): number {
  return Date.UTC(2026, 10, 23, hour - 8) / 1000
}

function formsTo(html: string, action: string): boolean {
  return new RegExp(`<form[^>]*action="[^"]*${action}"`).test(html)
}

function withoutRequest(html: string): string {
  return html.replaceAll(/req_\w+/g, '')
}

async function count(): Promise<number> {
  return (await park.rows('SELECT id FROM booking')).length
}
