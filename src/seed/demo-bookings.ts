import { advanceBookings } from '../bookings/commands/advance-bookings.ts'
import { cancelBooking } from '../bookings/commands/cancel-booking.ts'
import { checkIn } from '../bookings/commands/check-in.ts'
import { checkOut } from '../bookings/commands/check-out.ts'
import { decideBooking } from '../approvals/commands/decide-booking.ts'
import { requestBooking } from '../bookings/commands/request-booking.ts'
import type { Deps, Instant, RequestKey } from '../deps.ts'
import type { BookingId, UnitId } from '../kernel/id.ts'
import { Conflict, Forbidden } from '../kernel/thrown.ts'
import { loadPark } from '../park.ts'
import type { Db } from '../platform/db/port.ts'
import { secretsWith } from '../platform/secrets.ts'
import { sql } from '../platform/db/sql.ts'
import type { DemoEvent } from './demo-events.ts'
import type { DemoCast } from './demo-people.ts'
import type { PlannedBooking } from './demo-plan.ts'

const day = 86_400
const atOnce = 32

/**
 * Lets the events happen through the very commands that people use, each at its own time, so that prices, counters,
 * ledger and history are what they would have been; the clock's job runs once a day in between.
 */
export async function liveThrough(
  db: Db,
  events: readonly DemoEvent[],
  { now, entropy, cast }: { now: Instant; entropy: (bytes: number) => Uint8Array; cast: DemoCast },
): Promise<void> {
  const story = new Story(await depsFor(db, entropy), cast, await unitsByResource(db))
  const ordered = events.toSorted((one, other) => one.at - other.at)
  let midnight = (ordered[0]?.at ?? now) + day
  for (let from = 0; from < ordered.length;) {
    const some = together(ordered, from, midnight)
    await Promise.all(some.map((event) => story.tell(event)))
    from += some.length
    const next = ordered[from]?.at ?? now
    for (; next >= midnight; midnight += day) await story.letClockRun(midnight)
  }
  await story.letClockRun(now)
}

/** Events that do not wait for each other: of different bookings, and on the same side of midnight. */
function together(events: readonly DemoEvent[], from: number, midnight: Instant): DemoEvent[] {
  const bookings = new Set<PlannedBooking>()
  const some: DemoEvent[] = []
  for (let at = from; at < events.length && some.length < atOnce; at++) {
    const event = events[at]
    if (!event || bookings.has(event.booking) || (event.at >= midnight && some.length > 0)) break
    bookings.add(event.booking)
    some.push(event)
  }
  return some
}

class Story {
  readonly #deps: Deps
  readonly #cast: DemoCast
  readonly #units: ReadonlyMap<string, readonly UnitId[]>
  readonly #made = new Map<PlannedBooking, BookingId>()
  #keys = 0

  constructor(deps: Deps, cast: DemoCast, units: ReadonlyMap<string, readonly UnitId[]>) {
    this.#deps = deps
    this.#cast = cast
    this.#units = units
  }

  async tell(event: DemoEvent): Promise<void> {
    const id = this.#made.get(event.booking)
    if (event.kind === 'request') await this.#request(event)
    else if (id) await this.#change(event, id)
  }

  async letClockRun(at: Instant): Promise<void> {
    const deps = { ...this.#deps, now: () => at }
    while ((await advanceBookings(deps, 200)) > 0);
  }

  async #request({ at, booking, samples, purpose }: DemoEvent & { kind: 'request' }): Promise<void> {
    const { resource, startsAt, endsAt, projectId } = booking
    const unitId = this.#units.get(resource.id)?.[booking.unit] ?? null
    const wanted = { resourceId: resource.id, unitId, whole: false, samples, purpose, startsAt, endsAt }
    const by = { projectId, onBehalfOf: null, override: null }
    const request = { wanted: [wanted], by, ifSomeRefused: 'book-none' } as const
    const answer = await requestBooking(this.#at(at), this.#actor(booking), request, this.#key())
    // A quota may be used up, as it may be for anybody: then the story has one booking less.
    if (answer.kind === 'booked') this.#made.set(booking, (JSON.parse(answer.body) as { id: BookingId }).id)
  }

  async #change(event: Exclude<DemoEvent, { kind: 'request' }>, id: BookingId): Promise<void> {
    const deps = this.#at(event.at)
    const actor = this.#actor(event.booking)
    try {
      if (event.kind === 'decide') {
        const decision = event.approve ? 'approve' : 'reject'
        const manager = { tokenHash: this.#cast.managerTokenHash, requestId: 'seed' }
        await decideBooking(
          deps,
          manager,
          id,
          { decision, note: event.approve ? '' : '请先与平台确认方案' },
          this.#key(),
        )
      } else if (event.kind === 'cancel') await cancelBooking(deps, actor, id, { reason: '', free: false }, this.#key())
      else if (event.kind === 'check-in') await checkIn(deps, actor, id, this.#key())
      else await checkOut(deps, actor, id, { samples: event.samples, note: '' }, this.#key())
    } catch (error) {
      // Too late for it, or the booking has gone another way: so it goes for people, too.
      if (!(error instanceof Conflict) && !(error instanceof Forbidden)) throw error
    }
  }

  #at(at: Instant): Deps {
    return { ...this.#deps, now: () => at }
  }

  #actor({ member }: PlannedBooking) {
    return { tokenHash: member.tokenHash, requestId: 'seed' }
  }

  #key(): RequestKey {
    return { key: `seed:${++this.#keys}`, requestHash: '' }
  }
}

/** What commands need, where nobody listens and no letter leaves. */
export async function depsFor(db: Db, entropy: (bytes: number) => Uint8Array): Promise<Deps> {
  const park = await loadPark(db)
  return {
    db,
    park: () => park,
    reloadPark: async () => park,
    now: () => 0,
    entropy,
    mailer: null,
    photos: null,
    fetch: () => Promise.reject(new Error('the demo asks nobody')),
    fetchAbroad: () => Promise.reject(new Error('the demo asks nobody')),
    secrets: secretsWith([], entropy),
    afterResponse: () => {},
    publicUrl: 'http://localhost',
  }
}

async function unitsByResource(db: Db): Promise<ReadonlyMap<string, readonly UnitId[]>> {
  const { units } = await db.read({
    units: sql<{
      id: UnitId
      resourceId: string
    }>`SELECT id, resource_id AS resourceId FROM unit ORDER BY id LIMIT 5000`,
  })
  const byResource = new Map<string, UnitId[]>()
  for (const { id, resourceId } of units) {
    const own = byResource.get(resourceId)
    if (own) own.push(id)
    else byResource.set(resourceId, [id])
  }
  return byResource
}
