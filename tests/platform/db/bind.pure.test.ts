import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bind, bindRead, BindError } from '../../../src/platform/db/bind.ts'
import { Query, sql, type Param } from '../../../src/platform/db/sql.ts'

const select = (value: unknown) => new Query('SELECT ?', [value as Param])

describe('values', () => {
  test.each<[string, unknown, unknown]>([
    ['true as 1', true, 1n],
    ['false as 0', false, 0n],
    ['an integer as an integer', 7, 7n],
    ['minus zero as zero', -0, 0n],
    ['the largest safe integer', Number.MAX_SAFE_INTEGER, 9007199254740991n],
    ['a fraction as it is', 1.5, 1.5],
    ['a bigint as it is', 5n, 5n],
    ['text as it is', '共台 🔬', '共台 🔬'],
    ['half a surrogate pair as UTF-8 would have it', 'a\ud800', 'a\ufffd'],
    ['null as it is', null, null],
    ['bytes as they are', new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ])('bind %s', (_name, given, expected) => {
    expect(bind(select(given)).values).toEqual([expected])
  })

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['infinity', Number.NEGATIVE_INFINITY],
    ['an integer past 2^53', 2 ** 53],
    ['a whole number past 2^53', 1e300],
    ['a bigint past 2^53', 2n ** 60n],
    ['a date', new Date(0)],
    ['an object', { a: 1 }],
    ['a list', [1]],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['text with a NUL, which the engine would cut', 'a\0b'],
  ])('refuse %s', (_name, given) => {
    expect(() => bind(select(given))).toThrow(BindError)
  })

  test('any number that is bound is the number that was given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true })), (given) => {
        fc.pre(!Number.isInteger(given) || Number.isSafeInteger(given))
        const [value] = bind(select(given)).values
        expect(Number(value)).toBe(given === 0 ? 0 : given)
        expect(typeof value).toBe(Number.isInteger(given) ? 'bigint' : 'number')
      }),
    )
  })
})

describe('statements', () => {
  test.each<[string, string, Param[]]>([
    ['too few values', 'SELECT ?, ?', [1]],
    ['too many values', 'SELECT ?', [1, 2]],
    ['a value for a question mark inside text', "SELECT '?'", [1]],
    ['a second statement', 'SELECT 1; DELETE FROM booking', []],
    ['a second statement behind a comment', 'SELECT 1 /* ; */; DELETE FROM booking', []],
    ['a numbered placeholder', 'SELECT ?1', [1]],
    ['a named placeholder', 'SELECT :unit', [1]],
    ['another named placeholder', 'SELECT @unit', [1]],
    ['a third named placeholder', 'SELECT $unit', [1]],
  ])('refuse %s', (_name, text, params) => {
    expect(() => bind(new Query(text, params))).toThrow(BindError)
  })

  test.each<[string, string, number]>([
    ['in text', "SELECT '?;:a' || ?", 1],
    ['in doubled quotes', "SELECT 'it''s ?' || ?", 1],
    ['in a quoted name', 'SELECT ? AS "what?"', 1],
    ['in a line comment', 'SELECT ? -- really? ;\n', 1],
    ['in a block comment', 'SELECT /* ?; */ ?', 1],
    ['in a JSON path', "SELECT json_extract(?, '$.a')", 1],
  ])('leave alone what stands %s', (_name, text, placeholders) => {
    expect(bind(new Query(text, Array<Param>(placeholders).fill(1))).values).toHaveLength(placeholders)
  })
})

describe('a read', () => {
  test.each([
    'SELECT 1',
    '  select 1',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'VALUES (1)',
    "SELECT replace('UPDATE unit SET x', 'a', 'b') AS updated",
    'EXPLAIN QUERY PLAN INSERT INTO unit VALUES (1)',
  ])('may be %s', (text) => {
    expect(bindRead(new Query(text, [])).text).toBe(text)
  })

  test.each([
    'DELETE FROM unit',
    'INSERT INTO unit (id) VALUES (1)',
    'UPDATE unit SET name = 1 RETURNING id',
    'WITH a AS (SELECT 1) DELETE FROM unit',
    'WITH a AS (SELECT 1) INSERT INTO unit SELECT * FROM a',
    'WITH a AS (SELECT 1) UPDATE unit SET name = 1',
    'PRAGMA foreign_keys = OFF',
    'BEGIN',
    '',
  ])('may not be %s', (text) => {
    expect(() => bindRead(new Query(text, []))).toThrow(BindError)
  })
})

test('what the template makes always binds', () => {
  const query = sql`SELECT ${1}, ${'a'}, ${null}, ${true} FROM ${sql`unit WHERE id = ${2}`} LIMIT 1`
  expect(bind(query).values).toEqual([1n, 'a', null, 1n, 2n])
})
