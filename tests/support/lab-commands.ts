import fc from 'fast-check'
import { expect } from 'vitest'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { reverseEntry } from '../../src/billing/commands/reverse-entry.ts'
import { closeResource } from '../../src/bookings/commands/close-resource.ts'
import { decideBooking } from '../../src/approvals/commands/decide-booking.ts'
import { reopenResource } from '../../src/bookings/commands/reopen-resource.ts'
import type { BookingId, ClosureId, EntryId, ResourceId, UnitId } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/interval.ts'
import { Conflict, Malformed } from '../../src/kernel/thrown.ts'
import { castNow, firms, people, resources, type CastPerson } from './cast.ts'
import { zone } from './facts.ts'
import { dayOf } from '../../src/kernel/wall-clock.ts'
import { labOf, type Lab } from './lab.ts'
import { freshKey, type TestPark } from './open-park.ts'

/** One thing that somebody does in the lab, or that time does; it may be refused. */
export type Deed =
  | {
      readonly kind: 'book'
      readonly who: number
      readonly what: number
      readonly start: number
      readonly length: number
    }
  | { readonly kind: 'cancel' | 'check-in' | 'check-out' | 'approve' | 'reject'; readonly which: number }
  | { readonly kind: 'move'; readonly which: number; readonly start: number; readonly length: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'close'
      readonly what: number
      readonly start: number
      readonly length: number
      readonly to: number
    }
  | { readonly kind: 'reopen' | 'reverse' | 'adjust'; readonly which: number }

const which = fc.nat(30)
const start = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 24 }))
const length = fc.integer({ min: 1, max: 10 })
const what = fc.constantFrom(0, 0, 0, 1, 1, 2, 3)
const weighted = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('book'), who: fc.nat(2), what, start, length }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('cancel', 'approve', 'reject'), which }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constantFrom('check-in', 'check-in', 'check-out'), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), which, start, length }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('wait'),
      seconds: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.nat(5400)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tick') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close'), what, start, length, to: start }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('reopen', 'reverse', 'adjust'), which }) },
)

/** Any day in the lab. */
export const deeds = fc.array(weighted as fc.Arbitrary<Deed>, { minLength: 30, maxLength: 90, size: 'max' })

/** How the house may be run: charge basis, check-in, cut-off, one place at a time, and quotas of every kind. */
export const houses = fc.record({
  chargeBasis: fc.constantFrom('booked', 'used', 'union'),
  checkIn: fc.constantFrom('required', 'required', 'optional', 'none'),
  freeMinutes: fc.constantFrom(0, 60, 1440),
  oneAtATime: fc.nat(1),
  fees: fc.boolean(),
  quotas: fc.boolean(),
})

export type House = typeof houses extends fc.Arbitrary<infer T> ? T : never

/** Sets the rules of a house in a park that has the cast. */
export function houseScript({ chargeBasis, checkIn, freeMinutes, oneAtATime, fees, quotas }: House): string {
  const policy = `json_set(policy, '$.chargeBasis', '${chargeBasis}',
    '$.freeCancellation.minutesBefore', ${freeMinutes})`
  const feeTerms = `'$.startFeeMinor', 300, '$.minimumMinor', 4000, '$.incrementMinutes', 10`
  const columns = 'kind, subject_kind, subject_id, scope_kind, measure, window, window_days, limit_value'
  const helix = `'firm', '${firms.helix}', 'all'`
  const rows = [
    `('entitlement', ${helix}, 'seconds', 'day', 0, 5400)`,
    `('limit', ${helix}, 'open-bookings', 'none', 0, 4)`,
    `('limit', ${helix}, 'seconds', 'rolling', 3, 21600)`,
    `('limit', ${helix}, 'bookings', 'day', 0, 9)`,
    `('credit', ${helix}, 'amount', 'none', 0, 60000)`,
  ]
  return `UPDATE resource SET policy = ${policy};
    UPDATE resource SET policy = json_set(policy, '$.checkIn', '${checkIn}') WHERE id <> '${resources.benches}';
    UPDATE facility SET one_booking_at_a_time = ${oneAtATime};
    ${fees ? `UPDATE rate SET terms = json_set(terms, ${feeTerms});` : ''}
    ${quotas ? `INSERT INTO quota (${columns}) VALUES ${rows.join(', ')};` : ''}`
}

const bookers = [people.helixResearcher, people.helixColleague, people.orchidResearcher]
const things = [resources.confocal, resources.centrifuge, resources.benches, resources.cleanroom]
const managers = [people.imagingManager, people.cellsManager, people.cellsManager, people.cellsManager]

interface Made {
  readonly id: BookingId
  readonly who: CastPerson
}

/** A park in which deeds are done; what it was told is kept to choose the next booking, closure or entry from. */
export class BusyLab {
  readonly park: TestPark
  readonly lab: Lab
  readonly made: Made[] = []
  readonly closures: ClosureId[] = []
  done = 0

  constructor(park: TestPark) {
    this.park = park
    this.lab = labOf(park)
  }

