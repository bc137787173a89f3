import { z } from 'zod'
import type { ProblemName } from '../i18n/catalogue.ts'
import { wordsIn } from '../i18n/words.ts'
import type { ApiRoute } from './api.ts'
import { problemStatus } from './problem.ts'

/** What a problem looks like in the document. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: '`/problems/<name>`' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    refusals: z.array(z.looseObject({ rule: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

type AnyRoute = Pick<
  ApiRoute<z.ZodType, z.ZodType, z.ZodType, 'anyone'>,
  'method' | 'path' | 'params' | 'body' | 'answers'
> & {
  readonly policy: string
}

const malformed = [
  { pointer: '/startsAt', detail: 'Must be an RFC 3339 time with an offset, like 2026-11-23T14:00:00+08:00' },
]

/** Problems that a route may answer for what it takes and whom it lets in, as references to the components below. */
export function usualProblemsOf({ method, policy, params, body }: AnyRoute): Record<number, { $ref: string }> {
  const names: ProblemName[] = ['malformed-request', 'too-many-requests', 'database-unavailable']
  if (policy !== 'anyone') names.push('unauthenticated')
  if (policy !== 'anyone' && policy !== 'signed-in') names.push('forbidden')
  if (params !== undefined) names.push('not-found')
  if (method !== 'get') names.push('idempotency-key-reused')
  if (body !== undefined) names.push('body-too-large', 'unsupported-media-type')
  return Object.fromEntries(names.map((name) => [problemStatus[name], { $ref: `#/components/responses/${name}` }]))
}

/** The problems that every door has, each said once. */
export function problemComponents(): [name: string, component: ReturnType<typeof componentOf>][] {
  const shared: readonly ProblemName[] = [
    'malformed-request',
    'unauthenticated',
    'forbidden',
    'not-found',
    'body-too-large',
    'unsupported-media-type',
    'idempotency-key-reused',
    'too-many-requests',
    'database-unavailable',
  ]
  return shared.map((name) => [name, componentOf(name)])
}

/** An example of a problem, in English: answers speak the caller's language. */
export function problemExample(name: ProblemName, members: object = {}): object {
  const { title, detail } = wordsIn('en').problems[name]
  return {
    type: `/problems/${name}`,
    title,
    status: problemStatus[name],
    detail,
    requestId: 'req_s8p719nsq',
    ...members,
  }
}

/** The example of a problem that a route names by its status alone. */
export function usualExample(status: number): object | undefined {
  const name = ({ 404: 'not-found', 409: 'state-forbids', 412: 'stale-version', 428: 'version-required' } as const)[
    status
  ]
  return name && problemExample(name)
}

function componentOf(name: ProblemName) {
  const waits = name === 'too-many-requests' || name === 'database-unavailable'
  const retryAfter = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' as const } } }
  const example = problemExample(name, name === 'malformed-request' ? { errors: malformed } : {})
  return {
    description: wordsIn('en').problems[name].title,
    ...(waits ? { headers: retryAfter } : {}),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  }
}
