import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { Unauthenticated } from '../../kernel/thrown.ts'
import { declareDoor, type DoorContext, type DoorEnv, type PolicyName, type Scope } from './door.ts'
import { identify, type Credentials } from './identify.ts'
import { documentRoute } from './openapi.ts'
import { demandOwnOrigin } from './own-origin.ts'
import { parse, queryOf } from './parse.ts'
import { readJson, readText, usualBodyBytes } from './read-body.ts'
import { requestKey, type KeyWish } from './request-key.ts'
import { follow, type Hall } from './hall.ts'

/** A route of the JSON API, as it is declared. */
export interface ApiRoute<P, Q, B, N extends PolicyName> {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** `/bookings/{id}/cancellation`. */
  readonly path: string
  readonly policy: N
  /** What a token with scopes must carry here, where the policy and the method do not tell. */
  readonly scope?: Scope
  readonly summary: string
  /** The heading under which the documentation lists it. */
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  /** Of JSON, unless `bodyTypes` says what else is taken as text. */
  readonly body?: B
  readonly bodyTypes?: readonly string[]
  readonly bodyBytes?: number
  readonly key?: KeyWish
  readonly answers: Readonly<Record<number, ApiAnswer>>
}

export interface ApiAnswer {
  readonly description: string
  /** Of JSON; none for an answer without a body, or with a problem. */
  readonly schema?: z.ZodType
  readonly contentType?: string
  /** Headers worth knowing, with what they say. */
  readonly headers?: Readonly<Record<string, string>>
  /** Of a problem, where the status alone does not tell. */
  readonly example?: object
}

/** A request that was let in and could be read. */
export interface ApiCall<P, Q, B, N extends PolicyName> {
  readonly c: DoorContext
  readonly deps: Deps
  readonly actor: N extends 'anyone' ? Actor | null : Actor
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Of a request that changes something. */
  readonly request: RequestKey
}

type NoKeys = z.ZodObject<Record<never, never>>
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

/** The JSON API: every feature adds its routes here. */
export class Api {
  readonly hono = new OpenAPIHono<DoorEnv>()
  readonly #hall: Hall

  constructor(hall: Hall) {
    this.#hall = hall
  }

  /** Adds a route: who may come, what is taken, what is answered, and what then happens. */
  route<
    N extends PolicyName,
    P extends z.ZodObject = NoKeys,
    Q extends z.ZodObject = NoKeys,
    B extends z.ZodType = z.ZodUndefined,
  >(
    route: ApiRoute<P, Q, B, N>,
    handle: (call: ApiCall<Out<P>, Out<Q>, Out<B>, N>) => Response | Promise<Response>,
  ): void {
    this.hono.openAPIRegistry.registerPath(documentRoute(route))
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
    const handler = async (c: DoorContext): Promise<Response> => {
      const credentials = await this.#letIn(c, route)
      const answer = await handle((await callOf(c, route, credentials)) as ApiCall<Out<P>, Out<Q>, Out<B>, N>)
      await follow(this.#hall, c, credentials, answer)
      return answer
    }
    this.hono.on(route.method.toUpperCase(), path, declareDoor(route.policy, handler))
  }

  /** Methods that some route takes at a path, HEAD with GET; none where there is no route. */
  methodsAt(path: string): string[] {
    const found = new Set(
      this.hono.routes.filter((route) => patternOf(route.path).test(path)).map((route) => route.method),
    )
    if (found.has('GET')) found.add('HEAD')
    return [...found].sort()
  }

  async #letIn(
    c: DoorContext,
    { method, policy, scope = this.#hall.scopeOf(policy, method) }: AnyRoute,
  ): Promise<Credentials | null> {
    const credentials = await identify(c, { policy, scope })
    this.#hall.gate.pass(c, credentials)
    if (credentials === null && policy !== 'anyone') throw new Unauthenticated()
    if (method !== 'get' && credentials?.by !== 'bearer') demandOwnOrigin(c)
    return credentials
  }
}

type AnyRoute = ApiRoute<z.ZodObject, z.ZodObject, z.ZodType, PolicyName>

async function callOf(c: DoorContext, route: AnyRoute, credentials: Credentials | null) {
  const changes = route.method !== 'get'
  const raw = route.body === undefined ? undefined : await rawBody(c, route)
  return {
    c,
    deps: c.get('visit').deps,
    actor: credentials?.actor ?? null,
    params: route.params && parse(route.params, c.req.param(), '/path'),
    query: queryFor(c, route),
    body: route.body && parse(route.body, raw),
    request: changes ? await requestKey(c, route.key ?? 'taken', raw) : noKey,
  }
}

const noQuery = z.strictObject({})
const noKey: RequestKey = { key: '', requestHash: '' }

function queryFor(c: DoorContext, { query }: AnyRoute): unknown {
  const given = queryOf(c.req.url)
  return parse(query ?? noQuery, given, '/query')
}

function rawBody(c: DoorContext, { bodyTypes, bodyBytes = usualBodyBytes }: AnyRoute): Promise<unknown> {
  return bodyTypes === undefined ? readJson(c, bodyBytes) : readText(c, bodyTypes, bodyBytes)
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
}
