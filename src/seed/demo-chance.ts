/** Chance that repeats itself when the entropy does: a demo park is made of thousands of small choices. */
export interface Chance {
  /** At least 0, less than 1. */
  readonly next: () => number
  readonly pick: <T>(choices: readonly T[]) => T
  readonly happens: (probability: number) => boolean
  /** A whole number from `least` to `most`. */
  readonly whole: (least: number, most: number) => number
  readonly shuffled: <T>(things: readonly T[]) => T[]
}

/** Draws four bytes of entropy once and stretches them: seeding would wait for the system's entropy otherwise. */
export function chanceFrom(entropy: (bytes: number) => Uint8Array): Chance {
  const next = stretched(new DataView(entropy(4).slice().buffer).getUint32(0))
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    happens: (probability) => next() < probability,
    pick: (choices) => choices[whole(0, choices.length - 1)] as (typeof choices)[number],
    shuffled: (things) => {
      const mixed = [...things]
      for (let at = mixed.length - 1; at > 0; at--) {
        const other = whole(0, at)
        ;[mixed[at], mixed[other]] = [mixed[other] as never, mixed[at] as never]
      }
      return mixed
    },
  }
}

/** Bytes by chance, for the ids of what is seeded: they need to differ, not to be secret. */
export function bytesBy(chance: Chance): (bytes: number) => Uint8Array {
  return (bytes) => Uint8Array.from({ length: bytes }, () => chance.whole(0, 255))
}

// splitmix32: a few operations, and no state but one number.
function stretched(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296
  }
}
