import { Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from './door.ts'
import { TurnedAway } from './turned-away.ts'

export const usualBodyBytes = 256 * 1024
export const importBodyBytes = 8 * 1024 * 1024

/** The body as text, if its type is one of these and it is no longer than `most` bytes. Throws TurnedAway. */
export async function readText(c: DoorContext, types: readonly string[], most: number): Promise<string> {
  assertType(c, types)
  const length = c.req.header('content-length')
  if (length === undefined || c.req.header('transfer-encoding') !== undefined) return readChunks(c, most)
  if (!(Number(length) <= most)) throw new TurnedAway('body-too-large')
  return c.req.text()
}

/** The body as bytes, in the same way. Throws TurnedAway. */
export async function readBytes(
  c: DoorContext,
  types: readonly string[],
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  assertType(c, types)
  const length = c.req.header('content-length')
  if (length !== undefined && !(Number(length) <= most)) throw new TurnedAway('body-too-large')
  const chunks: Uint8Array[] = []
  await eachChunk(c, most, (chunk) => void chunks.push(chunk))
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** What a body says it is, without its parameters. */
export function contentTypeOf(c: DoorContext): string | undefined {
  return c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
}

function assertType(c: DoorContext, types: readonly string[]): void {
  const type = contentTypeOf(c)
  if (type === undefined || !types.includes(type)) throw new TurnedAway('unsupported-media-type')
}

/** The body as JSON. Throws TurnedAway, or Malformed. */
export async function readJson(c: DoorContext, most: number): Promise<unknown> {
  if (isAbsent(c)) return {}
  const text = await readText(c, ['application/json'], most)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Malformed([{ pointer: '', kind: 'json' }])
  }
}

// No body at all says nothing: where the schema demands nothing either, braces need not be sent.
function isAbsent(c: DoorContext): boolean {
  if (c.req.header('content-type') !== undefined || c.req.header('transfer-encoding') !== undefined) return false
  const length = c.req.header('content-length')
  return length === '0' || (length === undefined && c.req.raw.body === null)
}

async function readChunks(c: DoorContext, most: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  await eachChunk(c, most, (chunk) => void (text += decoder.decode(chunk, { stream: true })))
  return text + decoder.decode()
}

// Chunked, the length is only known at the end: counted while it comes in.
async function eachChunk(c: DoorContext, most: number, take: (chunk: Uint8Array) => void): Promise<void> {
  const reader = c.req.raw.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined
  if (reader === undefined) return
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    bytes += value.length
    if (bytes > most) {
      await reader.cancel()
      throw new TurnedAway('body-too-large')
    }
    take(value)
  }
}
