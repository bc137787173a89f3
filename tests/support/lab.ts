import { expect } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import type { BookingDocument } from '../../src/bookings/booking-document.ts'
import { advanceBookings } from '../../src/bookings/commands/advance-bookings.ts'
import { cancelBooking } from '../../src/bookings/commands/cancel-booking.ts'
import type { Answer } from '../../src/bookings/commands/change-booking.ts'
import { checkIn } from '../../src/bookings/commands/check-in.ts'
import { checkOut } from '../../src/bookings/commands/check-out.ts'
import { moveBooking } from '../../src/bookings/commands/move-booking.ts'
import { requestBooking } from '../../src/bookings/commands/request-booking.ts'
import type { Wanted } from '../../src/bookings/wanted.ts'
import type { BookingId, ResourceId } from '../../src/kernel/id.ts'
import { usualPolicy, type Policy } from '../../src/resources/resource.ts'
import { resources, type CastPerson } from './cast.ts'
import { at, self } from './facts.ts'
import { freshKey, type TestPark } from './open-park.ts'

/** A booking as a command answered it. */
export type Told = BookingDocument & { readonly id: BookingId; readonly fee?: { readonly amountMinor: number } }

/**
 * The lab's daily business in short words: wall times of the park in, documents out. Refusals and problems are thrown.
 */
export function labOf(park: TestPark) {
  const told = ({ body }: Answer): Told => JSON.parse(body)
  const clockAt = (time: string, seconds = 0) => void (park.clock.now = at(time) + seconds)
  return {
    clockAt,
    async book(who: CastPerson, from: string, to: string, wanted: Partial<Wanted> = {}): Promise<Told> {
      const plain = { resourceId: resources.confocal, unitId: null, whole: false, samples: 0, purpose: '' }
      const one = { ...plain, startsAt: at(from), endsAt: at(to), ...wanted }
      const request = { wanted: [one], by: self, ifSomeRefused: 'book-none' } as const
      const answer = await requestBooking(park.deps, park.actor(who), request, freshKey())
      if (answer.kind === 'refused') throw new Error(JSON.stringify(answer.verdicts.map((verdict) => verdict.refusals)))
      return told(answer)
    },
    async move(who: CastPerson, { id, version }: Told, from: string, to: string): Promise<Told> {
      const wish = { startsAt: at(from), endsAt: at(to), unitId: null }
      const answer = await moveBooking(park.deps, park.actor(who), id, wish, version, freshKey())
      if (answer.kind === 'refused') throw new Error(JSON.stringify(answer.verdict.refusals))
      return told(answer)
    },
    async cancel(who: CastPerson, { id }: { readonly id: BookingId }, free = false): Promise<Told> {
      const cancellation = { reason: free ? 'our fault' : '', free }
      return told(await cancelBooking(park.deps, park.actor(who), id, cancellation, freshKey()))
    },
    async checkIn(who: CastPerson, { id }: { readonly id: BookingId }): Promise<Told> {
      return told(await checkIn(park.deps, park.actor(who), id, freshKey()))
    },
    async checkOut(who: CastPerson, { id }: { readonly id: BookingId }, samples: number | null = null): Promise<Told> {
      return told(await checkOut(park.deps, park.actor(who), id, { samples, note: '' }, freshKey()))
    },
    /** The clock's job at a wall time. */
    async tick(time: string, seconds = 0): Promise<number> {
      clockAt(time, seconds)
      return advanceBookings(park.deps)
    },
    async booking({ id }: { readonly id: BookingId }): Promise<Record<string, unknown>> {
      const [row] = await park.rows(`SELECT * FROM booking WHERE id = '${id}'`)
      return row ?? {}
    },
    /** Charges of a booking: entry kind, line kind and amount, in the order of posting. */
    async charges({ id }: { readonly id: BookingId }): Promise<unknown[]> {
      const rows = await park.rows(`SELECT e.kind || ': ' || c.kind || ' ' || c.amount_minor AS charge FROM charge c
        JOIN journal_entry e ON e.id = c.entry_id WHERE c.booking_id = '${id}' ORDER BY e.rowid, c.seq`)
      return rows.map((row) => row.charge)
    },
    /** What happened to a booking: action, actor and detail of each version. */
    async history({ id }: { readonly id: BookingId }): Promise<unknown[]> {
      const rows =
        await park.rows(`SELECT action || ' ' || CASE actor_id WHEN 'clock' THEN 'by the clock ' ELSE '' END || detail
          AS entry
        FROM audit WHERE entity = '${id}' ORDER BY entity_version`)
      return rows.map((row) => row.entry)
    },
    async held({ id }: { readonly id: BookingId }): Promise<number[][]> {
      const rows = await park.rows(
        `SELECT starts_at, ends_at FROM allocation WHERE booking_id = '${id}' ORDER BY unit_id`,
      )
      return rows.map((row) => [Number(row.starts_at), Number(row.ends_at)])
    },
    /** What a quota counts over all its windows. */
    async used(quota: number): Promise<number> {
      const [row] = await park.rows(`SELECT ifnull(sum(used), 0) AS used FROM quota_use WHERE quota_id = ${quota}`)
      return Number(row?.used)
    },
    async setPolicy(resource: ResourceId, changes: Partial<Policy>): Promise<void> {
      const policy = JSON.stringify({ ...usualPolicy, ...changes })
      await park.script(`UPDATE resource SET policy = '${policy}' WHERE id = '${resource}'`)
    },
    async setTerms(resource: ResourceId, changes: Record<string, unknown>): Promise<void> {
      const patch = JSON.stringify(changes)
      await park.script(`UPDATE rate SET terms = json_patch(terms, '${patch}') WHERE resource_id = '${resource}'`)
    },
    /** Every invariant of the park holds. */
    async isSound(): Promise<void> {
      const findings = await checkPark(park.db, park.clock.now)
      expect(findings.filter((finding) => finding.breaches.length > 0)).toEqual([])
    },
  }
}

export type Lab = ReturnType<typeof labOf>
