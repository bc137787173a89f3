import { afterEach, beforeEach, expect, test } from 'vitest'
import { tick } from '../../src/jobs.ts'
import { people } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'
import { confocal, kindPage, lettersOf, send } from './stage.ts'

const { helixResearcher, orchidResearcher, imagingManager } = people

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

const setting = (lapse: string, remind: string, more: Readonly<Record<string, string>> = {}) =>
  send(park, imagingManager, kindPage, `${kindPage}/setting`, { lapse, remind, ...more })
const countedFrom = (time: string) =>
  park.script(`UPDATE qualification SET valid_from = 1000, counted_from = ${at(time)}`)

test('a training lapses after months without use, and a use keeps it, whether or not any job ran', async () => {
  await countedFrom('2026-09-25 12:00')
  await park.script('UPDATE qualification_kind SET lapse_months = 2')
  await lab.book(helixResearcher, '2026-11-25 10:00', '2026-11-25 12:00')
  await expect(lab.book(helixResearcher, '2026-11-25 12:00', '2026-11-25 12:30')).rejects.toThrow('expired')
  const early = await lab.book(orchidResearcher, '2026-11-23 11:00', '2026-11-23 12:00')
  lab.clockAt('2026-11-23 11:00')
  await lab.checkIn(orchidResearcher, early)
  lab.clockAt('2026-11-23 11:40')
  await lab.checkOut(orchidResearcher, early)
  lab.clockAt('2026-11-24 10:00')
  await lab.book(orchidResearcher, '2026-11-26 12:00', '2026-11-26 13:00')
})

test('a use that ended counts although the clock has not completed it', async () => {
  await countedFrom('2026-10-24 12:00')
  await park.script('UPDATE qualification_kind SET lapse_months = 1')
  const booked = await lab.book(helixResearcher, '2026-11-23 11:00', '2026-11-23 12:00')
  lab.clockAt('2026-11-23 11:00')
  await lab.checkIn(helixResearcher, booked)
  // No job runs: the booking stays in use by its row.
  lab.clockAt('2026-11-25 09:00')
  await lab.book(helixResearcher, '2026-11-26 12:00', '2026-11-26 13:00')
  await lab.tick('2026-11-25 09:00')
})

test('months are those of the park’s calendar: the last of January plus one is in February’s', async () => {
  await park.script(`UPDATE qualification SET valid_from = 1000, counted_from = ${at('2026-10-31 23:30')};
    UPDATE qualification_kind SET lapse_months = 1`)
  const { html } = await visitor(park, imagingManager).open(kindPage)
  expect(textOf(html)).toContain('Until Tue 1 Dec (by disuse)')
})

test('another rule of disuse shows the bookings that it leaves outside before it holds', async () => {
  await countedFrom('2026-09-30 00:00')
  const booked = await lab.book(helixResearcher, '2026-12-01 10:00', '2026-12-01 11:00')
  const unseen = await setting('2', '30')
  expect(unseen.status).toBe(409)
  expect(textOf(unseen.html)).toContain('1 booking would not be covered')
  expect(textOf(unseen.html)).toContain('Ends by date only.')
  expect((await setting('2', '30', { seen: booked.id })).status).toBe(303)
  const [letter] = await lettersOf(park)
  expect([letter?.to, letter?.subject]).toEqual([
    'researcher@helix.example',
    'Confocal training: good until Sun 29 Nov',
  ])
  expect((await setting('', '30')).status).toBe(303)
  expect((await setting('61', '30')).status).toBe(400)
  expect(await park.rows('SELECT lapse_months AS n FROM qualification_kind')).toEqual([{ n: null }])
})

test('people are reminded once before their training ends, in their language, and of another end again', async () => {
  await park.script(`UPDATE qualification SET valid_until = ${at('2026-12-10 00:00')}, valid_from = 1000;
    UPDATE person SET locale = 'zh-Hans' WHERE id = '${orchidResearcher.id}';
    UPDATE person SET locale = 'zh-Hant' WHERE id = '${people.helixColleague.id}';
    INSERT INTO qualification (person_id, kind_id, valid_from, valid_until)
      VALUES ('${people.helixColleague.id}', '${confocal}', 1000, ${at('2026-12-10 00:00')})`)
  await setting('', '14')
  const look = async (time: string) => {
    lab.clockAt(time)
    await tick({ ...park.deps, mailer: null }, ({ error }) => expect(error).toBeUndefined())
    return (await lettersOf(park)).map(({ subject }) => subject).toSorted()
  }
  expect(await look('2026-11-25 12:00')).toEqual([])
  expect(await look('2026-11-26 12:00')).toEqual([
    'Confocal training ends on Wed 9 Dec',
    '共聚焦培训将于 12月9日 周三 到期',
    '共軛焦訓練將於 12月9日 週三 到期',
  ])
  expect(await look('2026-11-26 12:01')).toEqual([])
  expect(await look('2026-11-27 12:00')).toEqual([])
  const holder = `${kindPage}/people/${helixResearcher.id}`
  await send(park, imagingManager, holder, holder, { act: 'until', until: '2026-12-20' })
  expect(await lettersOf(park)).toHaveLength(1)
  expect(await look('2026-12-08 12:00')).toEqual(['Confocal training ends on Sun 20 Dec'])
})

test('a reminder of an end that moved meanwhile is told to nobody; none is sent where none is wanted', async () => {
  await park.script(`UPDATE qualification SET valid_until = ${at('2026-12-01 00:00')}, valid_from = 1000`)
  await setting('', '0')
  await tick({ ...park.deps, mailer: null }, () => {})
  expect(await lettersOf(park)).toEqual([])
  await setting('', '30')
  lab.clockAt('2026-11-23 12:00')
  await tick({ ...park.deps, mailer: null }, () => {})
  await park.script(`UPDATE qualification SET valid_until = ${at('2027-12-01 00:00')}`)
  expect(await lettersOf(park)).toEqual([])
})
