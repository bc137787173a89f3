/** How long and how often the port tries, and the clock and chance it needs for that. */
export interface Patience {
  /** Monotonic milliseconds; only differences are used. */
  readonly nowMs: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** A number in [0, 1), for jitter. */
  readonly chance: () => number
  /** At most so many tries of one trip. */
  readonly tries: number
  /** One try is given up after so long. */
  readonly attemptMs: number
  /** No further try begins after so long. */
  readonly deadlineMs: number
}

/** What a person at a phone will wait for. */
export const usualPatience = { tries: 3, attemptMs: 4_000, deadlineMs: 9_000 } as const

/** A jittered pause before try number `tried + 1`: writers that collided once should not collide again. */
export function pauseMs(tried: number, chance: () => number, firstMs = 40, longestMs = 1_000): number {
  return Math.min(longestMs, firstMs * 2 ** (tried - 1)) * (0.5 + chance())
}
