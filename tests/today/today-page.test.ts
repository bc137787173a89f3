import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { closingOf } from '../support/closing.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor, type Visitor } from '../support/visitor.ts'

const { helixResearcher, helixColleague, orchidResearcher, imagingManager, cellsManager, parkAdmin } = people
const today = '2026-11-23'

let park: TestPark
let lab: Lab
let manager: Visitor
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  manager = visitor(park, imagingManager)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('a day on which nothing needs anybody says so, and names each machine', async () => {
  const { status, html } = await manager.open('/m')
  expect(status).toBe(200)
  const text = textOf(html)
  expect(text).toContain('0 late 0 overrunning 0 faults 0 to approve 0 requests 0 no-shows 0 uses to review')
  expect(text).toContain('Nothing needs you.')
  expect(text).toMatch(/Imaging \d free .*Sample confocal/)
  expect(html).toContain(`href="/m/resources/${resources.confocal}/close"`)
})

test('who is late is checked in from the page, which then shows them at the machine', async () => {
  await lab.book(helixResearcher, `${today} 10:00`, `${today} 12:00`)
  lab.clockAt(`${today} 10:04`)
  expect(textOf((await manager.open('/m')).html)).toContain('0 late')
  lab.clockAt(`${today} 10:06`)
  const { html } = await manager.open('/m?q=confocal')
  const text = textOf(html)
  expect(text).toContain('1 late')
  expect(text).toContain('helixResearcher · Helix Due at 10:00; a no-show after 10:30')
  expect(text).toContain('Expected since 10:00')
  const done = await manager.send(actionIn(html, '/check-in'), fieldsOf(html, '/check-in'))
  expect(done).toMatchObject({ status: 303, location: '/m?q=confocal&done=check-in' })
  const after = textOf((await manager.open(done.location)).html)
  expect(after).toContain('Checked in for them.')
  expect(after).toContain('0 late')
  expect(after).toContain('In use until 12:00 helixResearcher · Helix')
})

test('who checked in before their time is at the machine already, and who follows is next', async () => {
  const early = await lab.book(helixResearcher, `${today} 10:15`, `${today} 11:00`)
  await lab.book(orchidResearcher, `${today} 11:00`, `${today} 12:00`)
  await lab.checkIn(helixResearcher, early)
  expect(textOf((await manager.open('/m')).html)).toMatch(/In use until 11:00 helixResearcher · Helix Next: 11:00/)
})

test('uses that wait for review are counted, and a no-show leads to its own', async () => {
  const missed = await lab.book(helixResearcher, `${today} 10:00`, `${today} 11:00`)
  await lab.tick(`${today} 10:31`)
  expect(textOf((await manager.open('/m')).html)).toContain('0 uses to review')
  await lab.tick(`${today} 11:01`)
  const { html } = await manager.open('/m')
  expect(textOf(html)).toContain('1 use to review')
  expect(html).toContain(`href="/m/review#review-${missed.id}"`)
  expect(textOf((await visitor(park, cellsManager).open('/m')).html)).toContain('0 uses to review')
  const form = fieldsOf((await manager.open('/m/review')).html, `/m/review/${missed.id}`)
  expect((await manager.send(`/m/review/${missed.id}`, { ...form, decision: 'confirmed' })).status).toBe(303)
  const after = (await manager.open('/m')).html
  expect(textOf(after)).toContain('0 uses to review')
  expect(after).not.toContain(`#review-${missed.id}`)
})

