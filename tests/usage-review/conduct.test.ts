import { afterEach, beforeEach, expect, test } from 'vitest'
import { tick } from '../../src/jobs.ts'
import { applyConsequences } from '../../src/usage-review/commands/apply-consequences.ts'
import { decideReview } from '../../src/usage-review/commands/decide-review.ts'
import { facilities, people, resources, type CastPerson } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, helixColleague, imagingManager, cellsManager, orchidResearcher } = people
const rulesPage = '/m/conduct'

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  await park.script(`INSERT INTO qualification (person_id, kind_id, valid_from, valid_until)
    SELECT '${helixColleague.id}', kind_id, valid_from, valid_until FROM qualification
    WHERE person_id = '${helixResearcher.id}' ON CONFLICT DO NOTHING`)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('the second no-show within the days suspends its person there, and nobody else of the firm', async () => {
  await rule({ count: '2', days: '30', consequence: 'suspension', suspension: '14' })
  await missed(helixResearcher, '2026-11-23')
  expect(await consequences()).toEqual([])
  await missed(helixResearcher, '2026-11-24')
  expect(await consequences()).toMatchObject([{ kind: 'suspension', person_id: helixResearcher.id, missed: 2 }])
  await expect(book(helixResearcher, '2026-11-26')).rejects.toThrow('person-suspended')
  const path = `/i/${resources.confocal}`
  const text = textOf((await visitor(park, helixResearcher).open(path)).html)
  expect(text).toMatch(/you make no new bookings at this facility until .*8 Dec/)
  expect(text).toContain('/me/conduct')
  await book(helixColleague, '2026-11-26')
  const elsewhere = { resourceId: resources.centrifuge }
  await lab.book(helixResearcher, '2026-11-26 16:00', '2026-11-26 17:00', elsewhere)
  lab.clockAt('2026-12-08 16:02')
  await book(helixResearcher, '2026-12-10')
})

test('what is booked already stays, and may be moved and used', async () => {
  await rule({ count: '1', days: '30', consequence: 'suspension', suspension: '14' })
  const kept = await book(helixResearcher, '2026-11-26')
  await missed(helixResearcher, '2026-11-23')
  await expect(book(helixResearcher, '2026-11-27')).rejects.toThrow('person-suspended')
  await lab.move(helixResearcher, kept, '2026-11-26 16:00', '2026-11-26 17:00')
  lab.clockAt('2026-11-26 16:00')
  await lab.checkIn(helixResearcher, kept)
  lab.clockAt('2026-11-26 17:00')
  await lab.checkOut(helixResearcher, kept)
})

test('each consequence comes once, however often the clock looks; the next needs as many no-shows again', async () => {
  await rule({ count: '2', days: '30', consequence: 'warning' })
  for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) await missed(helixResearcher, day, false)
  await Promise.all([1, 2, 3].map(() => applyConsequences(park.deps)))
  await applyConsequences(park.deps)
  expect(await consequences()).toHaveLength(1)
  await missed(helixResearcher, '2026-11-26')
  expect(await consequences()).toHaveLength(2)
  expect(await park.rows(`SELECT id FROM outbox WHERE kind = 'consequence.applied'`)).toHaveLength(2)
})

test('no-shows of a colleague, elsewhere, forgiven, or from before the rule do not count', async () => {
  await missed(helixResearcher, '2026-11-23')
  await rule({ count: '2', days: '30', consequence: 'warning' })
  await missed(helixResearcher, '2026-11-24')
  await missed(helixColleague, '2026-11-25')
  await lab.book(helixResearcher, '2026-11-25 17:00', '2026-11-25 18:00', { resourceId: resources.centrifuge })
  await lab.tick('2026-11-25 18:01')
  await applyConsequences(park.deps)
  expect(await consequences()).toEqual([])
  const forgiven = await missed(helixResearcher, '2026-11-26', false)
  await decideReview(park.deps, park.actor(imagingManager), forgiven.id, waived, freshKey())
  await applyConsequences(park.deps)
  expect(await consequences()).toEqual([])
  await missed(helixResearcher, '2026-11-27')
  expect(await consequences()).toMatchObject([{ missed: 2 }])
})

test('a fee is one more line on the bill of the last no-show, and lifting it takes the line back', async () => {
  await rule({ count: '1', days: '30', consequence: 'fee', fee: '50.00' })
  const booking = await missed(helixResearcher, '2026-11-23')
  expect(await lab.charges(booking)).toEqual(['no-show: no-show 24000', 'adjustment: adjustment 5000'])
  await appeal('My train stood still')
  await answer('lifted', 'Trains do that')
  expect(await lab.charges(booking)).toHaveLength(3)
  expect((await lab.charges(booking)).at(-1)).toBe('reversal: adjustment -5000')
})

