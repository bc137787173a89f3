import type { RequestKey } from '../../deps.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from './door.ts'

/** Whether a route demands the key, or only takes one. */
export type KeyWish = 'required' | 'taken'

/**
 * How this request is recognised when it is sent again: its key, and a hash over method, path and canonical body.
 * Without a key the request's own number stands in, so that it is like no other. Throws Malformed.
 */
export async function requestKey(c: DoorContext, wish: KeyWish, body: unknown): Promise<RequestKey> {
  const key = c.req.header('idempotency-key')
  if (key === undefined && wish === 'required') throw new Malformed([{ pointer, kind: 'missing' }])
  if (key !== undefined && !/^[\x21-\x7e]{8,128}$/.test(key)) throw new Malformed([{ pointer, kind: 'format' }])
  return keyed(c, key, body)
}

/** The same for a form: a key that can't be one counts as none. */
export async function formKey(c: DoorContext, key: string | undefined, fields: unknown): Promise<RequestKey> {
  return keyed(c, key !== undefined && /^[\w-]{8,128}$/.test(key) ? key : undefined, fields)
}

const pointer = '/headers/idempotency-key'

/** JSON with its keys in order: two bodies that say the same have the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, inOrder) ?? ''
}

async function keyed(c: DoorContext, key: string | undefined, body: unknown): Promise<RequestKey> {
  const { world, requestId } = c.get('visit')
  const digest = world.digest(`${c.req.method} ${c.req.path}\n${canonical(body)}`)
  return { key: key ?? requestId, requestHash: typeof digest === 'string' ? digest : await digest }
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
