import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { readAt, sendForm } from '../support/filled-form.ts'
import { textOf } from '../support/html.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const { helixResearcher: researcher } = people
const post = (who: CastPerson, to: string, fields: Record<string, string>) => sendForm(park, who, to, fields)
const read = (who: CastPerson, path: string) => readAt(park, who, path)

describe('conditions of a space', () => {
  const room = `/m/resources/${resources.benches}`
  const managed = people.cellsManager

  test('stand on its page, and a room is found by them or worse ones', async () => {
    expect((await post(managed, `${room}/conditions`, { clean: '6', biosafety: '2', power: '1' })).status).toBe(303)
    expect(await read(researcher, `/s/${resources.benches}`)).toContain('ISO 6 clean · BSL-2 · uninterrupted power')
    const found = async (query: string) => (await read(researcher, `/find?${query}`)).includes('Sample benches')
    expect(await Promise.all(['clean=7', 'clean=6&power=1', 'biosafety=1'].map(found))).toEqual([true, true, true])
    expect(await Promise.all(['clean=5', 'biosafety=3', 'ventilation=1'].map(found))).toEqual([false, false, false])
  })

  test('out of range change nothing', async () => {
    const { status, text } = await post(managed, `${room}/conditions`, { clean: '12' })
    expect([status, text.includes('value="12"')]).toEqual([422, true])
    expect(await park.rows('SELECT 1 FROM resource_condition')).toEqual([])
  })
})

describe('a certificate of admission', () => {
  const training = 'qualification_confocal'

  test('says what its holder is trained for; its code tells a stranger initials and whether it holds', async () => {
    await park.script(`UPDATE person SET name = 'Ada Lovelace' WHERE id = '${researcher.id}'`)
    expect(await read(researcher, '/me/access')).toContain('Certificate')
    const { status, location } = await post(researcher, '/me/certificates', { training })
    expect(status).toBe(303)
    expect((await post(researcher, '/me/certificates', { training })).location).toBe(location)
    const own = await read(researcher, location)
    expect(own).toContain('Ada Lovelace')
    expect((await park.call(people.helixAdmin, 'GET', location)).status).toBe(404)
    const [row] = await park.rows('SELECT code, number FROM certificate')
    expect(own).toContain(`/certificates/${row?.['code'] as string}`)
    const asked = async () => textOf(await (await park.app.request(`/certificates/${row?.['code'] as string}`)).text())
    const shown = await asked()
    expect(shown).toContain('A. L.')
    expect(shown).toContain(row?.['number'] as string)
    expect(shown).not.toContain('Lovelace')
    expect(shown).toMatch(/Valid |有效/)
    await park.script(`UPDATE qualification SET valid_from = 0, valid_until = 1 WHERE person_id = '${researcher.id}'`)
    expect(await asked()).toMatch(/Expired|已过期/)
    expect((await park.app.request('/certificates/nothing')).status).toBe(404)
  })

  test('is made for nobody without the training', async () => {
    expect((await post(people.helixColleague, '/me/certificates', { training: 'none' })).status).toBe(404)
  })
})
