import * as fc from 'fast-check'
import type { Document, Operation, Schema } from './openapi-document.ts'
import { bodies, wild } from './spoiled-bodies.ts'

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** What names things of the park: ids by their prefix, and other texts that mean something somewhere. */
export interface Pool {
  readonly ids: Readonly<Record<string, readonly string[]>>
  /** Ordinary beginnings and ends, and instants at the edges. */
  readonly starts: readonly string[]
  readonly ends: readonly string[]
  readonly instants: readonly string[]
  /** Whole bodies of other types than JSON. */
  readonly files: readonly string[]
  readonly texts: readonly string[]
}

/** Requests of one operation: most as the document asks, many of them spoiled in one place. */
export function requestsOf(operation: Operation, { components }: Document, pool: Pool): fc.Arbitrary<WireRequest> {
  const { method, path, parameters, body } = operation
  const make = valuesBy(components, pool)
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  const query = fc.tuple(...inQuery.map((one) => rarely(make(one.schema, one.name), one.required === true)))
  return fc
    .record({
      path: fc.tuple(...inPath.map((one) => make(one.schema, path))),
      query,
      strayQuery: fc.oneof({ weight: 14, arbitrary: fc.constant('') }, { weight: 1, arbitrary: stray }),
      body: body
        ? bodies(make(body.schema, ''), body.contentType, filesOf(body.contentType, pool))
        : fc.constant(undefined),
      headers: headers(body?.contentType),
    })
    .map((made) => {
      const filled = inPath.reduce((text, one, at) => text.replace(`{${one.name}}`, wireText(made.path[at])), path)
      const given = inQuery.flatMap((one, at) =>
        made.query[at] === undefined ? [] : [`${one.name}=${wireText(made.query[at])}`],
      )
      const search = [...given, ...(made.strayQuery === '' ? [] : [made.strayQuery])].join('&')
      return { method, path: search ? `${filled}?${search}` : filled, body: made.body, headers: made.headers }
    })
}

function filesOf(contentType: string, { files }: Pool): string[] {
  return files.filter((text) => text.startsWith('BEGIN:') === (contentType === 'text/calendar'))
}

const stray = fc.constantFrom('__proto__=1', 'unknown=1', 'limit=1&limit=2', 'constructor=x', '%00=1', '=')

type Make = (schema: Schema, about: string) => fc.Arbitrary<unknown>

function valuesBy(components: Document['components'], pool: Pool): Make {
  const make: Make = (schema, about) => {
    if (schema.$ref !== undefined) {
      const named = components.schemas[schema.$ref.split('/').at(-1) ?? '']
      return named ? make(named, about) : wild
    }
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum) return fc.constantFrom(...schema.enum)
    const choices = schema.anyOf ?? schema.allOf
    if (choices) return fc.oneof(...choices.map((choice) => make(choice, about)))
    switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
      case 'object':
        return objects(schema, make)
      case 'array':
        return fc.array(schema.items ? make(schema.items, about) : wild, {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? 2, Math.max(schema.minItems ?? 0, 1)),
        })
      case 'integer':
      case 'number':
        return numbers(schema)
      case 'boolean':
        return fc.boolean()
      default:
        return texts(schema, about, pool)
    }
  }
  return make
}

function objects({ properties = {}, required = [] }: Schema, make: Make): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    return rarely(make(schema, name), required.includes(name)).map((value) =>
      value === undefined ? [] : [[name, value]],
    )
  })
  return fc.tuple(...fields).map((made) => Object.fromEntries(made.flat() as [string, unknown][]) as unknown)
}

/** What is asked for is there but once in thirty; what may be left out is mostly left out. */
function rarely(value: fc.Arbitrary<unknown>, required: boolean): fc.Arbitrary<unknown> {
  const [given, left] = required ? [30, 1] : [1, 4]
  return fc.oneof({ weight: given, arbitrary: value }, { weight: left, arbitrary: fc.constant(undefined) })
}

function numbers({ minimum = -100, maximum = 1_000_000 }: Schema): fc.Arbitrary<number> {
  const least = Math.max(minimum, -1_000_000_000_000)
  const most = Math.min(maximum, 1_000_000_000_000)
  return fc.oneof(fc.integer({ min: least, max: Math.min(most, least + 100) }), fc.constantFrom(least, most, 15, 60))
}

function texts(
  { format, description = '', maxLength = 40, pattern }: Schema,
  about: string,
  pool: Pool,
): fc.Arbitrary<string> {
  const prefix = /`([a-z]+)_…`/.exec(description)?.[1] ?? prefixByPath(about)
  const ids = prefix === undefined ? [] : (pool.ids[prefix] ?? [])
  if (ids.length > 0) return fc.constantFrom(...ids)
  if (description.startsWith('A month')) return fc.constantFrom('2026-09', '2026-10', '2026-11', '2026-13', 'x')
  if (format === 'date-time') return instantsFor(about, pool)
  if (pattern?.includes('[0-5]')) return clockTimes(about)
  if (pattern?.includes('d{1,15}')) return fc.constantFrom('1', '2', '60', '200', '0', '-1', '99999999')
  return fc.oneof(fc.constantFrom(...pool.texts), fc.string({ maxLength: Math.min(maxLength, 30) }))
}

const isEnd = (name: string) => /^(endsAt|to|freeTo|until)$/.test(name)

/** Mostly such that what ends does so after it begins. */
function instantsFor(name: string, { starts, ends, instants }: Pool): fc.Arbitrary<string> {
  const usual = fc.constantFrom(...(isEnd(name) ? ends : starts))
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...instants) })
}

function clockTimes(name: string): fc.Arbitrary<string> {
  const usual = fc.constant(isEnd(name) ? '22:00' : '08:00')
  return fc.oneof(
    { weight: 40, arbitrary: usual },
    { weight: 1, arbitrary: fc.constantFrom('00:00', '12:30', '24:00', '7:00') },
  )
}

/** A parameter of a path that does not say what it names. */
function prefixByPath(about: string): string | undefined {
  return about.includes('/calendar/') ? 'feed' : about.includes('/statements/{') ? 'statement' : undefined
}

function headers(contentType: string | undefined): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    {
      'content-type': fc.oneof(
        { weight: 12, arbitrary: fc.constant(contentType ?? 'application/json') },
        { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/xml', 'nonsense') },
      ),
      'idempotency-key': fc.oneof(
        { weight: 8, arbitrary: fc.uuid() },
        { weight: 1, arbitrary: fc.constantFrom('short', 'x'.repeat(129), 'the-same-key-each-time', '') },
      ),
      'if-match': fc.constantFrom('"v1"', '"v2"', '"v3"', '*', 'nonsense', '"v99999999999999999999"'),
      accept: fc.constantFrom('application/json', 'text/csv', '*/*', 'nonsense'),
      'accept-language': fc.constantFrom('en', 'zh-TW', 'de', ',;q=', 'x'.repeat(300)),
    },
    { requiredKeys: ['content-type', 'idempotency-key', 'if-match'] },
  )
}

function wireText(value: unknown): string {
  return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value ?? null))
}
