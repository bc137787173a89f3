/** Stops when something that must always hold does not: a fault of ours, never of the person asking (HTTP 500). */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BrokenBelief(message)
}

/** Thrown by `invariant`. Its message is for our log, not for a screen. */
export class BrokenBelief extends Error {
  override readonly name = 'BrokenBelief'
  readonly status = 500
}
