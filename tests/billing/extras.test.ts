import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

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

const { helixResearcher, helixColleague, orchidResearcher, imagingManager, cellsManager, parkFinance } = people
let keys = 0
const key = () => `extras-key-${(keys += 1)}`
const facility = async (resource: string) =>
  (await park.rows(`SELECT facility_id AS id FROM resource WHERE id = '${resource}'`))[0]?.['id'] as string
const sell = async (en: string, price: string, resource = resources.confocal) =>
  visitor(park, parkFinance).send('/f/consumables', {
    en,
    price,
    tax: '13',
    facility: await facility(resource),
    key: key(),
  })
const sold = async (en: string) =>
  (await park.rows(`SELECT id FROM consumable WHERE name_en = '${en}'`))[0]?.['id'] as string
const report = (who: CastPerson, { id }: Pick<Told, 'id'>, fields: Record<string, string>) =>
  visitor(park, who).send(`/b/${id}/extras`, { key: key(), ...fields })

/** The confocal microscope from 14:00 to 16:00, begun. */
async function begun(): Promise<Told> {
  const booked = await lab.book(helixResearcher, '2026-11-24 14:00', '2026-11-24 16:00')
  lab.clockAt('2026-11-24 14:00')
  return lab.checkIn(helixResearcher, booked)
}
async function ended(): Promise<Told> {
  const booked = await begun()
  lab.clockAt('2026-11-24 16:00')
  return lab.checkOut(helixResearcher, booked)
}

describe('while the use goes on', () => {
  test('whoever uses reports what they use up, staff how long they helped; its bill has both', async () => {
    await park.script(`UPDATE rate SET terms = json_set(terms, '$.assistancePerHourMinor', 6000)`)
    await sell('Slides', '9.99')
    const booked = await begun()
    const slides = await sold('Slides')
    expect((await report(helixResearcher, booked, { [slides]: '3', assisted: '0' })).status).toBe(303)
    expect((await report(imagingManager, booked, { [slides]: '2', assisted: '20' })).status).toBe(303)
    lab.clockAt('2026-11-24 16:00')
    await lab.checkOut(helixResearcher, booked)
    expect(await lab.charges(booked)).toEqual(['usage: time 24000', 'usage: assistance 2000', 'usage: consumable 1998'])
  })

  test('a price that changes after the report changes nothing of it', async () => {
    await sell('Slides', '9.99')
    const booked = await begun()
    const slides = await sold('Slides')
    await report(helixResearcher, booked, { [slides]: '1', assisted: '0' })
    await park.script('UPDATE consumable SET unit_minor = 5000')
    lab.clockAt('2026-11-24 16:00')
    await lab.checkOut(helixResearcher, booked)
    expect(await lab.charges(booked)).toEqual(['usage: time 24000', 'usage: consumable 999'])
  })

  test('nobody but they and the lab’s staff do, and nobody of another firm learns of it', async () => {
    const booked = await begun()
    expect((await report(helixResearcher, booked, { assisted: '30' })).status).toBe(403)
    expect((await report(helixColleague, booked, { assisted: '0' })).status).toBe(403)
    const other = await report(orchidResearcher, booked, { assisted: '0' })
    const foreign = await report(cellsManager, booked, { assisted: '30' })
    expect([other.status, foreign.status]).toEqual([404, 404])
  })

  test.each([
    ['a consumable that is none', { cns_none: '1' }],
    ['less than nothing', { assisted: '-1' }],
    ['more than a week of help', { assisted: '10081' }],
  ])('%s is refused and changes nothing', async (_, fields) => {
    const booked = await begun()
    expect((await report(imagingManager, booked, { assisted: '0', ...fields })).status).toBe(422)
    expect(await park.rows('SELECT consumables, assisted_minutes AS minutes FROM booking')).toEqual([
      { consumables: '[]', minutes: 0 },
    ])
  })

  test('what another facility sells is not on the list', async () => {
    await sell('Rotors', '5', resources.centrifuge)
    const booked = await begun()
    expect((await visitor(park, helixResearcher).open(`/b/${booked.id}/extras`)).html.includes('Rotors')).toBe(false)
    expect((await report(helixResearcher, booked, { [await sold('Rotors')]: '1' })).status).toBe(422)
  })
})

describe('once the use is billed', () => {
  test('staff post what was forgotten, with a reason, and less the discount that the booking has', async () => {
    await sell('Slides', '10.00')
    await visitor(park, parkFinance).send('/f/discounts', {
      en: 'Ten',
      whose: 'everyone',
      window: 'none',
      tiers: '10%',
      key: key(),
    })
    const booked = await ended()
    const slides = await sold('Slides')
    expect((await report(imagingManager, booked, { [slides]: '2', assisted: '0' })).status).toBe(422)
    expect((await report(imagingManager, booked, { [slides]: '0', reason: 'counted' })).status).toBe(422)
    expect((await report(helixResearcher, booked, { [slides]: '2', reason: 'counted' })).status).toBe(403)
    expect((await report(imagingManager, booked, { [slides]: '2', reason: 'counted later' })).status).toBe(303)
    expect(await lab.charges(booked)).toEqual([
      'usage: time 24000',
      'usage: discount -2400',
      'adjustment: consumable 2000',
      'adjustment: discount -200',
    ])
  })

  test('two who report at once post each their own, and the same form once', async () => {
    await sell('Slides', '10.00')
    const booked = await ended()
    const slides = await sold('Slides')
    const form = { [slides]: '1', reason: 'counted', key: 'the-very-same-form' }
    const answers = await Promise.all([report(imagingManager, booked, form), report(imagingManager, booked, form)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await lab.charges(booked)).toEqual(['usage: time 24000', 'adjustment: consumable 1000'])
  })
})

test('what is taken off the list can be reported no more, and what was reported stays', async () => {
  await sell('Slides', '10.00')
  const slides = await sold('Slides')
  const booked = await begun()
  await report(helixResearcher, booked, { [slides]: '1', assisted: '0' })
  const retire = () => visitor(park, parkFinance).send(`/f/consumables/${slides}/retirement`, { key: key() })
  expect((await retire()).status).toBe(303)
  expect((await retire()).status).toBe(409)
  expect((await report(helixResearcher, booked, { [slides]: '2', assisted: '0' })).status).toBe(422)
  lab.clockAt('2026-11-24 16:00')
  await lab.checkOut(helixResearcher, booked)
  expect(await lab.charges(booked)).toEqual(['usage: time 24000', 'usage: consumable 1000'])
})

test.each([
  ['without a name', { en: '' }],
  ['for nothing', { price: '0' }],
  ['of a facility that is none', { facility: 'fac_none' }],
  ['for a resource of another facility', { asset: 'AS-centrifuge' }],
  ['with a tax that is none', { tax: 'much' }],
])('a consumable %s is refused', async (_, fields) => {
  const usual = { en: 'Tips', price: '1', tax: '13', facility: await facility(resources.confocal), key: key() }
  expect((await visitor(park, parkFinance).send('/f/consumables', { ...usual, ...fields })).status).toBe(422)
  expect(await park.rows('SELECT id FROM consumable')).toEqual([])
})
