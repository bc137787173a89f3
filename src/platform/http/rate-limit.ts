import type { Instant } from '../../deps.ts'

export interface Allowance {
  readonly allowed: boolean
  readonly limit: number
  readonly left: number
  readonly resetsInSeconds: number
}

/** Counts requests by key in windows of one minute, in memory: a count in the database would cost a round trip. */
export class RateLimit {
  readonly #perMinute: number
  #window = 0
  #counts = new Map<string, number>()

  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  /** Takes one request of the key's allowance. */
  take(key: string, now: Instant): Allowance {
    this.#turnTo(Math.floor(now / windowSeconds))
    const count = (this.#counts.get(key) ?? 0) + 1
    if (count > 1 || this.#counts.size < mostKeys) this.#counts.set(key, count)
    return {
      allowed: count <= this.#perMinute,
      limit: this.#perMinute,
      left: Math.max(0, this.#perMinute - count),
      resetsInSeconds: windowSeconds - (now % windowSeconds),
    }
  }

  #turnTo(window: number): void {
    if (window === this.#window) return
    this.#window = window
    this.#counts = new Map()
  }
}

/** The standard's fields, as `RateLimit: "requests";r=59;t=30`. */
export function rateLimitHeaders({ limit, left, resetsInSeconds }: Allowance): Record<string, string> {
  return {
    ratelimit: `"requests";r=${left};t=${resetsInSeconds}`,
    'ratelimit-policy': `"requests";q=${limit};w=${windowSeconds}`,
  }
}

const windowSeconds = 60
const mostKeys = 100_000
