import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joined, json, sql, asserting } from '../../../src/platform/db/sql.ts'
import { booking, engines, hold, keyed, trace, type PortPark } from '../../support/port-park.ts'

describe.each(engines)('the port, $engine', ({ open }) => {
  let park: PortPark
  beforeAll(async () => {
    park = await open()
  })
  afterAll(() => park.remove())

  const count = async (from: string) => (await park.rows(`SELECT count(*) AS n FROM ${from}`))[0]?.['n']

  describe('a read', () => {
    test('answers several queries by name', async () => {
      const answers = await park.db.read({
        firm: sql<{
          id: string
          nameEn: string
        }>`SELECT id, name_en AS nameEn FROM firm WHERE id = ${'firm_a'} LIMIT 1`,
        units: sql<{ id: number }>`SELECT id FROM unit WHERE id <= ${3} ORDER BY id LIMIT 10`,
        none: sql<{ id: string }>`SELECT id FROM firm WHERE id = ${'firm_z'} LIMIT 1`,
      })
      expect(answers).toStrictEqual({
        firm: [{ id: 'firm_a', nameEn: 'A' }],
        units: [{ id: 1 }, { id: 2 }, { id: 3 }],
        none: [],
      })
    })

    test('gives every kind of value back as it was given', async () => {
      const text = '共台 "quoted" \\ 🔬 e\u0301\n'
      const { values } = await park.db.read({
        values: sql`SELECT ${text} AS text, ${7} AS whole, ${1.5} AS part, ${null} AS absent, ${true} AS yes,
          ${Number.MAX_SAFE_INTEGER} AS large, ${new Uint8Array([1, 0, 255])} AS bytes LIMIT 1`,
      })
      const [{ bytes, ...rest }] = values as [Record<string, unknown>]
      expect(rest).toEqual({ text, whole: 7, part: 1.5, absent: null, yes: 1, large: Number.MAX_SAFE_INTEGER })
      expect(new Uint8Array(bytes as ArrayBuffer)).toEqual(new Uint8Array([1, 0, 255]))
    })

    test('reckons with whole numbers in whole numbers', async () => {
      const { sums } = await park.db.read({ sums: sql`SELECT ${7} / ${2} AS half, typeof(${7}) AS kind LIMIT 1` })
      expect(sums).toEqual([{ half: 3, kind: 'integer' }])
    })

    test('takes a list as JSON, and fragments', async () => {
      const conditions = [
        sql`id IN (SELECT value FROM json_each(${json([2, 4, 99])}) LIMIT 10)`,
        sql`state = ${'active'}`,
      ]
      const { units } = await park.db.read({
        units: sql<{ id: number }>`SELECT id FROM unit WHERE ${joined(conditions, ' AND ')} ORDER BY id LIMIT 10`,
      })
      expect(units).toEqual([{ id: 2 }, { id: 4 }])
    })

    test('with a mistake in it throws the engine’s own words', async () => {
      await expect(park.db.read({ a: sql`SELECT nope FROM unit LIMIT 1` })).rejects.toThrow(/no such column/)
      await expect(park.db.read({ a: sql`SELECT 1 LIMIT 1`, b: sql`SELECT nope FROM unit LIMIT 1` })).rejects.toThrow(
        /no such column/,
      )
      expect((await park.db.read({ a: sql`SELECT 1 AS n LIMIT 1` })).a).toEqual([{ n: 1 }])
    })
  })

  describe('a write', () => {
    test('stores the answer under its key, with everything else', async () => {
      await park.db.write([trace('whole')], keyed('whole'))
      expect(await park.rows(`SELECT * FROM idempotency WHERE key = 'whole'`)).toEqual([
        {
          actor: 'usr_a',
          key: 'whole',
          request_hash: 'hash',
          status: 201,
          body: '{"key":"whole"}',
          created_at: 1_800_000_000,
        },
      ])
      expect(await count(`outbox WHERE id = 'whole'`)).toBe(1)
    })

    test('leaves nothing when its last statement fails', async () => {
      const twice = [trace('half-1'), hold(40, 0, 60), trace('half-1')]
      await expect(park.db.write(twice, keyed('half'))).rejects.toMatchObject({ token: 'OTHER_CONSTRAINT' })
      expect(await count(`outbox WHERE id = 'half-1'`)).toBe(0)
      expect(await count('allocation WHERE unit_id = 40')).toBe(0)
      expect(await count(`idempotency WHERE key = 'half'`)).toBe(0)
    })

    test('with a mistake in it leaves nothing and throws the engine’s own words', async () => {
      await expect(park.db.write([trace('slip'), sql`UPDATE nope SET a = ${1}`], keyed('slip'))).rejects.toThrow(
        /no such table/,
      )
      expect(await count(`outbox WHERE id = 'slip'`)).toBe(0)
      await park.db.write([trace('slip')], keyed('slip'))
    })

    test('may return rows that nobody reads', async () => {
      await park.db.write(
        [trace('returning-1'), sql`UPDATE outbox SET attempts = ${1} RETURNING id`],
        keyed('returning'),
      )
      await park.db.write([trace('returning-2')], keyed('returning-2'))
      expect(await count(`outbox WHERE id LIKE 'returning-%'`)).toBe(2)
    })

    test('refuses what no engine may see, and the park works on', async () => {
      for (const bad of [Number.NaN, 2 ** 60, undefined, new Date(0), 'a\0b']) {
        const statement = sql`UPDATE unit SET name = ${bad as number}`
        await expect(park.db.write([statement], keyed('bad'))).rejects.toThrow(TypeError)
      }
      expect(await count(`idempotency WHERE key = 'bad'`)).toBe(0)
      await park.db.write([sql`UPDATE park SET demo = ${true}`], keyed('boolean'))
    })
  })

  describe('the database refuses', () => {
    test('a unit twice at once, but lets two holds touch', async () => {
      await park.db.write([hold(10, 600, 1_200)], keyed('unit-1'))
      await park.db.write([hold(10, 1_200, 1_800), hold(10, 0, 600)], keyed('unit-2'))
      await expect(park.db.write([hold(10, 1_199, 1_201)], keyed('unit-3'))).rejects.toMatchObject({
        token: 'UNIT_TAKEN',
      })
    })

    test('a person at two benches', async () => {
      const busy = sql`INSERT INTO person_busy (person_id, starts_at, ends_at, booking_id)
        VALUES (${'usr_a'}, ${0}, ${60}, ${'bkg_busy'})`
      const overlapping = sql`INSERT INTO person_busy (person_id, starts_at, ends_at, booking_id)
        VALUES (${'usr_a'}, ${30}, ${90}, ${'bkg_busy'})`
      await park.db.write([booking('bkg_busy', 'B-busy'), busy], keyed('busy-1'))
      await expect(park.db.write([overlapping], keyed('busy-2'))).rejects.toMatchObject({ token: 'PERSON_BUSY' })
    })

    test('more than the quota', async () => {
      const use = (amount: number) => sql`INSERT INTO quota_use (quota_id, bucket, used) VALUES (${1}, ${0}, ${amount})
        ON CONFLICT DO UPDATE SET used = used + excluded.used`
      await park.db.write([use(60)], keyed('quota-1'))
      await expect(park.db.write([use(41)], keyed('quota-2'))).rejects.toMatchObject({ token: 'QUOTA_EXCEEDED' })
      await park.db.write([use(40)], keyed('quota-3'))
    })

    test('a booking number that another has', async () => {
      await park.db.write([booking('bkg_1', 'B-1')], keyed('number-1'))
      await expect(park.db.write([booking('bkg_2', 'B-1')], keyed('number-2'))).rejects.toMatchObject({
        token: 'BOOKING_NUMBER',
      })
    })

    test('a key that has been answered, before anything else of the batch', async () => {
      await park.db.write([hold(11, 0, 60)], keyed('answered'))
      await expect(park.db.write([hold(11, 0, 60)], keyed('answered'))).rejects.toMatchObject({
        token: 'IDEMPOTENCY_KEY',
      })
      await park.db.write([hold(11, 60, 120)], keyed('answered', 'usr_b'))
    })

    test.each([
      ['a broken check', sql`INSERT INTO allocation (unit_id, starts_at, ends_at) VALUES (${12}, ${0}, ${60})`],
      ['a reference to nothing', sql`INSERT INTO role (person_id, role) VALUES (${'usr_z'}, ${'park-admin'})`],
      ['text for a number', sql`INSERT INTO open_span (hours_id, starts_at, ends_at) VALUES (${1}, ${'noon'}, ${1})`],
      ['nothing for something', sql`INSERT INTO outbox (id, kind) VALUES (${'o'}, ${null})`],
    ])('%s', async (name, statement) => {
      await expect(park.db.write([statement], keyed(name))).rejects.toMatchObject({ token: 'OTHER_CONSTRAINT' })
    })
  })

  describe('an assert', () => {
    const renamed = (version: number) => sql`UPDATE firm SET rules_version = rules_version + ${1}
      WHERE id = ${'firm_a'} AND rules_version = ${version}`

    test('lets pass an update that changed its row', async () => {
      const [{ v }] = (await park.rows(`SELECT rules_version AS v FROM firm`)) as [{ v: number }]
      await park.db.write(asserting(renamed(v), 'STALE_VERSION'), keyed('assert-1'))
      expect(await park.rows(`SELECT rules_version AS v FROM firm`)).toEqual([{ v: v + 1 }])
      expect(await count('assert_version')).toBe(0)
    })

    test('stops the batch after an update that changed none, whatever was changed before it', async () => {
      const stale = [trace('stale'), ...asserting(renamed(-1), 'STALE_VERSION')]
      await expect(park.db.write(stale, keyed('assert-2'))).rejects.toMatchObject({ token: 'STALE_VERSION' })
      const rules = [trace('stale'), ...asserting(renamed(-1), 'STALE_RULES')]
      await expect(park.db.write(rules, keyed('assert-3'))).rejects.toMatchObject({ token: 'STALE_RULES' })
      expect(await count(`outbox WHERE id = 'stale'`)).toBe(0)
    })

    test('is not fooled by what a neighbour in time changed', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, index) =>
          index % 2 === 0
            ? park.db.write([trace(`neighbour-${index}`)], keyed(`neighbour-${index}`))
            : park.db.write(asserting(renamed(-1), 'STALE_VERSION'), keyed(`neighbour-${index}`)),
        ),
      )
      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(outcomes.map((_, index) => index % 2 === 0))
    })
  })

  describe('races', () => {
    test('a hundred people racing for one slot hold it once', async () => {
      const racers = Array.from({ length: 100 }, (_, index) =>
        park.db.write([hold(20, 0, 3_600)], keyed(`racer-${index}`)),
      )
      const outcomes = await Promise.allSettled(racers)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const tokens = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.token] : []))
      expect(tokens).toEqual(Array(99).fill('UNIT_TAKEN'))
      expect(await count('allocation WHERE unit_id = 20')).toBe(1)
      expect(await count(`idempotency WHERE key LIKE 'racer-%'`)).toBe(1)
    })

    test('one request sent fifty times at once has one effect', async () => {
      const sent = Array.from({ length: 50 }, (_, index) => park.db.write([trace(`same-${index}`)], keyed('same')))
      const outcomes = await Promise.allSettled(sent)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const tokens = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.token] : []))
      expect(tokens).toEqual(Array(49).fill('IDEMPOTENCY_KEY'))
      expect(await count(`outbox WHERE id LIKE 'same-%'`)).toBe(1)
    })

    test('reads between writes see each write whole or not at all', async () => {
      const write = (index: number) =>
        park.db.write([trace(`pair-a-${index}`), trace(`pair-b-${index}`)], keyed(`pair-${index}`))
      const look = () =>
        park.db.read({
          a: sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE id LIKE 'pair-a-%' LIMIT 1`,
          b: sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE id LIKE 'pair-b-%' LIMIT 1`,
        })
      const looks = Array.from({ length: 30 }, (_, index) => Promise.all([write(index), look()]))
      for (const [, { a, b }] of await Promise.all(looks)) expect(a).toEqual(b)
    })
  })
})
