import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { readAt, sendForm } from '../support/filled-form.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const machine = `/m/resources/${resources.confocal}`
const confocal = `/i/${resources.confocal}`
const { imagingManager: manager, helixResearcher: researcher } = people

const post = (who: CastPerson, to: string, fields: Record<string, string>) => sendForm(park, who, to, fields)
const read = (who: CastPerson, path: string) => readAt(park, who, path)

async function book(day: string, more: object = {}, who = researcher) {
  const body = {
    resourceId: resources.confocal,
    startsAt: `2026-11-${day}T14:00:00+08:00`,
    endsAt: `2026-11-${day}T15:00:00+08:00`,
    ...more,
  }
  const answer = await park.call(who, 'POST', '/api/v1/bookings', body, { 'idempotency-key': crypto.randomUUID() })
  return { status: answer.status, body: (await answer.json()) as Answer }
}
interface Answer {
  readonly id: string
  readonly refusals?: readonly { readonly rule: string; readonly detail: string }[]
}

const calibration = { do: 'keep', kind: 'calibration', date: '2026-11-25', every: '365', warn: '7' }

describe('a date on which a machine must be calibrated', () => {
  test('warns its manager today and on its profile, and whoever looks at the instrument', async () => {
    expect((await post(manager, `${machine}/dues`, calibration)).status).toBe(303)
    expect(await read(manager, '/m')).toContain('Calibration · soon due: Wed 25 Nov')
    expect(await read(manager, machine)).toContain('soon due: Wed 25 Nov')
    expect(await read(researcher, confocal)).toContain('Calibration is due on Wed 25 Nov')
    expect((await book('26')).status).toBe(201)
    park.clock.now += 3 * 86_400
    expect(await read(manager, '/m')).toContain('Calibration · overdue since Wed 25 Nov')
    expect(await read(people.cellsManager, '/m')).not.toContain('overdue since')
  })

  test('lets nobody book beyond it where it blocks, and what was booked before is counted and stays', async () => {
    const { body: before } = await book('26')
    await post(manager, `${machine}/dues`, { ...calibration, blocks: '1' })
    const refused = await book('27')
    expect([refused.status, refused.body.refusals?.map(({ rule }) => rule)]).toEqual([422, ['past-due']])
    expect(refused.body.refusals?.[0]?.detail).toContain('calibration')
    expect((await book('25')).status).toBe(201)
    expect(await read(manager, machine)).toContain('1 booking reaches beyond a blocking date')
    expect(await park.rows(`SELECT state FROM booking WHERE id = '${before.id}'`)).toEqual([{ state: 'confirmed' }])
    expect(await read(researcher, confocal)).toContain('until it is done, bookings end that day at the latest')
  })

  test('moves on by its interval when it was done today', async () => {
    await post(manager, `${machine}/dues`, { ...calibration, blocks: '1', every: '30' })
    expect((await book('27')).status).toBe(422)
    expect((await post(manager, `${machine}/dues`, { do: 'done', kind: 'calibration' })).status).toBe(303)
    expect(await read(manager, machine)).toContain('due Wed 23 Dec')
    expect((await book('27')).status).toBe(201)
  })

  test('is not taken without a date or an interval: the form comes again with what was typed', async () => {
    for (const bad of [{ date: '2026-02-30' }, { every: '0' }, { warn: '400' }]) {
      const { status, text } = await post(manager, `${machine}/dues`, { ...calibration, ...bad })
      const [[name, value] = ['', '']] = Object.entries(bad)
      expect([status, text.includes(`name="${name}"`) && text.includes(`value="${value}"`)]).toEqual([422, true])
    }
    expect((await post(manager, `${machine}/dues`, { do: 'done', kind: 'safety' })).status).toBe(422)
    expect(await park.rows('SELECT 1 FROM due')).toEqual([])
  })

  test('of another facility’s machine can’t be set', async () => {
    expect((await post(people.cellsManager, `${machine}/dues`, calibration)).status).toBe(404)
  })
})
