import { Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from './door.ts'
import { contentTypeOf, readBytes, readText, usualBodyBytes } from './read-body.ts'

/** A file that a form may bring. */
export interface FileField {
  readonly name: string
  readonly mostBytes: number
}

export interface FilledForm {
  readonly fields: Record<string, string | string[]>
  /** Null when none was chosen. */
  readonly file: Uint8Array<ArrayBuffer> | null
}

/**
 * A form's fields; one that is given more than once is a list. Only a form that may bring a file is taken in parts, and
 * of that file nothing but its bytes. Throws TurnedAway, or Malformed past 600 fields and for NUL.
 */
export async function readForm(c: DoorContext, file?: FileField): Promise<FilledForm> {
  if (file !== undefined && contentTypeOf(c) === inParts) return readParts(c, file)
  const text = await readText(c, ['application/x-www-form-urlencoded'], usualBodyBytes)
  return { fields: fieldsOf(new URLSearchParams(text)), file: null }
}

const inParts = 'multipart/form-data'
// A closure may show 500 bookings with a field for each, beside fields of its own.
const mostFields = 600

async function readParts(c: DoorContext, { name, mostBytes }: FileField): Promise<FilledForm> {
  const body = await readBytes(c, [inParts], mostBytes + usualBodyBytes)
  const type = c.req.header('content-type') ?? ''
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(unreadable)
  const texts: [string, string][] = []
  let file: FilledForm['file'] = null
  for (const [field, value] of form) {
    if (typeof value === 'string') texts.push([field, value])
    else if (field !== name || file !== null) throw new Malformed([{ pointer: `/${field}`, kind: 'unknown-key' }])
    else if (value.size > mostBytes) throw new Malformed([{ pointer: `/${name}`, kind: 'too-large' }])
    else if (value.size > 0) file = new Uint8Array(await value.arrayBuffer())
  }
  return { fields: fieldsOf(texts), file }
}

function unreadable(): never {
  throw new Malformed([{ pointer: '', kind: 'format' }])
}

function fieldsOf(pairs: Iterable<readonly [string, string]>): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>()
  for (const [name, value] of pairs) {
    if (value.includes('\u0000')) throw new Malformed([{ pointer: `/${name}`, kind: 'format' }])
    const held = fields.get(name)
    fields.set(name, held === undefined ? value : [held, value].flat())
    if (fields.size > mostFields) throw new Malformed([{ pointer: '', kind: 'too-long', expected: String(mostFields) }])
  }
  return Object.fromEntries(fields)
}
