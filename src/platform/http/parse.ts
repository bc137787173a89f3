import type { z } from 'zod'
import { Malformed, type Fault, type FaultKind } from '../../kernel/thrown.ts'

/** What the schema makes of the value. Throws Malformed, with a pointer under `place` for each fault. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, place = ''): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw new Malformed(result.error.issues.slice(0, mostFaults).flatMap((issue) => faultsOf(issue, place)))
}

/** The query's parameters as an object. Throws Malformed when one is given twice, or holds NUL. */
export function queryOf(url: string): Record<string, string> {
  const start = url.indexOf('?')
  const query: Record<string, string> = {}
  if (start < 0) return query
  const repeated = new Set<string>()
  for (const [name, value] of new URLSearchParams(url.slice(start))) {
    if (Object.hasOwn(query, name)) repeated.add(name)
    // No database can look for NUL: refused here once, and not field by field.
    if (value.includes('\u0000')) throw new Malformed([{ pointer: pointerOf('/query', [name]), kind: 'format' }])
    // Not an assignment: `__proto__` has to become a key like any other, which the schema then refuses.
    Object.defineProperty(query, name, { value, enumerable: true, configurable: true, writable: true })
  }
  if (repeated.size === 0) return query
  throw new Malformed([...repeated].map((name) => ({ pointer: pointerOf('/query', [name]), kind: 'repeated' })))
}

const mostFaults = 50

type Issue = z.core.$ZodIssue

function faultsOf(issue: Issue, place: string): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf(place, [...issue.path, key]), kind: 'unknown-key' }))
  }
  return [{ pointer: pointerOf(place, issue.path), ...kindOf(issue) }]
}

function pointerOf(place: string, path: readonly PropertyKey[]): string {
  return place + path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function kindOf(issue: Issue): { kind: FaultKind; expected?: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? { kind: 'missing' } : { kind: 'type', expected: issue.expected }
    case 'too_small':
      return {
        kind: issue.origin === 'number' || issue.origin === 'int' ? 'too-small' : 'too-short',
        expected: String(issue.minimum),
      }
    case 'too_big':
      return {
        kind: issue.origin === 'number' || issue.origin === 'int' ? 'too-large' : 'too-long',
        expected: String(issue.maximum),
      }
    case 'invalid_value':
      return { kind: 'choice', expected: issue.values.map(String).join(', ') }
    case 'invalid_format':
      return { kind: 'format' }
    case 'custom':
      return { kind: faultKindOf(issue.params?.['kind']) }
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return { kind: 'value' }
  }
}

function faultKindOf(kind: unknown): FaultKind {
  return kind === 'instant' || kind === 'wall-time' || kind === 'format' ? kind : 'value'
}
