/**
 * What a statement may be given. Integers travel as integers, booleans as 0 or 1; `undefined` and dates are refused.
 */
export type Param = string | number | bigint | boolean | null | Uint8Array

/**
 * A statement that has not been run: static text with `?` and its positional values.
 * A class, so that no parsed JSON can pass for a fragment of SQL.
 */
export class Query<out Row = unknown> {
  /** The shape of a row that it returns; known to the compiler only. */
  declare readonly row: Row
  readonly text: string
  readonly params: readonly Param[]

  constructor(text: string, params: readonly Param[]) {
    this.text = text
    this.params = params
  }
}

/**
 * A statement by template: a value becomes `?`, a nested query is spliced in with its own values.
 * The text depends on the template and its fragments only, so the engine prepares each statement once.
 */
export function sql<Row = unknown>(parts: TemplateStringsArray, ...values: (Param | Query)[]): Query<Row> {
  if (!values.some(isQuery)) return new Query<Row>(plainText(parts), values as Param[])
  return new Query<Row>(
    splicedText(parts, values),
    values.flatMap((value) => (isQuery(value) ? value.params : [value])),
  )
}

/** Several fragments in a row, each with its own values: optional conditions, the branches of a union. */
export function joined(fragments: readonly Query[], separator: ' ' | ', ' | ' AND ' | ' OR ' | ' UNION ALL '): Query {
  const text = fragments.map((fragment) => fragment.text).join(separator)
  return new Query(
    text,
    fragments.flatMap((fragment) => fragment.params),
  )
}

/**
 * A value as JSON text for `json_each(?)`. JSON.stringify would turn NaN and `undefined` into null in silence:
 * refused here.
 */
export function json(value: unknown): string {
  return JSON.stringify(value, refuseLossy)
}

/**
 * An update that must change exactly one row, or else the whole batch is refused with the token.
 * The assert has to be the very next statement: any other, even one that matched nothing, resets `changes()`.
 */
export function asserting(update: Query, token: 'STALE_VERSION' | 'STALE_RULES'): [Query, Query] {
  return [update, token === 'STALE_VERSION' ? assertVersion : assertRules]
}

const assertVersion = new Query('INSERT INTO assert_version (n) SELECT changes()', [])
const assertRules = new Query('INSERT INTO assert_rules (n) SELECT changes()', [])

function isQuery(value: Param | Query): value is Query {
  return value instanceof Query
}

const plainTexts = new WeakMap<TemplateStringsArray, string>()

function plainText(parts: TemplateStringsArray): string {
  let text = plainTexts.get(parts)
  if (text === undefined) plainTexts.set(parts, (text = parts.join('?')))
  return text
}

interface Joint {
  text: string | null
  readonly next: Map<string, Joint>
}
const joints = new WeakMap<TemplateStringsArray, Joint>()

// One walk over the values finds the text joined before: the same string each time, whose hash the engine's cache
// already knows.
function splicedText(parts: TemplateStringsArray, values: readonly (Param | Query)[]): string {
  let joint = joints.get(parts) ?? newJoint()
  joints.set(parts, joint)
  for (const value of values) {
    const step = isQuery(value) ? value.text : '?'
    const next: Joint = joint.next.get(step) ?? newJoint()
    joint.next.set(step, next)
    joint = next
  }
  joint.text ??= spliced(parts, values)
  return joint.text
}

function newJoint(): Joint {
  return { text: null, next: new Map() }
}

function spliced(parts: TemplateStringsArray, values: readonly (Param | Query)[]): string {
  return parts.reduce((text, part, index) => {
    const value = values[index - 1]
    return text + (value instanceof Query ? value.text : '?') + part
  })
}

function refuseLossy(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key]
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol' || original instanceof Date) {
    throw new TypeError(`JSON would lose the value at "${key}"`)
  }
  if (typeof value === 'number' && !isExact(value)) throw new TypeError(`JSON would lose the number at "${key}"`)
  return value
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
}
