import { Hono } from 'hono'
import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { bytesSha256Hex } from '../../kernel/digest.ts'
import { Unauthenticated } from '../../kernel/thrown.ts'
import { declareDoor, type DoorContext, type DoorEnv, type PolicyName, type Scope } from './door.ts'
import { identify, type Credentials } from './identify.ts'
import { demandOwnOrigin } from './own-origin.ts'
import { parse } from './parse.ts'
import { follow, type Hall } from './hall.ts'
import { readForm, type FileField, type FilledForm } from './read-form.ts'
import { formKey } from './request-key.ts'

/** A page, or what a form on it does. */
export interface PageRoute<P, Q, F, N extends PolicyName> {
  readonly method: 'get' | 'post'
  /** `/i/:id`. */
  readonly path: string
  readonly policy: N
  /** What a token with scopes must carry here, where the policy and the method do not tell. */
  readonly scope?: Scope
  readonly params?: P
  /** Only what it names is read: an address may carry more, as when it was shared through a messenger. */
  readonly query?: Q
  readonly form?: F
  /** A file that the form may bring. */
  readonly file?: FileField
  /** True where guessing would pay: few requests a minute from one network address. */
  readonly tight?: boolean
}

export interface PageCall<P, Q, F, N extends PolicyName> {
  readonly c: DoorContext
  readonly deps: Deps
  readonly actor: N extends 'anyone' ? Actor | null : Actor
  readonly params: P
  readonly query: Q
  readonly form: F
  /** The bytes of the form's file, as they were sent: nothing is known of them. */
  readonly file: Uint8Array<ArrayBuffer> | null
  /** The form's own key, drawn with the page, so that a form sent twice takes effect once. */
  readonly request: RequestKey
}

type NoKeys = z.ZodObject<Record<never, never>>
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

/** The pages: every feature adds its own here. */
export class Pages {
  readonly hono = new Hono<DoorEnv>()
  readonly #hall: Hall

  constructor(hall: Hall) {
    this.#hall = hall
  }

  /** Adds a page or a form's target. */
  page<
    N extends PolicyName,
    P extends z.ZodObject = NoKeys,
    Q extends z.ZodObject = NoKeys,
    F extends z.ZodObject = NoKeys,
  >(
    route: PageRoute<P, Q, F, N>,
    handle: (call: PageCall<Out<P>, Out<Q>, Out<F>, N>) => Response | Promise<Response>,
  ): void {
    const handler = async (c: DoorContext): Promise<Response> => {
      const credentials = await this.#letIn(c, route)
      const answer = await handle((await callOf(c, route, credentials)) as PageCall<Out<P>, Out<Q>, Out<F>, N>)
      await follow(this.#hall, c, credentials, answer)
      return answer
    }
    this.hono.on(route.method.toUpperCase(), route.path, declareDoor(route.policy, handler))
  }

  async #letIn(c: DoorContext, page: AnyPage): Promise<Credentials | null> {
    const { method, policy, scope = this.#hall.scopeOf(policy, method), tight = false } = page
    const credentials = await identify(c, { policy, scope })
    this.#hall.gate.pass(c, credentials)
    if (tight) this.#hall.gate.passTight(c)
    if (credentials === null && policy !== 'anyone') throw new Unauthenticated()
    if (method !== 'get' && credentials?.by !== 'bearer') demandOwnOrigin(c)
    return credentials
  }
}

type AnyPage = PageRoute<z.ZodObject, z.ZodObject, z.ZodObject, PolicyName>

async function callOf(
  c: DoorContext,
  { method, params, query, form, file: mayBring }: AnyPage,
  credentials: Credentials | null,
) {
  const { fields: sent, file } = method === 'post' ? await readForm(c, mayBring) : noForm
  const { key, ...fields } = sent
  const whole = file === null ? fields : { ...fields, file: await bytesSha256Hex(file) }
  return {
    c,
    deps: c.get('visit').deps,
    actor: credentials?.actor ?? null,
    params: params && parse(params, c.req.param(), '/path'),
    query: query && parse(query.strip(), readable(c.req.query()), '/query'),
    form: method === 'post' ? parse(form ?? noFields, fields) : undefined,
    file,
    request: await formKey(c, typeof key === 'string' ? key : undefined, whole),
  }
}

// No database can look for NUL, and an address is read as far as it can be.
function readable(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value.replaceAll('\u0000', '')]))
}

const noFields = z.strictObject({})
const noForm: FilledForm = { fields: {}, file: null }
