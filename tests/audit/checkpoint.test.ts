import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditHead, judgeCheckpoint, sendCheckpoint, type Checkpoint } from '../../src/audit/checkpoint.ts'
import { genesis, linkOf, type AuditedRow } from '../../src/audit/chain.ts'
import { brokenLinks, sealAudit } from '../../src/audit/seal.ts'
import { firms, people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
let kept: Checkpoint
beforeEach(async () => {
  park = await openPark()
  for (const roles of [['researcher', 'provider'], ['researcher'], ['researcher', 'firm-finance'], ['researcher']]) {
    const path = `/api/v1/firms/${firms.helix}/members/${people.helixColleague.id}`
    expect((await park.call(people.helixAdmin, 'PUT', path, { roles })).status).toBe(200)
  }
  await sealAudit(park.deps)
  kept = (await auditHead(park.db)) ?? { seq: 0, hash: '' }
  await park.script(`DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_seal_no_update;
    DROP TRIGGER audit_seal_no_delete; DROP TRIGGER audit_no_replace`)
})
afterEach(() => park.close())

test('the log as it was written leads to its checkpoint', async () => {
  expect(kept.seq).toBe(4)
  expect(await judgeCheckpoint(park.db, kept)).toBe('holds')
  expect(await brokenLinks(park.db, 20)).toEqual([])
})

describe('whoever can write to the file is found out who', () => {
  test.each([
    ['edits a row', "UPDATE audit SET detail = '{}' WHERE seq = 2", [{ seq: 2, fault: 'edited' }], 'rewritten'],
    ['removes a row', 'DELETE FROM audit WHERE seq = 2', [{ seq: 2, fault: 'removed' }], 'rewritten'],
    [
      'changes the order of rows',
      [
        'UPDATE audit SET seq = 99 WHERE seq = 2',
        'UPDATE audit SET seq = 2 WHERE seq = 3',
        'UPDATE audit SET seq = 3 WHERE seq = 99',
      ].join(';'),
      [
        { seq: 2, fault: 'edited' },
        { seq: 3, fault: 'edited' },
      ],
      'rewritten',
    ],
    ['cuts the end off', 'DELETE FROM audit WHERE seq > 3', [{ seq: 4, fault: 'truncated' }], 'truncated'],
  ])('%s', async (_, script, faults, verdict) => {
    await park.script(script)
    expect(await brokenLinks(park.db, 20)).toEqual(faults)
    expect(await judgeCheckpoint(park.db, kept)).toBe(verdict)
  })

  test('cuts the end off together with its seals', async () => {
    await park.script('DELETE FROM audit WHERE seq > 3; DELETE FROM audit_seal WHERE up_to_seq > 3')
    expect(await brokenLinks(park.db, 20)).toEqual([])
    expect(await judgeCheckpoint(park.db, kept)).toBe('truncated')
  })

  test('edits a row and seals everything after it anew', async () => {
    await park.script("UPDATE audit SET actor_id = 'somebody-else' WHERE seq = 2; DELETE FROM audit_seal")
    let hash = genesis
    const rows = (await park.rows(`SELECT seq, at, actor_id AS actorId, action, entity, entity_version AS entityVersion,
      firm_id AS firmId, facility_id AS facilityId, detail FROM audit ORDER BY seq`)) as unknown as AuditedRow[]
    for (const row of rows) {
      hash = await linkOf(hash, {
        ...row,
        seq: Number(row.seq),
        at: Number(row.at),
        entityVersion: Number(row.entityVersion),
      })
      await park.script(`INSERT INTO audit_seal (up_to_seq, sealed_at, hash) VALUES (${row.seq}, 0, '${hash}')`)
    }
    expect(await brokenLinks(park.db, 20)).toEqual([])
    expect(await judgeCheckpoint(park.db, kept)).toBe('rewritten')
  })
})

test('a checkpoint goes to the park’s admins once a day, whoever asks how often', async () => {
  await Promise.all([sendCheckpoint(park.deps), sendCheckpoint(park.deps)])
  await sendCheckpoint(park.deps)
  const waiting = "SELECT count(*) AS n FROM outbox WHERE kind = 'audit.checkpoint'"
  expect(await park.rows(waiting)).toEqual([{ n: 1 }])
  park.clock.now += 86_400
  await sendCheckpoint(park.deps)
  expect(await park.rows(waiting)).toEqual([{ n: 2 }])
})

test('the log is read by entity, by person, by time; a firm’s admin reads the firm’s rows only', async () => {
  const read = async (who: typeof people.parkAdmin, query: string) => {
    const answer = await park.call(who, 'GET', `/api/v1/audit?${query}`)
    return (await answer.json()) as { items: { entity: string; action: string }[]; nextCursor: string | null }
  }
  expect((await read(people.helixAdmin, `entity=${people.helixColleague.id}`)).items).toHaveLength(4)
  expect((await read(people.parkAdmin, `actor=${people.helixAdmin.id}`)).items).toHaveLength(4)
  expect((await read(people.parkAdmin, 'action=roles.set')).items).toHaveLength(4)
  expect((await read(people.parkAdmin, 'to=2020-01-01T00:00:00Z')).items).toEqual([])
  expect((await read(people.orchidAdmin, `actor=${people.helixAdmin.id}`)).items).toEqual([])
  const first = await read(people.helixAdmin, 'limit=3')
  const second = await read(people.helixAdmin, `limit=3&cursor=${first.nextCursor}`)
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 1, null])
})
