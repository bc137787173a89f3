import { describe, expect, test } from 'vitest'
import { BindError } from '../../../src/platform/db/bind.ts'
import { failureOf } from '../../../src/platform/db/tokens.ts'

const native = (message: string, code: string, rawCode: number) => Object.assign(new Error(message), { code, rawCode })
const coded = (message: string, code: string) => Object.assign(new Error(message), { code })
const remote = (message: string, code: string) =>
  Object.assign(new Error(`${code}: ${message}`, { cause: coded(message, code) }), { code })
const http = (status: number) =>
  Object.assign(
    new Error('SERVER_ERROR: Server returned HTTP status', {
      cause: Object.assign(new Error('Server returned HTTP status'), { status }),
    }),
    { code: 'SERVER_ERROR' },
  )

describe('a refusal is known by its token, wherever it stands', () => {
  test.each([
    ['a trigger', native('UNIT_TAKEN', 'SQLITE_CONSTRAINT_TRIGGER', 1811), 'UNIT_TAKEN'],
    ['a trigger, over HTTP', remote('SQLite error: QUOTA_EXCEEDED', 'SQLITE_CONSTRAINT'), 'QUOTA_EXCEEDED'],
    [
      'a named check',
      native('CHECK constraint failed: STALE_VERSION', 'SQLITE_CONSTRAINT_CHECK', 275),
      'STALE_VERSION',
    ],
    ['a named check', remote('SQLite error: CHECK constraint failed: STALE_RULES', 'SQLITE_CONSTRAINT'), 'STALE_RULES'],
    [
      'an answered key',
      native('UNIQUE constraint failed: idempotency.actor, idempotency.key', 'SQLITE_CONSTRAINT_PRIMARYKEY', 1555),
      'IDEMPOTENCY_KEY',
    ],
    [
      'a taken number',
      remote('SQLite error: UNIQUE constraint failed: booking.number', 'SQLITE_CONSTRAINT'),
      'BOOKING_NUMBER',
    ],
    [
      'another key',
      native('UNIQUE constraint failed: outbox.id', 'SQLITE_CONSTRAINT_PRIMARYKEY', 1555),
      'OTHER_CONSTRAINT',
    ],
    ['a foreign key', native('FOREIGN KEY constraint failed', 'SQLITE_CONSTRAINT_FOREIGNKEY', 787), 'OTHER_CONSTRAINT'],
    ['text for a number', native('cannot store TEXT value', 'UNKNOWN_SQLITE_ERROR_3091', 3091), 'OTHER_CONSTRAINT'],
    [
      'a token inside a longer word',
      native('NOT_UNIT_TAKEN_AT_ALL', 'SQLITE_CONSTRAINT_TRIGGER', 1811),
      'OTHER_CONSTRAINT',
    ],
  ])('%s', (_name, error, token) => {
    expect(failureOf(error)).toEqual({ kind: 'abort', token })
    expect(failureOf(new Error('outer', { cause: error }))).toEqual({ kind: 'abort', token })
  })
})

describe('nothing was applied, another try may help', () => {
  test.each([
    native('database is locked', 'SQLITE_BUSY', 5),
    native('database is locked', 'SQLITE_BUSY_SNAPSHOT', 517),
    native('database table is locked', 'SQLITE_LOCKED', 6),
    remote('database is locked', 'SQLITE_BUSY'),
    remote('Transaction timed-out', 'TRANSACTION_TIMEOUT'),
    coded('Statement in a batch was not executed', 'TRANSACTION_CLOSED'),
    native('interrupted', 'SQLITE_INTERRUPT', 9),
    native('out of memory', 'SQLITE_NOMEM', 7),
    http(429),
  ])('%s', (error) => {
    expect(failureOf(error)).toEqual({ kind: 'not-applied', again: true })
  })
})

describe('nothing was applied, no other try helps', () => {
  test.each([
    native('database or disk is full', 'SQLITE_FULL', 13),
    remote('attempt to write a readonly database', 'SQLITE_READONLY'),
    http(401),
    http(404),
  ])('%s', (error) => {
    expect(failureOf(error)).toEqual({ kind: 'not-applied', again: false })
  })
})

describe('nobody knows', () => {
  test.each([
    new TypeError('fetch failed'),
    new SyntaxError('Unexpected end of JSON input'),
    new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    native('disk I/O error', 'SQLITE_IOERR_FSYNC', 1034),
    coded('Server returned unexpected number of results', 'HRANA_PROTO_ERROR'),
    http(502),
    http(408),
    'not even an error',
  ])('%s', (error) => {
    expect(failureOf(error)).toEqual({ kind: 'unknown' })
  })
})

describe('our own mistake', () => {
  test.each([
    native('no such table: nope', 'SQLITE_ERROR', 1),
    remote('SQL string could not be parsed', 'SQL_PARSE_ERROR'),
    remote('no such column', 'SQLITE_ERROR'),
    new BindError('the number NaN'),
  ])('%s', (error) => {
    expect(failureOf(error)).toEqual({ kind: 'mistake' })
  })
})
