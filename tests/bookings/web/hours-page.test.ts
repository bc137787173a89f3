import { afterEach, beforeEach, expect, test } from 'vitest'
import { id, people, resources } from '../../support/cast.ts'
import { hoursOf, keep } from '../../support/hours.ts'
import { labOf, type Lab } from '../../support/lab.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'

const { helixResearcher, imagingManager, cellsManager } = people
const path = `/m/resources/${resources.confocal}/hours`
const wednesday = '2026-11-25'
const short = 'look=1&open_1_1_1=10:00&open_1_2_1=18:00&same_open=1'

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const look = async (query = '', who = imagingManager) => {
  const answer = await park.call(who, 'GET', `${path}${query}`)
  return { status: answer.status, text: await answer.text() }
}

/** Sends the form of a page as it stands, with some fields otherwise. */
async function send(text: string, changes: Readonly<Record<string, string>> = {}) {
  const form = text.slice(text.indexOf('<form method="post" action="/m/'))
  const fields = new Map<string, string>()
  for (const [tag] of form.slice(0, form.indexOf('</form>')).matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    const isChosen = !tag.includes('type="radio"') || tag.includes('checked')
    if (name && isChosen) fields.set(name, unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? ''))
  }
  const sent = { ...Object.fromEntries(fields), ...changes }
  return park.app.request(path, {
    method: 'POST',
    body: new URLSearchParams(sent).toString(),
    headers: {
      authorization: `Bearer ${imagingManager.token}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
}

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'")

test('the page says the hours in words, which rule decides each coming day, and what comes before what', async () => {
  const { text } = await look()
  expect(text).toContain('Monday to Friday 08:00–22:00; closed on Saturday and Sunday.')
  expect(text).toContain('Closed on public holidays.')
  expect(text).toContain('A closure › a single date › the holiday rule › the week')
  expect(text).toContain('The public holidays of 2027 are not announced yet.')
  await hoursOf(park).set(
    { weekly: Array.from({ length: 7 }, () => []), holidayRule: 'closed' },
    { exceptions: [{ date: '2026-11-24', ranges: [{ from: '09:00', to: '12:00' }], note: 'Fire drill' }] },
  )
  expect((await look()).text).toContain('Fire drill')
})

test('a preview shows who is affected, and one form does what was chosen', async () => {
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  const { text } = await look(`?${short}`)
  expect(text).toContain('1 booking would stand outside')
  expect(text).toContain('Monday to Friday 10:00–18:00')
  const done = await send(text, { [`to_${early.id}_1`]: 'cancel', reason: 'short of staff' })
  expect(done.status).toBe(303)
  expect(done.headers.get('location')).toBe(`${path}?done=1`)
  expect(await park.rows(`SELECT state FROM booking WHERE id = '${early.id}'`)).toEqual([{ state: 'cancelled' }])
})

test('whoever books between the preview and the button makes it stale: that is told, and nothing is done', async () => {
  const { text } = await look(`?${short}`)
  await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  const stale = await send(text)
  expect(stale.status).toBe(409)
  const again = await stale.text()
  expect(again).toContain('Bookings have changed in the meantime')
  expect(again).toContain('1 booking would stand outside')
  expect((await send(again)).status).toBe(303)
})

test('what another manager has set meanwhile is not overwritten unseen', async () => {
  const { text } = await look(`?${short}`)
  await hoursOf(park).set({ weekly: Array.from({ length: 7 }, () => []), holidayRule: 'closed' })
  const overtaken = await send(text)
  expect(overtaken.status).toBe(409)
  expect(await overtaken.text()).toContain('Somebody changed these machines in the meantime')
})

test.each([
  ['over midnight', 'open_1_1_1=22:00&open_1_2_1=06:00', 'open_1-fault', 'A range ends with its day'],
  ['inverted', 'open_1_1_1=12:00&open_1_2_1=09:00', 'open_1-fault', 'close after it opens'],
  ['half', 'open_1_1_1=12:00', 'open_1-fault', 'Say both'],
  ['overlapping', 'open_2_1_1=08:00&open_2_2_1=12:00&open_2_1_2=11:00&open_2_2_2=14:00', 'open_2-fault', 'overlap'],
  ['no time', 'open_2_1_1=8am&open_2_2_1=12:00', 'open_2-fault', 'A time is like 08:30'],
  ['on 30 February', 'day_1=2026-02-30&day_1_1_1=08:00&day_1_2_1=09:00', 'day_1-fault', 'Say a date'],
  ['a date that has passed', 'day_1=2026-11-01', 'day_1-fault', 'has passed'],
  ['a date twice', 'day_1=2026-12-01&day_2=2026-12-01', 'day_2-fault', 'twice'],
  ['valid from the past', 'begin=at&from=2026-01-01', 'field-from-fault', 'has passed'],
])('a range %s is told on its line, and the form is kept', async (_, typed, line, fault) => {
  const { status, text } = await look(`?look=1&note_9=kept&day_9=2026-12-31&${typed}`)
  expect(status).toBe(422)
  const at = text.indexOf(`id="${line}"`)
  expect(at).toBeGreaterThan(0)
  expect(text.slice(at, at + 400)).toContain(fault)
  expect(text).toContain('value="kept"')
})

test('24:00 is written as midnight, and a day that never closes says so', async () => {
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => `open_${day}_1_1=00:00&open_${day}_2_1=00:00`).join('&')
  expect((await look(`?look=1&${week}`)).text).toContain('Open day and night.')
})

test('a planned change is shown, can be changed, and can be taken back', async () => {
  const closed = { weekly: Array.from({ length: 7 }, () => []), holidayRule: 'closed' as const }
  await hoursOf(park).set(closed, { from: '2027-03-01' })
  expect((await look()).text).toContain('Never open')
  const back = await look('?drop=2027-03-01')
  expect(back.text).toContain('value="2027-03-01"')
  expect(back.text).toContain('name="open_1_1_1" value="08:00"')
  const change = await look('?change=2027-03-01')
  expect(change.text).toContain('name="open_1_1_1" value=""')
})

test('its person and the managers see that a kept booking stands outside, and that nobody helps', async () => {
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 11:00`)
  const day = [{ from: '10:00', to: '18:00' }]
  const week = { weekly: Array.from({ length: 7 }, () => day), holidayRule: 'closed' as const }
  await hoursOf(park).set(
    { ...week, staffed: Array.from({ length: 7 }, () => [{ from: '13:00', to: '15:00' }]) },
    {
      affected: [keep(early)],
    },
  )
  for (const who of [helixResearcher, imagingManager]) {
    const text = await (await park.call(who, 'GET', `/b/${early.id}`)).text()
    expect(text).toContain('Outside opening hours')
    expect(text).toContain('Nobody is there to help 10:00–11:00.')
  }
  expect(await (await park.call(helixResearcher, 'GET', '/me')).text()).toContain('Outside opening hours')
  const before = await (await park.call(helixResearcher, 'GET', `/i/${resources.confocal}`)).text()
  expect(before).toContain('Somebody is there to help: Monday to Sunday 13:00–15:00.')
})

test('only those who manage the facility see the page; another one’s machine is not copied to', async () => {
  expect((await look('', cellsManager)).status).toBe(404)
  expect((await park.call(imagingManager, 'GET', `/m/resources/${id('res', 99)}/hours`)).status).toBe(404)
  const { text } = await look(`?${short}&scope=chosen&also=${resources.centrifuge}`)
  expect(text).toContain('1 machine')
})

test('a form that was tampered with is refused and changes nothing', async () => {
  const { text } = await look(`?${short}`)
  for (const wrong of [
    { wish: '{' },
    { wish: '{"from":null}' },
    { seen: '[]' },
    { to_bkg_x: 'cancel' },
    { scope: 'everything' },
  ]) {
    expect((await send(text, wrong)).status, JSON.stringify(wrong)).not.toBe(303)
  }
  expect(await park.rows(`SELECT rules_version FROM resource WHERE id = '${resources.confocal}'`)).toEqual([
    { rules_version: 1 },
  ])
})
