import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectSound, manager, researcher, serveCast, type AtPage, type CastServer } from '../support/cast-server.ts'
import { facilities, people, resources } from '../support/cast.ts'
import { eachHandOnce, everyHand } from '../support/hands.ts'

const machine = `/m/resources/${resources.confocal}`
const confocal = `/i/${resources.confocal}`
const room = `/m/resources/${resources.benches}`

let served: CastServer

beforeAll(async () => {
  served = await serveCast((park) =>
    park.script(`UPDATE resource SET facility_id = '${facilities.imaging}' WHERE id = '${resources.benches}';
      UPDATE person SET name = 'Ada Lovelace' WHERE id = '${people.helixResearcher.id}'`),
  )
}, 120_000)
afterEach(() => served.park.script('DELETE FROM due; DELETE FROM question; DELETE FROM resource_condition'))
afterAll(() => served?.close())

describe.each(everyHand)('%s', (_, options, hand) => {
  const enter = async (email: string) => served.enter(email, options, hand)

  test('a date of calibration warns, then blocks what reaches beyond it, until it is done', async () => {
    const lab = await enter(manager)
    const person = await enter(researcher)
    await keepDate(lab, false)
    expect(await lab.page.textContent('#dues .now')).toBe('soon due: Wed 25 Nov')
    await lab.page.goto('/m')
    expect(await lab.page.textContent('#due')).toContain('soon due: Wed 25 Nov')
    await person.page.goto(confocal)
    expect(await person.page.textContent('#due-notice')).toContain('Calibration is due on Wed 25 Nov')
    await askForFriday(person)
    expect(await person.page.locator('.bar button.main').count()).toBe(1)
    await keepDate(lab, true)
    await askForFriday(person)
    expect(await person.page.textContent('main')).toMatch(/calibration/)
    expect(await person.page.locator('.bar button.main').count()).toBe(0)
    await lab.press('#dues button[value=done]')
    await lab.page.waitForSelector('#dues .now.free')
    await askForFriday(person)
    expect(await person.page.locator('.bar button.main').count()).toBe(1)
    await lab.leave()
    await person.leave()
  })

  test('a question is asked at booking; refused without its answer, the form keeps what was typed', async () => {
    const lab = await enter(manager)
    await lab.page.goto(machine)
    await lab.press('#questions > details > summary')
    await lab.page.fill('#en-new', 'Which sample?')
    await lab.press('#questions > details input[name=required]')
    await lab.press('#questions > details button[value=add]')
    await lab.page.waitForSelector('#questions li strong')
    const { page, press, leave } = await enter(researcher)
    await page.goto(confocal)
    await page.getByLabel('Which sample?').fill(' ')
    await press('details.more-fields > summary')
    await page.fill('input[name=purpose]', 'Mitochondria')
    await press('.bar button.main')
    await page.waitForSelector('.fault')
    expect(await page.textContent('main')).toContain('This must be answered')
    expect(await page.inputValue('input[name=purpose]')).toBe('Mitochondria')
    await page.getByLabel('Which sample?').fill('HeLa')
    await press('.bar button.main')
    await page.waitForURL('**/b/bkg_*')
    expect(await page.textContent('main')).toMatch(/Which sample\?\s*HeLa/)
    await lab.page.goto(page.url())
    expect(await lab.page.textContent('main')).toMatch(/Which sample\?\s*HeLa/)
    await leave()
    await lab.leave()
  })
})

describe.each(eachHandOnce)('%s', (_, options, hand) => {
  const enter = async (email: string) => served.enter(email, options, hand)

  test('a room is found by the conditions it has, and by no better ones', async () => {
    const { page, press, leave } = await enter(manager)
    await page.goto(room)
    await page.fill('#condition-clean', '6')
    await page.fill('#condition-biosafety', '2')
    await press('#conditions input[name=power]')
    await press('#conditions button')
    await page.waitForURL('**/m/resources/*')
    const person = await enter(researcher)
    await person.page.goto('/find')
    await person.press('details.filters > summary')
    await person.page.selectOption('#clean', '7')
    await person.press('form.find input[name=power]')
    await person.press('form.find button.main')
    await person.page.waitForURL('**/find?*')
    expect(await person.page.textContent('main')).toContain('Sample benches')
    await person.page.selectOption('#clean', '5')
    await person.press('form.find button.main')
    await person.page.waitForURL('**clean=5**')
    expect(await person.page.textContent('main')).not.toContain('Sample benches')
    await leave()
    await person.leave()
  })

  test('who is trained makes a certificate, and a stranger with its code sees that it holds', async () => {
    const { page, press, leave } = await enter(researcher)
    await page.goto('/me/access')
    await press('form[action="/me/certificates"] button')
    await page.waitForURL('**/me/certificates/crt_*')
    expect(await page.textContent('.certificate')).toContain('Ada Lovelace')
    const code = /\/certificates\/\w+/.exec((await page.textContent('dl.terms')) ?? '')?.[0] ?? ''
    const stranger = await served.browser.newContext({ baseURL: served.url, locale: 'en' })
    const seen = await stranger.newPage()
    await seen.goto(code)
    expect(await seen.textContent('.certificate')).toMatch(/Valid.*A\. L\./s)
    expect(await seen.textContent('.certificate')).not.toContain('Lovelace')
    await stranger.close()
    await leave()
  })
})

test.each([390, 1280])('its pages at %i px are reachable for everybody', async (width) => {
  await served.park.script(`INSERT INTO question (id, facility_id, resource_id, version, kind, hans, hant, en, choices,
      required) SELECT 'qst_1', facility_id, id, 1, 'text', '什么样品？', '什麼樣品？', 'Which sample?', '[]', 1
    FROM resource WHERE id = '${resources.confocal}'`)
  for (const [who, path] of [
    [manager, machine],
    [manager, room],
    [researcher, confocal],
    [researcher, '/find?clean=7'],
    [researcher, '/me/access'],
  ] as const) {
    const { page, leave } = await served.enter(who, { width }, 'mouse')
    await page.goto(path)
    await expectSound(page)
    await leave()
  }
})

async function keepDate({ page, press }: AtPage, blocks: boolean): Promise<void> {
  await page.goto(machine)
  await press('#dues > details > summary')
  await page.fill('#due-date', '2026-11-25')
  if (blocks) await press('#dues input[name=blocks]')
  await press('#dues button[value=keep]')
  await page.waitForSelector(blocks ? '#dues li small:has-text("blocks")' : '#dues li .now')
}

/** An hour of Friday afternoon, typed in. */
async function askForFriday({ page, press }: AtPage): Promise<void> {
  await page.goto(`${confocal}/time`)
  await press('#exact > summary')
  await page.fill('#date', '2026-11-27')
  await page.fill('#from', '20:00')
  await page.fill('#until', '21:00')
  await press('#exact button')
  await page.waitForURL('**until=**')
}