test('a suspension is appealed once, by its person; lifted it ends at once, upheld it stays', async () => {
  await rule({ count: '1', days: '30', consequence: 'suspension', suspension: '14' })
  await missed(helixResearcher, '2026-11-23')
  const own = visitor(park, helixResearcher)
  const page = await own.open('/me/conduct')
  const to = /\/me\/conduct\/csq_\w+\/appeal/.exec(page.html)?.[0] ?? ''
  const form = fieldsOf(page.html, to)
  expect((await own.send(to, { ...form, reason: '' })).status).toBe(422)
  expect((await visitor(park, orchidResearcher).send(to, { ...form, reason: 'mine' })).status).toBe(404)
  expect((await visitor(park, helixColleague).send(to, { ...form, reason: 'mine' })).status).toBe(404)
  expect((await own.send(to, { ...form, reason: 'I was at the machine' })).status).toBe(303)
  expect((await own.send(to, { ...form, reason: 'Once more' })).status).toBe(409)
  await expect(book(helixResearcher, '2026-11-26')).rejects.toThrow('person-suspended')
  const seen = textOf((await visitor(park, imagingManager).open('/m/review')).html)
  expect(seen).toContain('I was at the machine')
  expect(textOf((await visitor(park, cellsManager).open('/m/review')).html)).not.toContain('I was at the machine')
  const [decided] = await Promise.allSettled([answer('lifted', 'So you were'), answer('upheld', 'You were not')])
  expect(decided.status).toBe('fulfilled')
  const [row] = await consequences()
  expect(['lifted', 'upheld']).toContain(row?.['decision'])
  if (row?.['decision'] === 'lifted') await book(helixResearcher, '2026-11-26')
  expect((await own.open('/me/conduct')).html).toMatch(/So you were|You were not/)
  await tick(park.deps, () => {})
  const letters = await park.rows(`SELECT kind FROM outbox WHERE kind LIKE 'consequence.%' ORDER BY kind`)
  expect(letters.map(({ kind }) => kind)).toEqual([
    'consequence.appealed',
    'consequence.applied',
    'consequence.decided',
  ])
})

test.each([
  ['en', 'You cannot book at Imaging until', 'your colleagues book as before'],
  ['zh-Hans', '的预约暂停至', '您的同事不受影响'],
  ['zh-Hant', '的預約暫停至', '您的同事不受影響'],
])(
  'the letter of a suspension says until when and where to appeal, to its person alone: %s',
  async (locale, subject, says) => {
    await park.script(`UPDATE person SET locale = '${locale}' WHERE id = '${helixResearcher.id}'`)
    await rule({ count: '1', days: '30', consequence: 'suspension', suspension: '14' })
    await missed(helixResearcher, '2026-11-23')
    await tick(park.deps, () => {})
    const letters = await park.rows(`SELECT address, subject, body FROM demo_mail WHERE body LIKE '%/me/conduct%'`)
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatchObject({ address: helixResearcher.email })
    expect(letters[0]?.['subject']).toContain(subject)
    expect(letters[0]?.['body']).toContain(says)
  },
)

test('rules are set and ended by the managers of their facility; what cannot be taken says why', async () => {
  const fields = { facility: facilities.imaging, count: '0', days: '400', consequence: 'fee', fee: 'x', suspension: '' }
  const refused = await visitor(park, imagingManager).send(rulesPage, { ...fields, key: 'k' })
  expect(refused.status).toBe(422)
  const text = textOf(refused.html)
  for (const says of ['from 1 to 50', 'from 1 to 365', 'above zero']) expect(text).toContain(says)
  expect(refused.html).toContain('value="400"')
  expect((await visitor(park, cellsManager).send(rulesPage, { ...fields, key: 'k' })).status).toBe(404)
  await rule({ count: '3', days: '30', consequence: 'suspension', suspension: '7' })
  const { html } = await visitor(park, imagingManager).open(rulesPage)
  expect(textOf(html)).toContain('3 no-shows within 30 days: no new bookings for 7 days')
  const end = /\/m\/conduct\/cdr_\w+\/end/.exec(html)?.[0] ?? ''
  expect((await visitor(park, cellsManager).send(end, { key: 'e' })).status).toBe(404)
  expect((await visitor(park, imagingManager).send(end, { key: 'e' })).status).toBe(303)
  expect(textOf((await visitor(park, imagingManager).open(rulesPage)).html)).toContain('No rules yet')
})

const waived = { decision: 'waived', reason: 'The door was locked' } as const

async function rule(fields: Record<string, string>): Promise<void> {
  const manager = visitor(park, imagingManager)
  const form = fieldsOf((await manager.open(rulesPage)).html, rulesPage)
  const all = { ...form, facility: facilities.imaging, fee: '', suspension: '', ...fields }
  expect((await manager.send(rulesPage, all)).status).toBe(303)
}

function book(who: CastPerson, day: string): Promise<Told> {
  return lab.book(who, `${day} 14:00`, `${day} 16:00`)
}

/** Two hours that nobody came to; the clock's jobs have run since. */
async function missed(who: CastPerson, day: string, looked = true): Promise<Told> {
  lab.clockAt(`${day} 10:00`)
  const booking = await book(who, day)
  await lab.tick(`${day} 14:31`)
  await lab.tick(`${day} 16:01`)
  if (looked) await applyConsequences(park.deps)
  return booking
}

function consequences(): Promise<Record<string, unknown>[]> {
  return park.rows('SELECT kind, person_id, missed, decision FROM consequence ORDER BY applied_at, id')
}

async function appeal(reason: string): Promise<void> {
  const own = visitor(park, helixResearcher)
  const { html } = await own.open('/me/conduct')
  const to = /\/me\/conduct\/csq_\w+\/appeal/.exec(html)?.[0] ?? ''
  expect((await own.send(to, { ...fieldsOf(html, to), reason })).status).toBe(303)
}

async function answer(decision: string, text: string): Promise<void> {
  const manager = visitor(park, imagingManager)
  const { html } = await manager.open('/m/review')
  const to = /\/m\/appeals\/csq_\w+/.exec(html)?.[0] ?? ''
  const { status } = await manager.send(to, { ...fieldsOf(html, to), answer: text, decision })
  expect([303, 409]).toContain(status)
}
