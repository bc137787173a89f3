import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from '../../support/faults.ts'
import { realPatience } from '../../support/patience.ts'
import { engines, hold, keyed, trace, type PortPark } from '../../support/port-park.ts'

describe.each(engines)('the way to the database fails, $engine', ({ open }) => {
  const faulty = faults()
  let park: PortPark
  beforeAll(async () => {
    park = await open({ through: faulty.through, patience: { ...realPatience, sleep: async () => undefined } })
  })
  afterAll(() => park.remove())

  const applied = async (key: string) => {
    const [row] = await park.rows(`SELECT (SELECT count(*) FROM idempotency WHERE key = '${key}') AS keys,
      (SELECT count(*) FROM outbox WHERE id = '${key}') AS traces`)
    expect(row?.['keys']).toBe(row?.['traces'])
    return row?.['keys']
  }
  const write = (key: string) => park.db.write([trace(key)], keyed(key))

  test('a request lost on the way is sent again and applied once', async () => {
    faulty.plan('lost-before', 'lost-before')
    await write('lost-before')
    expect(faulty.tries()).toBe(3)
    expect(await applied('lost-before')).toBe(1)
  })

  test('an answer lost after the commit is found again under its key', async () => {
    faulty.plan('lost-after')
    await expect(write('lost-after')).rejects.toMatchObject({ name: 'DbAbort', token: 'IDEMPOTENCY_KEY' })
    expect(await applied('lost-after')).toBe(1)
  })

  test('an answer lost after a refusal is a refusal', async () => {
    await park.db.write([hold(30, 0, 60)], keyed('holder'))
    faulty.plan('lost-after')
    await expect(park.db.write([hold(30, 0, 60)], keyed('late'))).rejects.toMatchObject({ token: 'UNIT_TAKEN' })
  })

  test('a request delivered twice is applied once', async () => {
    faulty.plan('twice')
    await write('twice')
    expect(await applied('twice')).toBe(1)
    faulty.plan('twice-second-answer')
    await expect(write('twice-again')).rejects.toMatchObject({ token: 'IDEMPOTENCY_KEY' })
    expect(await applied('twice-again')).toBe(1)
  })

  test('a busy database is asked three times at most', async () => {
    faulty.plan('busy', 'busy')
    await write('busy-twice')
    expect(await applied('busy-twice')).toBe(1)
    faulty.plan('busy', 'busy', 'busy')
    await expect(write('busy-thrice')).rejects.toMatchObject({ name: 'DbUnavailable', outcome: 'not-applied' })
    expect(faulty.tries()).toBe(3)
    expect(await applied('busy-thrice')).toBe(0)
  })

  test('when no answer ever comes the outcome is unknown, until a retry under the same key settles it', async () => {
    faulty.plan('lost-before', 'lost-before', 'lost-before')
    await expect(write('never-sent')).rejects.toMatchObject({ name: 'DbUnavailable', outcome: 'unknown' })
    await write('never-sent')
    expect(await applied('never-sent')).toBe(1)
    faulty.plan('lost-after', 'lost-before', 'lost-before')
    await expect(write('never-heard')).rejects.toMatchObject({ name: 'DbUnavailable', outcome: 'unknown' })
    await expect(write('never-heard')).rejects.toMatchObject({ token: 'IDEMPOTENCY_KEY' })
    expect(await applied('never-heard')).toBe(1)
  })
})
