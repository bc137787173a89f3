import type { DoorContext } from './door.ts'
import { TurnedAway } from './turned-away.ts'

/** The header of an answer that shows a version. */
export function etag(version: number): { etag: string } {
  return { etag: `"v${version}"` }
}

/** The version that the caller has seen; one that can't be read is one that never was. Throws TurnedAway without it. */
export function expectedVersion(c: DoorContext): number {
  const header = c.req.header('if-match')
  if (header === undefined) throw new TurnedAway('version-required')
  return Number(/^"v(\d{1,15})"$/.exec(header.trim())?.[1] ?? 0)
}