test('whoever overran is checked out, even when the next person stands at the machine already', async () => {
  const first = await lab.book(helixResearcher, `${today} 10:00`, `${today} 11:00`)
  await lab.checkIn(helixResearcher, first)
  const next = await lab.book(orchidResearcher, `${today} 11:00`, `${today} 12:00`)
  lab.clockAt(`${today} 11:08`)
  const { html } = await manager.open('/m')
  const text = textOf(html)
  expect(text).toContain('1 late 1 overrunning')
  expect(text).toContain('Due to end at 11:00; ends by itself at 11:30')
  expect(text).toContain('In use, over since 11:00 helixResearcher')
  expect(text).toContain('Expected since 11:00 orchidResearcher')
  const done = await manager.send(actionIn(html, '/check-out'), fieldsOf(html, '/check-out'))
  expect(done.location).toBe('/m?done=check-out')
  expect(await lab.booking(first)).toMatchObject({ state: 'completed' })
  expect(await lab.booking(next)).toMatchObject({ state: 'confirmed' })
})

test('a request is approved or not from the page; one that has changed meanwhile is told there', async () => {
  const cleanroom = { resourceId: resources.cleanroom }
  const asked = await lab.book(helixResearcher, '2026-11-30 10:00', '2026-11-30 11:00', cleanroom)
  const refused = await lab.book(helixColleague, '2026-11-30 14:00', '2026-11-30 15:00', cleanroom)
  const who = await managerOf('cleanroom')
  const { html } = await who.open('/m')
  expect(textOf(html)).toContain('2 to approve')
  const path = (id: string) => `/m/bookings/${id}/approval`
  const approve = { key: 'a-form-of-today', decision: 'approve', back: '' }
  expect(await who.send(path(asked.id), approve)).toMatchObject({ status: 303, location: '/m?done=approved' })
  const reject = { ...approve, decision: 'reject', note: 'inspection' }
  expect((await who.send(path(refused.id), reject)).location).toBe('/m?done=rejected')
  expect(await lab.booking(asked)).toMatchObject({ state: 'confirmed' })
  expect(await lab.booking(refused)).toMatchObject({ state: 'rejected' })
  const late = await who.send(path(asked.id), { ...approve, key: 'another-form-of-today', decision: 'reject' })
  expect(late.status).toBe(409)
  expect(late.html).toContain('id="trouble"')
})

test('a fault that stops the work leads to the closure; seen to, it leaves the page', async () => {
  const words = 'The laser is dark'
  await park.call(helixResearcher, 'POST', `/api/v1/resources/${resources.confocal}/faults`, { usable: false, words })
  const { html } = await manager.open('/m')
  expect(textOf(html)).toContain('1 fault ')
  expect(html).toContain(`/m/resources/${resources.confocal}/close?kind=fault&amp;length=open`)
  await closingOf(park).close(`${today} 10:00`, null)
  const closed = await manager.open('/m')
  expect(closed.html).not.toContain('close?kind=fault')
  expect(textOf(closed.html)).toContain('Maintenance, until opened again')
  expect(closed.html).toMatch(/href="\/m\/closures\/clo_\w+"/)
  const done = await manager.send(actionIn(closed.html, '/closing'), fieldsOf(closed.html, '/closing'))
  expect(done.location).toBe('/m?done=fixed')
  expect(textOf((await manager.open('/m')).html)).toContain('0 faults')
})

test('a wish for training is granted for a year with one tap', async () => {
  const asked = { resourceId: resources.confocal, kind: 'training', note: 'soon' }
  const key = { 'idempotency-key': 'asks-for-training' }
  expect((await park.call(helixColleague, 'POST', '/api/v1/access-requests', asked, key)).status).toBe(201)
  const { html } = await manager.open('/m')
  expect(textOf(html)).toContain('Grant until Tue 23 Nov 2027')
  const fields = { ...fieldsOf(html, '/m/requests/acr_\\w+'), decision: 'granted' }
  const done = await manager.send(html.match(/\/m\/requests\/acr_\w+/)?.[0] ?? '', fields)
  expect(done).toMatchObject({ status: 303, location: '/m?done=decided' })
  expect(await park.rows(`SELECT kind_id FROM qualification WHERE person_id = '${helixColleague.id}'`)).toHaveLength(1)
})

