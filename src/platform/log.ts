import type { LogLine } from '../world.ts'

/** A line of the log as JSON. An error's message may hold a statement but never its values: those are bound apart. */
export function logText({ level, what, requestId, error }: LogLine): string {
  return JSON.stringify({ level, what, requestId, error: error === undefined ? undefined : described(error) })
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : ` ← ${described(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
