import { afterAll, beforeAll, expect, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeAll(async () => {
  park = await openPark()
})
afterAll(() => park.close())

const page = async (who: keyof typeof people, path: string) => {
  const answer = await park.call(people[who], 'GET', path)
  return { status: answer.status, text: await answer.text() }
}
const has = (text: string, id: string) => text.includes(`value="${id}"`) && text.includes(`/m/resources/${id}"`)

test('a lab manager sees the machines of their own facility, and no other one’s', async () => {
  const { status, text } = await page('imagingManager', '/m/resources')
  expect(status).toBe(200)
  expect(has(text, resources.confocal)).toBe(true)
  expect(has(text, resources.centrifuge)).toBe(false)
  const other = await page('cellsManager', '/m/resources')
  expect(has(other.text, resources.centrifuge)).toBe(true)
  expect(has(other.text, resources.confocal)).toBe(false)
})

test('the park’s admin sees all of them, and a filter leaves those that fit', async () => {
  const all = await page('parkAdmin', '/m/resources')
  expect([resources.confocal, resources.centrifuge].map((id) => has(all.text, id))).toEqual([true, true])
  const found = await page('parkAdmin', '/m/resources?q=confocal')
  expect([resources.confocal, resources.centrifuge].map((id) => has(found.text, id))).toEqual([true, false])
  const none = await page('imagingManager', '/m/resources?facility=fac_00000000000000000000000002')
  expect(has(none.text, resources.centrifuge)).toBe(false)
})

test('a researcher has no business there', async () => {
  expect((await page('helixResearcher', '/m/resources')).status).toBe(403)
})