test('a no-show stays in sight for a day', async () => {
  await lab.book(helixResearcher, `${today} 10:00`, `${today} 12:00`)
  await lab.tick(`${today} 10:31`)
  expect(textOf((await manager.open('/m')).html)).toContain('1 no-show ')
  lab.clockAt('2026-11-24 10:01')
  expect(textOf((await manager.open('/m')).html)).toContain('0 no-shows')
  await lab.tick('2026-11-24 10:02')
})

test('another facility’s people and machines are not on it, and whoever manages nothing has no such page', async () => {
  await lab.book(helixResearcher, `${today} 10:00`, `${today} 12:00`)
  lab.clockAt(`${today} 10:10`)
  const cells = visitor(park, cellsManager)
  for (const path of ['/m', '/m?q=confocal', `/m?facility=${(await facilityOf('confocal')) ?? ''}`]) {
    const { html } = await cells.open(path)
    expect([path, /confocal<|helixResearcher|Canary/.test(html)]).toEqual([path, false])
  }
  const taken = await cells.send(actionIn((await manager.open('/m')).html, '/check-in'), {
    back: '',
    key: 'some-form-key',
  })
  expect(taken.status).toBe(404)
  expect((await visitor(park, helixResearcher).open('/m')).status).toBe(403)
  expect((await visitor(park, helixResearcher).open('/')).html).not.toContain('href="/m"')
  expect((await manager.open('/')).html).toContain('href="/m"')
})

test('the park’s admin sees all facilities, and one of them alone where it is asked for', async () => {
  const admin = visitor(park, parkAdmin)
  const all = await admin.open('/m')
  expect(textOf(all.html)).toMatch(/Cells .*Imaging/)
  const one = await admin.open(`/m?facility=${(await facilityOf('confocal')) ?? ''}`)
  expect(one.html).not.toContain(resources.centrifuge)
  expect(textOf((await admin.open('/m?q=zzzz')).html)).toContain('No machine fits the filter.')
})

test('four hundred machines come two hundred at a time, each once', async () => {
  await park.script(`INSERT INTO resource (id, facility_id, category_id, kind, name_hans, name_hant, name_en,
      asset_number, search_text, hours_id, step_minutes, min_minutes, max_minutes, policy)
    SELECT 'res_' || printf('%026d', 1000 + value), facility_id, category_id, kind, 'M', 'M', 'M' || value,
      'ZZ-' || printf('%04d', value), 'm' || value, hours_id, step_minutes, min_minutes, max_minutes, policy
    FROM resource, generate_series(1, 400) WHERE resource.id = '${resources.confocal}'`)
  const found = new Set<string>()
  let path: string | undefined = '/m'
  for (let pages = 0; path !== undefined && pages < 5; pages++) {
    const { html } = await manager.open(path)
    const ids = [...html.matchAll(/id="at-(res_\w+)"/g)].map(([, id = '']) => id)
    expect(ids.length).toBeLessThanOrEqual(200)
    for (const id of ids) {
      expect(found.has(id)).toBe(false)
      found.add(id)
    }
    path = html.match(/href="(\/m\?after=res_\w+)"/)?.[1]
  }
  expect(found.size).toBeGreaterThan(400)
})

function actionIn(html: string, end: string): string {
  return html.match(new RegExp(`action="([^"]*${end})"`))?.[1] ?? ''
}

async function facilityOf(name: keyof typeof resources): Promise<string | undefined> {
  const [row] = await park.rows(`SELECT facility_id AS id FROM resource WHERE id = '${resources[name]}'`)
  return row?.['id'] as string | undefined
}

async function managerOf(name: keyof typeof resources): Promise<Visitor> {
  const [row] = await park.rows(`SELECT person_id AS id FROM role WHERE facility_id = '${await facilityOf(name)}'`)
  const who: CastPerson = row?.['id'] === imagingManager.id ? imagingManager : cellsManager
  return visitor(park, who)
}
