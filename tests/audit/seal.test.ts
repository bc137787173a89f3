import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditRow } from '../../src/audit/record.ts'
import { brokenLinks, sealAudit, sealedAtOnce } from '../../src/audit/seal.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
  await record(10)
})
afterEach(() => park.close())

test('the chain of sealed rows verifies, and sealing again seals nothing', async () => {
  expect(await sealAudit(park.deps)).toBe(10)
  expect(await sealAudit(park.deps)).toBe(0)
  expect(await brokenLinks(park.db, 10)).toEqual([])
})

test('the job seals step by step, and each step goes on from the last', async () => {
  await record(sealedAtOnce + 5, 11)
  expect(await sealAudit(park.deps)).toBe(sealedAtOnce)
  expect(await sealAudit(park.deps)).toBe(15)
  expect(await brokenLinks(park.db, 10)).toEqual([])
})

test('two runs of the job at once seal every row once', async () => {
  const sealed = await Promise.all([sealAudit(park.deps), sealAudit(park.deps)])
  expect(sealed.toSorted((a, b) => a - b)).toEqual([0, 10])
  expect(await brokenLinks(park.db, 10)).toEqual([])
})

test.each<[what: string, change: string, named: unknown]>([
  ['an edited row', `UPDATE audit SET actor_id = 'somebody else' WHERE seq = 4`, [{ seq: 4, fault: 'edited' }]],
  ['an edited detail', `UPDATE audit SET detail = '{"n":40}' WHERE seq = 4`, [{ seq: 4, fault: 'edited' }]],
  ['a removed row', `DELETE FROM audit WHERE seq = 4`, [{ seq: 4, fault: 'removed' }]],
  [
    'a row removed with its seal',
    `DELETE FROM audit WHERE seq = 4; DELETE FROM audit_seal WHERE up_to_seq = 4`,
    [
      { seq: 4, fault: 'removed' },
      { seq: 5, fault: 'edited' },
    ],
  ],
  [
    'the last row cut off',
    `DELETE FROM audit WHERE seq >= 9`,
    [
      { seq: 9, fault: 'truncated' },
      { seq: 10, fault: 'truncated' },
    ],
  ],
  [
    'two rows in the wrong order',
    `UPDATE audit SET seq = 99 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5;
    UPDATE audit SET seq = 5 WHERE seq = 99`,
    [
      { seq: 4, fault: 'edited' },
      { seq: 5, fault: 'edited' },
    ],
  ],
])('the verifier names %s', async (_what, change, named) => {
  await sealAudit(park.deps)
  await park.script(
    `DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_seal_no_delete; ${change};`,
  )
  expect(await brokenLinks(park.db, 10)).toEqual(named)
})

test.each([
  'UPDATE audit SET actor_id = 1',
  'DELETE FROM audit',
  'UPDATE audit_seal SET hash = 1',
  'DELETE FROM audit_seal',
])('the database refuses %s', async (statement) => {
  await sealAudit(park.deps)
  await expect(park.script(statement)).rejects.toThrow('AUDIT_IMMUTABLE')
})

async function record(rows: number, from = 1): Promise<void> {
  const entries = Array.from({ length: rows }, (_, at) =>
    auditRow({
      at: park.clock.now,
      actorId: 'clock',
      action: 'test.changed',
      entity: `thing ${from + at}`,
      entityVersion: 1,
      firmId: null,
      facilityId: null,
      detail: { n: from + at },
    }),
  )
  await park.db.write(entries, {
    idempotency: { actor: 'test', ...freshKey(), status: 200, body: '', at: park.clock.now },
  })
}
