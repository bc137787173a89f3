import { usualPatience, type Patience } from '../../src/platform/db/patience.ts'

/** The real clock and real chance, for tests that run real engines. */
export const realPatience: Patience = {
  nowMs: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  chance: Math.random,
  ...usualPatience,
}

/** A clock that only sleeping moves: retries take no time, and every pause can be read afterwards. */
export function patienceOnPaper(limits: Partial<Patience> = {}): Patience & { readonly pauses: number[] } {
  const pauses: number[] = []
  let nowMs = 0
  return {
    pauses,
    nowMs: () => nowMs,
    sleep: async (ms) => {
      pauses.push(ms)
      nowMs += ms
    },
    chance: () => 0.5,
    ...usualPatience,
    ...limits,
  }
}
