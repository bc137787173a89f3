import { expect, onTestFinished, test } from 'vitest'
import type { Answers, Db } from '../../src/platform/db/port.ts'
import type { Query } from '../../src/platform/db/sql.ts'
import { people, resources } from '../support/cast.ts'
import { doings, send } from '../support/doings.ts'
import { openPark } from '../support/open-park.ts'
import { expectSound } from '../support/sound.ts'

// No trigger guards hours, prices, roles and suspensions. What changes them raises a version, and a decision that was
// made by older ones is made again: here they change between a request's reading and its writing.
const confocal = `rules_version = rules_version + 1 WHERE id = '${resources.confocal}'`
const changes = {
  'the instrument closes for the weekday': `INSERT INTO opening_hours (id, weekly, holiday_rule, spans_until)
    VALUES (9, '[[],[],[],[],[],[],[]]', 'closed', 0); UPDATE resource SET hours_id = 9, ${confocal};`,
  'the instrument is retired': `UPDATE resource SET state = 'retired', ${confocal};`,
  'the price doubles': `UPDATE rate SET terms = json_set(terms, '$.perHourMinor', 24000);
    UPDATE resource SET ${confocal};`,
  'the firm is suspended': `UPDATE firm SET state = 'suspended', rules_version = rules_version + 1;`,
  'the park moves to New York': `UPDATE park SET time_zone = 'America/New_York', rules_version = rules_version + 1;`,
  'the person leaves': leaves(people.helixResearcher.id),
  'the manager leaves': leaves(people.cellsManager.id) + leaves(people.imagingManager.id),
} as const

const cases: readonly [doing: string, change: keyof typeof changes, answer: number, says: string][] = [
  ['booking', 'the instrument closes for the weekday', 422, 'outside-opening-hours'],
  ['booking', 'the instrument is retired', 422, 'resource-unavailable'],
  ['booking', 'the price doubles', 201, '"total":{"amountMinor":48000'],
  ['booking', 'the firm is suspended', 422, 'firm-suspended'],
  ['booking', 'the park moves to New York', 422, 'outside-opening-hours'],
  ['booking', 'the person leaves', 422, 'not-permitted'],
  ['move', 'the instrument closes for the weekday', 422, 'outside-opening-hours'],
  ['move', 'the instrument is retired', 422, 'resource-unavailable'],
  ['move', 'the price doubles', 200, '"total":{"amountMinor":24000'],
  ['move', 'the firm is suspended', 422, 'firm-suspended'],
  ['move', 'the person leaves', 404, 'not-found'],
  ['cancellation', 'the person leaves', 404, 'not-found'],
  ['check-in', 'the person leaves', 404, 'not-found'],
  ['check-out', 'the person leaves', 404, 'not-found'],
  ['approval', 'the firm is suspended', 422, 'firm-suspended'],
  ['approval', 'the manager leaves', 404, 'not-found'],
  ['closure', 'the manager leaves', 403, 'forbidden'],
]

test.each(cases)('%s, and meanwhile %s', async (doing, change, status, says) => {
  let meanwhile: (() => Promise<void>) | null = null
  const park = await openPark({
    through: (db) =>
      beforeWrites(db, async () => {
        const now = meanwhile
        meanwhile = null
        await now?.()
      }),
  })
  onTestFinished(park.close)
  const request = await doings[doing]?.(park)
  if (request === undefined) throw new Error('nobody does this')
  const before = await park.rows(lives)
  meanwhile = () => park.script(`BEGIN; ${changes[change]} COMMIT`)
  const answer = await send(park, request)
  expect(meanwhile).toBeNull()
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: expect.stringContaining(says) })
  if (status >= 300) expect(await park.rows(lives)).toEqual(before)
  await expectSound(park.db, park.clock.now)
})

const lives = 'SELECT id, state, version FROM booking ORDER BY id'

function leaves(personId: string): string {
  return `DELETE FROM role WHERE person_id = '${personId}';
    UPDATE person SET access_version = access_version + 1 WHERE id = '${personId}';`
}

function beforeWrites(db: Db, happen: () => Promise<void>): Db {
  return {
    read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>> {
      return db.read(queries)
    },
    async write(statements, options): Promise<void> {
      await happen()
      return db.write(statements, options)
    },
  }
}
