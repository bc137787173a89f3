import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportPath } from '../../src/fault-reports/web/paths.ts'
import { manager, researcher, serveCast, type CastServer } from '../support/cast-server.ts'
import { facilities, people, resources } from '../support/cast.ts'
import { everyHand } from '../support/hands.ts'
import { labOf, type Told } from '../support/lab.ts'
import type { TestPark } from '../support/open-park.ts'
import type { UnitId } from '../../src/kernel/id.ts'

const { helixResearcher } = people
const today = '2026-11-23'

/** What waits for one walk. */
interface Waiting {
  readonly overrun: Told
  readonly asked: Told
}

let served: CastServer
const waiting: Waiting[] = []

beforeAll(async () => {
  served = await serveCast(liveThrough)
}, 120_000)
afterAll(() => served?.close())

describe.each(everyHand.map((way, index) => [...way, index] as const))('%s', (_, options, hand, index) => {
  test('an overrun is ended and a request approved, each where it stands on today', async () => {
    const { overrun, asked } = waiting[index] as Waiting
    const { page, press, leave } = await served.enter(manager, options, hand)
    await page.goto('/m?show=overrun')
    await press(`#need-${overrun.id} form[action$="/check-out"] button`)
    await page.waitForSelector('#done')
    expect(await page.locator(`#need-${overrun.id}`).count()).toBe(0)
    await page.goto('/m?show=approval')
    await press(`#need-${asked.id} details > summary`)
    await page.fill(`#note-${asked.id}`, ' ')
    await press(`#need-${asked.id} button[value=reject]`)
    expect(await page.textContent('#trouble')).not.toBe('')
    await press(`#need-${asked.id} button[value=approve]`)
    await page.waitForSelector('#done')
    expect(await labOf(served.park).booking(asked)).toMatchObject({ state: 'confirmed' })
    expect(await labOf(served.park).booking(overrun)).toMatchObject({ state: 'completed' })
    await leave()
  })

  test('what is reported as broken is closed from today until it works, opened again, and seen to', async () => {
    const person = await served.enter(researcher, options, hand)
    await person.page.goto(reportPath(resources.benches))
    await person.page.fill('textarea[name=words]', `Broken ${index}`)
    await person.press('input[name=usable][value="0"]')
    await person.press('main form button[type=submit]')
    await person.page.waitForSelector('textarea[name=words]', { state: 'detached' })
    await person.leave()
    const { page, press, leave } = await served.enter(manager, options, hand)
    await page.goto('/m?show=fault')
    const row = page.locator('#fault .need-row', { hasText: `Broken ${index}` })
    await press(row.locator('a.button'))
    await page.waitForURL('**/close?**')
    await press('form.closing button')
    await page.waitForSelector('.bar button')
    await press('.bar button')
    await page.waitForURL('**/m/closures/clo_*')
    expect(await page.textContent('.now.closed')).toBe('Closed')
    await press('form[action$="/reopening"] button')
    await page.waitForSelector('.now.free')
    await page.goto('/m?show=fault')
    await press(row.locator('form[action$="/closing"] button'))
    await page.waitForSelector('#done')
    expect(await row.count()).toBe(0)
    await leave()
  })
})

async function liveThrough(park: TestPark): Promise<void> {
  const lab = labOf(park)
  await park.script(`UPDATE resource SET facility_id = '${facilities.imaging}', cleanup_minutes = 0
    WHERE id IN ('${resources.centrifuge}', '${resources.benches}', '${resources.cleanroom}')`)
  const units = everyHand.map((_, index) => 101 + index)
  for (const [index, unit] of units.entries())
    await park.script(
      `INSERT INTO unit (id, resource_id, name) VALUES (${unit}, '${resources.centrifuge}', 'b${index}')`,
    )
  lab.clockAt(`${today} 09:00`)
  const overruns: Told[] = []
  for (const unit of units) {
    const own = { resourceId: resources.centrifuge, unitId: unit as UnitId }
    overruns.push(await lab.book(helixResearcher, `${today} 09:00`, `${today} 09:45`, own))
  }
  for (const overrun of overruns) await lab.checkIn(helixResearcher, overrun)
  lab.clockAt(`${today} 10:00`)
  for (const [index, overrun] of overruns.entries()) {
    const day = `2026-11-${25 + (index % 3)}`
    const from = 9 + 2 * Math.floor(index / 3)
    const asked = await lab.book(helixResearcher, `${day} ${pad(from)}:00`, `${day} ${pad(from + 1)}:00`, {
      resourceId: resources.cleanroom,
    })
    waiting.push({ overrun, asked })
  }
}

function pad(hour: number): string {
  return String(hour).padStart(2, '0')
}
