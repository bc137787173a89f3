import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import { z } from 'zod'
import type { ApiAnswer, ApiRoute } from './api.ts'
import type { DoorEnv, PolicyName } from './door.ts'
import { problemComponents, problemSchema, usualExample, usualProblemsOf } from './openapi-problems.ts'

type AnyRoute = ApiRoute<z.ZodObject, z.ZodObject, z.ZodType, PolicyName>

/** A route as the OpenAPI document tells of it. */
export function documentRoute(route: AnyRoute): RouteConfig {
  const { method, path, summary, tag, policy } = route
  return {
    method,
    path: `/api/v1${path}`,
    summary,
    description: `Who may: ${policy}.`,
    tags: [tag],
    ...(policy === 'anyone' ? { security: [] } : {}),
    request: requestOf(route),
    responses: answersOf(route),
  }
}

/** The whole document, OpenAPI 3.1, as text. */
export function openApiText(hono: OpenAPIHono<DoorEnv>): string {
  const registry = hono.openAPIRegistry
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  for (const [name, component] of problemComponents()) registry.registerComponent('responses', name, component)
  return JSON.stringify(
    hono.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Gongtai 共台', version: '1', description: 'Bookings, quotas and bills for shared laboratories.' },
      security: [{ bearer: [] }],
    }),
  )
}

function requestOf(route: AnyRoute) {
  const { params, query, body, bodyTypes } = route
  const headers = headersOf(route)
  const types = bodyTypes ?? ['application/json']
  return {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined
      ? {}
      : { body: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: body }])) } }),
  }
}

function keyHeader(required: boolean) {
  const key = z.string().min(8).max(128)
  return required ? key : key.optional()
}

function headersOf({ method, key, answers }: AnyRoute) {
  if (method === 'post') return z.object({ 'Idempotency-Key': keyHeader(key === 'required') })
  return answers[412] === undefined ? undefined : z.object({ 'If-Match': z.string().meta({ example: '"v1"' }) })
}

function answersOf(route: AnyRoute) {
  const own = Object.entries(route.answers).map(([status, answer]) => [status, answerOf(Number(status), answer)])
  return {
    ...usualProblemsOf(route),
    ...Object.fromEntries(own),
    default: answerOf(500, { description: 'Another problem' }),
  }
}

function answerOf(
  status: number,
  { description, schema, contentType = 'application/json', headers, example }: ApiAnswer,
) {
  const told = headers === undefined ? {} : { headers: headerDocuments(headers) }
  if (status >= 400) {
    const shown = example ?? usualExample(status)
    const problem = { schema: schema ?? problemSchema, ...(shown === undefined ? {} : { example: shown }) }
    return { description, ...told, content: { 'application/problem+json': problem } }
  }
  return { description, ...told, ...(schema === undefined ? {} : { content: { [contentType]: { schema } } }) }
}

function headerDocuments(headers: Readonly<Record<string, string>>) {
  const documents = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ])
  return Object.fromEntries(documents) as Record<string, { description: string; schema: { type: 'string' } }>
}
