import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, projects } from '../support/cast.ts'
import { lettersOf } from '../../src/notices/reads/letters.ts'
import { labOf } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { textOf } from '../support/html.ts'
import { visitor } from '../support/visitor.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const filled = { name: '陈小雨', locale: 'zh-Hans', usual: '90', project: projects.helix, theme: 'dark' }

test('what is saved is said to be saved, and counts from the next page on', async () => {
  const browser = visitor(park, people.helixResearcher)
  const saved = await browser.send('/me/settings', filled)
  expect([saved.status, saved.location]).toEqual([303, '/me/settings?saved=1'])
  const page = await browser.open(saved.location)
  expect(textOf(page.html)).toContain('已保存')
  expect(
    await park.rows(`SELECT name, locale, usual_minutes AS usual, default_project_id AS project FROM person
    WHERE id = '${people.helixResearcher.id}'`),
  ).toEqual([{ name: '陈小雨', locale: 'zh-Hans', usual: 90, project: projects.helix }])
  expect((await browser.send('/me/settings', { ...filled, usual: '', project: '' })).status).toBe(303)
})

test('the theme is the browser’s', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const send = (theme: string) =>
    park.call(
      people.helixResearcher,
      'POST',
      '/me/settings',
      new URLSearchParams({ ...filled, theme }).toString(),
      headers,
    )
  expect((await send('dark')).headers.getSetCookie().join()).toContain('theme=dark')
  expect((await send('system')).headers.getSetCookie().join()).toMatch(/theme=;.*Max-Age=0/)
  const page = await park.call(people.helixResearcher, 'GET', '/me/settings', undefined, { cookie: 'theme=dark' })
  expect(await page.text()).toContain('data-theme="dark"')
})

test('a name is one line of eighty characters that are seen', async () => {
  const browser = visitor(park, people.helixResearcher)
  const refused = ['', '   ', 'a\u202eb', 'a\u200bb', 'a\nb', '\u3164', 'x'.repeat(81)]
  for (const name of refused) {
    const page = await browser.send('/me/settings', { ...filled, name })
    expect([name, page.status]).toEqual([name, 422])
    expect(page.html).toContain('aria-invalid')
  }
  expect((await browser.send('/me/settings', { ...filled, name: 'x'.repeat(80) })).status).toBe(303)
})

test('only a project that the person may book on can be the default', async () => {
  const browser = visitor(park, people.helixResearcher)
  for (const project of [projects.orchid, projects.helixClosed, 'nonsense']) {
    expect((await browser.send('/me/settings', { ...filled, project })).status).toBe(422)
  }
})

test('whoever has no role at all has settings too', async () => {
  const page = await visitor(park, people.visitor).open('/me/settings')
  expect(page.status).toBe(200)
  expect(page.html).not.toContain('/me/firm')
})

test('letters that are not wanted are not sent; those about money and security always are', async () => {
  const browser = visitor(park, people.helixResearcher)
  const { html } = await browser.open('/me/settings')
  expect(html).toMatch(/value="booking.moved" checked/)
  expect(html).not.toContain('value="booking.no-show"')
  expect(html).not.toContain('value="access.requested"')
  // Every box but those of moves stays unticked; what has no box can't be muted.
  const tampered = { ...filled, choosing: '1', notices: 'booking.moved' }
  expect((await browser.send('/me/settings', tampered)).status).toBe(303)
  const kinds = ['booking.confirmed', 'booking.moved', 'booking.no-show'] as const
  const lab = labOf(park)
  const { id: bookingId } = await lab.book(people.helixResearcher, '2026-11-24 10:00', '2026-11-24 11:00')
  await park.script(`INSERT INTO audit (at, actor_id, action, entity, entity_version)
    VALUES (${park.clock.now}, 'clock', 'booking.moved', '${bookingId}', 2)`)
  const told: string[] = []
  for (const kind of kinds) {
    const notice = { kind, bookingId, personId: people.helixResearcher.id }
    const letters = await lettersOf(park.deps, { id: 'out_1', notice })
    if (letters.length > 0) told.push(kind)
  }
  expect(told).toEqual(['booking.moved', 'booking.no-show'])
})

test('a form without the boxes leaves the choice of letters alone', async () => {
  const browser = visitor(park, people.helixResearcher)
  await browser.send('/me/settings', { ...filled, choosing: '1' })
  await browser.send('/me/settings', filled)
  const [row] = await park.rows(`SELECT muted FROM person WHERE id = '${people.helixResearcher.id}'`)
  expect(JSON.parse(row?.['muted'] as string)).toContain('booking.moved')
})
