import type { Param, Query } from './sql.ts'
import type { Bound, Statement } from './transport.ts'

/** A statement or value that no engine may see. It is thrown before anything is sent. */
export class BindError extends TypeError {
  override readonly name = 'BindError'
}

/**
 * Makes a query safe for both engines, or throws BindError.
 * The native engine aborts the process on a boolean, and binds NULL in silence for NaN and for a missing value.
 */
export function bind(query: Query): Statement {
  const { text, params } = query
  const { placeholders } = shapeOf(text)
  if (params.length !== placeholders) {
    throw new BindError(`${placeholders} placeholders but ${params.length} values: ${beginning(text)}`)
  }
  return { text, values: params.map(bound) }
}

/** As `bind`, and refuses a statement that could write: a read carries no idempotency key. */
export function bindRead(query: Query): Statement {
  if (!shapeOf(query.text).reads) throw new BindError(`not a read: ${beginning(query.text)}`)
  return bind(query)
}

function bound(value: Param): Bound {
  if (typeof value === 'string') return boundText(value)
  if (typeof value === 'number') return boundNumber(value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (value === null || value instanceof Uint8Array) return value
  if (typeof value !== 'bigint') throw new BindError(`a value of type ${Object.prototype.toString.call(value)}`)
  if (value > largest || value < -largest) throw new BindError('an integer beyond 2^53 could not be read back')
  return value
}

const largest = BigInt(Number.MAX_SAFE_INTEGER)

// The native engine reads text back up to the first NUL. Half a surrogate pair would become U+FFFD here and an HTTP
// 400 there.
function boundText(value: string): string {
  if (value.includes('\0')) throw new BindError('text with a NUL character')
  return value.isWellFormed() ? value : value.toWellFormed()
}

function boundNumber(value: number): bigint | number {
  if (Number.isSafeInteger(value)) return BigInt(value)
  if (!Number.isFinite(value) || Number.isInteger(value)) throw new BindError(`the number ${value}`)
  return value
}

interface Shape {
  readonly placeholders: number
  readonly reads: boolean
}
const shapes = new Map<string, Shape>()
const shapesKept = 5_000

function shapeOf(text: string): Shape {
  const known = shapes.get(text)
  if (known !== undefined) return known
  if (shapes.size >= shapesKept) shapes.clear()
  const shape = scan(text)
  shapes.set(text, shape)
  return shape
}

// Literals, quoted names and comments are skipped whole; what matters of the rest is a placeholder, the end of a
// statement, or a word that writes.
const skipped = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?\*\//g
const marked = /\?\d*|[:@$]\w+|;|\b(?:INSERT\s+INTO|REPLACE\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b/gi

function scan(text: string): Shape {
  const marks = text.replace(skipped, ' ').match(marked) ?? []
  const wrong = marks.find((mark) => mark === ';' || /^(?:\?\d|[:@$])/.test(mark))
  if (wrong === ';') throw new BindError(`a second statement: ${beginning(text)}`)
  if (wrong !== undefined) throw new BindError(`only "?" is a placeholder, not "${wrong}"`)
  const placeholders = marks.filter((mark) => mark === '?').length
  const onlyReads = /^\s*(?:SELECT|WITH|VALUES)\b/i.test(text) && marks.length === placeholders
  return { placeholders, reads: onlyReads || /^\s*EXPLAIN\b/i.test(text) }
}

function beginning(text: string): string {
  return text.trim().replace(/\s+/g, ' ').slice(0, 80)
}
