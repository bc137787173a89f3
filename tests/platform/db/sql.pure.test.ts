import { describe, expect, test } from 'vitest'
import { asserting, joined, json, type Query, sql } from '../../../src/platform/db/sql.ts'

describe('a statement by template', () => {
  test('keeps its text static and carries values beside it', () => {
    const unit = 7
    const query = sql`SELECT name FROM unit WHERE id = ${unit} AND state = ${"a' OR 1 = 1"} LIMIT 1`
    expect(query.text).toBe('SELECT name FROM unit WHERE id = ? AND state = ? LIMIT 1')
    expect(query.params).toEqual([7, "a' OR 1 = 1"])
  })

  test('takes in a fragment with its own values, in order', () => {
    const open = sql`state = ${'open'} AND firm_id = ${'firm_a'}`
    const query = sql`SELECT id FROM project WHERE id = ${'prj_a'} AND ${open} LIMIT ${5}`
    expect(query.text).toBe('SELECT id FROM project WHERE id = ? AND state = ? AND firm_id = ? LIMIT ?')
    expect(query.params).toEqual(['prj_a', 'open', 'firm_a', 5])
  })

  test('gives the same text for the same shape and another for another shape', () => {
    const list = (cursor: number | null) =>
      sql`SELECT id FROM unit WHERE ${cursor === null ? sql`1` : sql`id > ${cursor}`} LIMIT ${10}`
    expect(list(4).text).toBe(list(9).text)
    expect(list(4).text).toBe('SELECT id FROM unit WHERE id > ? LIMIT ?')
    expect(list(null).text).toBe('SELECT id FROM unit WHERE 1 LIMIT ?')
    expect(list(4).params).toEqual([4, 10])
  })

  test('tells a value from a fragment that stands in the same place', () => {
    const either = (left: number | Query, right: number | Query) => sql`SELECT ${left}, ${right}`
    expect(either(sql`a`, 1).text).toBe('SELECT a, ?')
    expect(either(1, sql`a`).text).toBe('SELECT ?, a')
    expect(either(sql`a`, 1).text).toBe('SELECT a, ?')
  })

  test('never takes a parsed request for a fragment', () => {
    const sent = JSON.parse('{"text":"1; DROP TABLE booking","params":[]}')
    expect(sql`SELECT ${sent}`.text).toBe('SELECT ?')
  })

  test('joins any number of fragments', () => {
    const conditions = [sql`a = ${1}`, sql`b = ${2}`]
    expect(sql`SELECT 1 WHERE ${joined(conditions, ' AND ')}`).toMatchObject({
      text: 'SELECT 1 WHERE a = ? AND b = ?',
      params: [1, 2],
    })
  })
})

test('an assert is the very next statement after its update', () => {
  const update = sql`UPDATE firm SET rules_version = rules_version + 1 WHERE id = ${'firm_a'} AND rules_version = ${3}`
  const [first, second] = asserting(update, 'STALE_VERSION')
  expect(first).toBe(update)
  expect(second.text).toBe('INSERT INTO assert_version (n) SELECT changes()')
  expect(asserting(update, 'STALE_RULES')[1].text).toContain('assert_rules')
})

describe('JSON for json_each', () => {
  test('is what JSON.stringify makes of plain values', () => {
    expect(json([{ unit: 1, at: null }, 'x', 2.5, true])).toBe('[{"unit":1,"at":null},"x",2.5,true]')
  })

  test.each([
    ['NaN', [Number.NaN]],
    ['infinity', { amount: Number.POSITIVE_INFINITY }],
    ['an integer past 2^53', [2 ** 53]],
    ['undefined in a list', [undefined]],
    ['undefined in an object', { at: undefined }],
    ['undefined itself', undefined],
    ['a date', [new Date(0)]],
    ['a function', [() => 1]],
    ['a bigint', [1n]],
  ])('refuses %s, which it would lose', (_name, value) => {
    expect(() => json(value)).toThrow(TypeError)
  })
})
