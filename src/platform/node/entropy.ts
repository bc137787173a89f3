import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(4096)
let used = pool.length

/** Unguessable bytes, drawn in pools: a call to the system costs more than all that a request does with them. */
export function entropy(bytes: number): Uint8Array {
  if (bytes > pool.length) return randomFillSync(new Uint8Array(bytes))
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const drawn = pool.slice(used, used + bytes)
  // Nobody who reads this memory later learns what was handed out.
  pool.fill(0, used, used + bytes)
  used += bytes
  return drawn
}