  /** Does it, or is refused: anything but a refusal fails the test. */
  async does(deed: Deed): Promise<void> {
    try {
      await this.attempt(deed)
      this.done += 1
    } catch (error) {
      // The short words of the lab throw a refusal as its list.
      const isRefusal = error instanceof Error && error.message.startsWith('[')
      // Nobody is given back more than they were charged.
      const isTooMuch = error instanceof Malformed && deed.kind === 'adjust'
      if (!(error instanceof Conflict) && !isRefusal && !isTooMuch) throw error
    }
  }

  private async attempt(deed: Deed): Promise<void> {
    const { lab, park } = this
    switch (deed.kind) {
      case 'book':
        return this.book(deed)
      case 'wait':
        park.clock.now += deed.seconds
        return
      case 'tick':
        await lab.tick(wall(park.clock.now), park.clock.now % 60)
        return
      case 'close':
        return this.close(deed)
      case 'reopen':
        return this.reopen(deed.which)
      case 'reverse':
      case 'adjust':
        return this.correct(deed.kind, deed.which)
      case 'cancel':
      case 'check-in':
      case 'check-out':
      case 'approve':
      case 'reject':
      case 'move':
        return this.change(deed)
    }
  }

  private async book({ who, what: thing, start: from, length: quarters }: Deed & { kind: 'book' }): Promise<void> {
    const person = bookers[who] ?? people.helixResearcher
    const startsAt = this.quarter(from)
    const wanted = { resourceId: things[thing] as ResourceId, startsAt, endsAt: startsAt + quarters * 900 }
    const { id } = await this.lab.book(person, wall(startsAt), wall(wanted.endsAt), wanted)
    this.made.push({ id, who: person })
  }

  private async change(
    deed: Exclude<Deed, { kind: 'book' | 'wait' | 'tick' | 'close' | 'reopen' | 'reverse' | 'adjust' }>,
  ) {
    const { lab, park } = this
    // One of the last few: what is long over only refuses.
    const booking = this.made.at(-1 - (deed.which % 4))
    if (!booking) return
    if (deed.kind === 'cancel') await lab.cancel(booking.who, booking)
    else if (deed.kind === 'check-in') await lab.checkIn(booking.who, booking)
    else if (deed.kind === 'check-out') await lab.checkOut(booking.who, booking)
    else if (deed.kind === 'move') {
      const { version } = (await lab.booking(booking)) as { version: number }
      const from = this.quarter(deed.start)
      await lab.move(booking.who, { ...booking, version } as never, wall(from), wall(from + deed.length * 900))
    } else {
      const actor = park.actor(people.parkAdmin)
      await decideBooking(park.deps, actor, booking.id, { decision: deed.kind, note: 'said' }, freshKey())
    }
  }

  private async close({ what: thing, start: from, length: quarters, to }: Deed & { kind: 'close' }): Promise<void> {
    const { park } = this
    const startsAt = from < 4 ? park.clock.now : this.quarter(from)
    const closed = { startsAt, endsAt: quarters > 8 ? null : startsAt + quarters * 900 }
    const target = this.quarter(to + 24)
    const move = { startsAt: target, endsAt: target + 1800, unitId: null as UnitId | null }
    const affected = this.made.map(({ id }, index) =>
      index % 3 === 0
        ? {
            bookingId: id,
            do: 'move' as const,
            to: { ...move, startsAt: target + index * 1800, endsAt: target + index * 1800 + 1800 },
          }
        : { bookingId: id, do: 'cancel' as const, to: null },
    )
    const wanted = { ...closed, kind: 'fault' as const, reason: 'model', units: null, affected, preview: false }
    const actor = park.actor(managers[thing] ?? people.parkAdmin)
    const answer = await closeResource(park.deps, actor, things[thing] as ResourceId, wanted, freshKey())
    if (answer.kind === 'closed') this.closures.push((JSON.parse(answer.body) as { id: ClosureId }).id)
  }

  private async reopen(at: number): Promise<void> {
    const id = this.closures[at % Math.max(1, this.closures.length)]
    if (id) await reopenResource(this.park.deps, this.park.actor(people.parkAdmin), id, freshKey())
  }

  private async correct(kind: 'reverse' | 'adjust', at: number): Promise<void> {
    const { park } = this
    const actor = park.actor(people.parkFinance)
    const rows = await park.rows(`SELECT id, booking_id FROM journal_entry WHERE kind <> 'payment' ORDER BY rowid`)
    const row = rows[at % Math.max(1, rows.length)]
    if (!row) return
    if (kind === 'reverse') await reverseEntry(park.deps, actor, row.id as EntryId, { reason: 'model' }, freshKey())
    else {
      const adjustment = { amountMinor: at % 2 === 0 ? 700 : -1300, reason: 'model' }
      await adjustEntry(park.deps, actor, row.booking_id as BookingId, adjustment, freshKey())
    }
  }

  /** So many quarters of an hour after the one that has begun. */
  private quarter(count: number): Instant {
    const { now } = this.park.clock
    return now - (now % 900) + count * 900
  }

  /** The clock runs until nothing is left to do. */
  async night(): Promise<void> {
    this.park.clock.now = Math.max(this.park.clock.now + 7 * 86_400, castNow + 14 * 86_400)
    for (let run = 0; run < 20; run++) if ((await this.lab.tick(wall(this.park.clock.now))) === 0) return
    expect.fail('the clock never comes to an end')
  }
}

function wall(at: Instant): string {
  const { date, minuteOfDay } = dayOf(at, zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date} ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`
}
