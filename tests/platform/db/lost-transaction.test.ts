import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bind } from '../../../src/platform/db/bind.ts'
import { EmbeddedConnection } from '../../../src/platform/db/embedded-connection.ts'
import { GroupCommit } from '../../../src/platform/db/embedded-groups.ts'
import { sql } from '../../../src/platform/db/sql.ts'
import { realPatience } from '../../support/patience.ts'
import { openEmbeddedPark, trace } from '../../support/port-park.ts'
import type { TempPark } from '../../support/temp-park.ts'

let park: TempPark
beforeEach(async () => {
  park = await openEmbeddedPark()
})
afterEach(() => park.remove())

const count = async (from: string) => (await park.rows(`SELECT count(*) AS n FROM ${from}`))[0]?.['n']

describe('when the transaction is lost under a group', () => {
  const statement = bind(sql`INSERT INTO outbox (id, kind, body, created_at) VALUES (${'a'}, ${'k'}, ${'{}'}, ${0})`)
  const commitTwo = (connection: EmbeddedConnection, onFatal: (error: unknown) => void) => {
    const groups = new GroupCommit(connection, realPatience, onFatal)
    const first = groups.commit([statement], 1_000)
    const second = groups.commit([bind(trace('b'))], 1_000)
    return { groups, outcomes: Promise.allSettled([first, second]) }
  }

  test('none of the group is applied and no statement runs by itself', async () => {
    const connection = new EmbeddedConnection(park.file)
    connection.change = failOnce(connection, () => {
      connection.exec('ROLLBACK')
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL', rawCode: 13 })
    })
    const { groups, outcomes } = commitTwo(connection, unexpected)
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } })
    expect(await count('outbox')).toBe(0)
    await groups.commit([statement], 1_000)
    expect(await count('outbox')).toBe(1)
    connection.close(false)
  })

  test('by an I/O error, the outcome is unknown and the process is told to end', async () => {
    const connection = new EmbeddedConnection(park.file)
    connection.change = failOnce(connection, () => {
      throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE', rawCode: 778 })
    })
    const fatal: unknown[] = []
    const { groups, outcomes } = commitTwo(connection, (error) => fatal.push(error))
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { outcome: 'unknown' } })
    expect(fatal).toHaveLength(1)
    await expect(groups.commit([statement], 1_000)).rejects.toMatchObject({ outcome: 'unknown' })
    expect(await count('outbox')).toBe(0)
    connection.close(false)
  })

  test('by a COMMIT that failed, nobody is acknowledged', async () => {
    const connection = new EmbeddedConnection(park.file)
    const exec = connection.exec.bind(connection)
    connection.exec = (script) => {
      if (script !== 'COMMIT') return exec(script)
      connection.exec = exec
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL', rawCode: 13 })
    }
    const { groups, outcomes } = commitTwo(connection, unexpected)
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } })
    expect(await count('outbox')).toBe(0)
    await groups.commit([statement], 1_000)
    connection.close(false)
  })

  test('that can not even be rolled back, the process is told to end, and why', async () => {
    const connection = new EmbeddedConnection(park.file)
    const exec = connection.exec.bind(connection)
    connection.exec = (script) => {
      if (script === 'COMMIT') throw Object.assign(new Error('full'), { code: 'SQLITE_FULL', rawCode: 13 })
      if (script === 'ROLLBACK') throw Object.assign(new Error('no memory'), { code: 'SQLITE_NOMEM', rawCode: 7 })
      exec(script)
    }
    const fatal: unknown[] = []
    const { outcomes } = commitTwo(connection, (error) => fatal.push(error))
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { outcome: 'unknown' } })
    expect(fatal).toMatchObject([{ code: 'SQLITE_FULL' }])
    expect(await count('outbox')).toBe(0)
    exec('ROLLBACK')
    connection.close(false)
  })

  function failOnce(connection: EmbeddedConnection, failure: () => never): EmbeddedConnection['change'] {
    const change = connection.change.bind(connection)
    let times = 0
    return (changed) => (times++ === 1 ? failure() : change(changed))
  }

  function unexpected(error: unknown): never {
    throw error
  }
})
