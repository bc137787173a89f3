import type { World } from '../../world.ts'
import type { DoorContext, Seen } from './door.ts'
import type { Credentials } from './identify.ts'
import { networkOf } from './network-of.ts'
import { RateLimit, rateLimitHeaders, type Allowance } from './rate-limit.ts'
import { TurnedAway } from './turned-away.ts'

/**
 * Turns away who asks too often: a person through all their tokens and browsers, a firm through all its people, and a
 * network address whoever stands behind it. Whose a token is, is learnt from the first answer it gets.
 */
export class RateGate {
  readonly #limits: Limits | null
  readonly #world: World
  #known = new Map<string, Seen>()

  constructor(world: World) {
    this.#world = world
    this.#limits = world.limits.perMinute === null ? null : limitsFrom(world.limits.perMinute)
  }

  /** Counts the request and tells the caller what is left. Throws TurnedAway. */
  pass(c: DoorContext, credentials: Credentials | null): void {
    if (this.#limits === null) return
    const { person, firm, address } = this.#limits
    const now = this.#world.now()
    const allowances = [address.take(networkOf(this.#world.addressOf(c)), now)]
    if (credentials !== null) {
      const { tokenHash } = credentials.actor
      const seen = this.#known.get(tokenHash)
      allowances.push(person.take(seen?.personId ?? tokenHash, now))
      for (const firmId of seen?.firmIds ?? []) allowances.push(firm.take(firmId, now))
    }
    turnAway(c, allowances)
  }

  /** Counts a request where guessing would pay. Throws TurnedAway. */
  passTight(c: DoorContext): void {
    if (this.#limits === null) return
    turnAway(c, [this.#limits.tight.take(networkOf(this.#world.addressOf(c)), this.#world.now())])
  }

  /** Remembers whose token it was; the request that told it is counted to them too. */
  learn(tokenHash: string, seen: Seen): void {
    if (this.#limits === null) return
    if (!this.#known.has(tokenHash)) {
      const now = this.#world.now()
      this.#limits.person.take(seen.personId, now)
      for (const firmId of seen.firmIds) this.#limits.firm.take(firmId, now)
    }
    if (this.#known.size >= mostKnown) this.#known = new Map()
    this.#known.set(tokenHash, seen)
  }
}

interface Limits {
  readonly person: RateLimit
  readonly firm: RateLimit
  readonly address: RateLimit
  readonly tight: RateLimit
}

// A firm's people, and all those behind one address, ask at once; who guesses codes does not need to ask often.
function limitsFrom(perMinute: number): Limits {
  return {
    person: new RateLimit(perMinute),
    firm: new RateLimit(perMinute * 20),
    address: new RateLimit(perMinute * 10),
    tight: new RateLimit(20),
  }
}

function turnAway(c: DoorContext, allowances: readonly Allowance[]): void {
  const [first, ...rest] = allowances
  if (first === undefined) return
  const tightest = rest.reduce((least, one) => (one.left < least.left || !one.allowed ? one : least), first)
  for (const [name, value] of Object.entries(rateLimitHeaders(tightest))) c.header(name, value)
  if (allowances.every(({ allowed }) => allowed)) return
  throw new TurnedAway('too-many-requests', { 'retry-after': String(tightest.resetsInSeconds) })
}

const mostKnown = 50_000
