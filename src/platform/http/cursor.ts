import type { z } from 'zod'
import { Malformed } from '../../kernel/thrown.ts'

/** A place in a list as an opaque text: base64url of its JSON. Null when the list ends there. */
export function cursorOf(place: object | null): string | null {
  if (place === null) return null
  const bytes = new TextEncoder().encode(JSON.stringify(place))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The place that a cursor names, null without one. Throws Malformed for a text that no list gave out. */
export function placeOf<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | null {
  if (cursor === undefined) return null
  const result = schema.safeParse(decoded(cursor))
  if (result.success) return result.data
  throw new Malformed([{ pointer: '/query/cursor', kind: 'format' }])
}

// As JSON writes it: no list gives it out, and no database can look for it.
const nul = String.raw`\u0000`

function decoded(cursor: string): unknown {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const text = new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
    return text.includes(nul) ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}
