import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../../support/cast.ts'
import { textOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

test('whoever books here finds whom to ask at each facility, in one round trip', async () => {
  park.trips.length = 0
  const html = await (await park.call(people.helixResearcher, 'GET', '/help?lang=en')).text()
  expect(park.trips).toHaveLength(1)
  const text = textOf(html)
  expect(text).toContain('Sample Park. All times are the park’s own')
  expect(text).toContain('Imaging · B3 manager@imaging.example')
  expect(text).toContain('Cells · B2 manager@cells.example')
  expect(html).toContain('href="mailto:manager@imaging.example"')
})

test('to strangers, and to an account that belongs nowhere, the page gives nobody’s address', async () => {
  for (const who of [null, people.visitor, people.suspended, { ...people.visitor, token: 'made-up' }]) {
    const answer = await park.call(who, 'GET', '/help?lang=en')
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).not.toContain('@')
    expect(textOf(html)).toContain('the lab managers’ addresses stand here')
  }
})

test('who left the office is not named any more', async () => {
  await park.script(`UPDATE person SET state = 'suspended' WHERE id = '${people.imagingManager.id}'`)
  const text = textOf(await (await park.call(people.helixResearcher, 'GET', '/help?lang=en')).text())
  expect(text).not.toContain('Imaging')
})
