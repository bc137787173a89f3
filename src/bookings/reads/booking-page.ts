import { consentsOf, consentsQuery, type Consent } from '../../approvals/reads/consents.ts'
import type { PriceLine } from '../../billing/price-line.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { answersQuery, type AnswerRow } from '../../knowledge/knowledge.sql.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import type { Booking } from '../booking.ts'
import { subsidisersQuery, type Subsidiser } from '../../subsidies/reads/funding.ts'
import { bookAgain, type Again } from '../book-again.ts'
import { extensionsOf, type Extension } from '../extensions.ts'
import type { BookingFacts, ResourceFacts } from '../facts.ts'
import type { Refusal } from '../refusal.ts'
import { stillForbidden } from '../still-forbidden.ts'
import type { Alternative } from '../alternatives.ts'
import { besideHours, elsewhereFor } from './booking-aside.ts'
import { withElsewhere } from './elsewhere.ts'
import { mineQuery, reachFrom } from './book-again.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'
import { namedBookingsQuery, visibleBookingOf, type NamedBooking } from './booking-with-names.ts'
import { historyOf, historyQuery, type HistoryEntry } from './history.ts'
import { pastUsesOf, pastUsesQuery } from './past-uses.ts'
import { surroundingsOf, surroundingsQueries, type Standing } from './surroundings.ts'

/** One booking with everything that its page says and offers, of one snapshot. */
export interface BookingPage extends Standing {
  readonly viewer: Viewer
  readonly now: Instant
  readonly place: {
    readonly facility: Names
    readonly location: string
    readonly model: string
    readonly units: number
    readonly kind: ResourceKind
  }
  readonly history: readonly HistoryEntry[]
  readonly consents: readonly Consent[]
  /** What was really billed; empty until it is. */
  readonly charged: readonly Charged[]
  /** Who may pay a part of it, once it is used: the price is said before that. */
  readonly subsidies: readonly Subsidiser[]
  /** Another time would need a lab manager's consent again. */
  readonly consent: boolean
  /** By how much longer it could be made, for whoever may change it. */
  readonly extensions: readonly Extension[]
  /** How it may be had again, for whom it was and when it is over. */
  readonly again: (Again & { readonly asked: ResourceFacts }) | null
  /** Of a booking ahead: that its person's training does not reach it as things stand. */
  readonly uncovered: readonly Refusal[]
  /** When nobody is there to assist during it. */
  readonly unstaffed: readonly Interval[]
  /** Where the same time may be had, for whom the house took it back; each with the resource's name. */
  readonly elsewhere: readonly (Alternative & { readonly names: Names })[]
  readonly formKey: string
  /** Why it stands where nobody could book it by now. */
  readonly outside: Outside | null
  /** For who booked and staff of the lab; nobody else is told what was answered. */
  readonly answers: readonly AnswerRow[]
  /** A lab manager has decided that it stays there. */
  readonly kept: boolean
}

export type Outside = 'hours' | 'out-of-service' | 'retired'

/** A billed line; a reversal's has the opposite sign. */
export interface Charged {
  readonly line: PriceLine
  readonly amountMinor: number
}

/** One round trip. Throws Unauthenticated; NotFound for a booking that is not the viewer's business. */
export async function readBookingPage(deps: Deps, actor: Actor, id: BookingId): Promise<BookingPage> {
  const now = deps.now()
  const reach = { ...reachFrom(now, deps.park().timeZone), startsAt: now - backSeconds }
  const rows = await deps.db.read(pageQueries(deps, actor, id, reach))
  const named: NamedBooking = visibleBookingOf(rows.booking, viewerOf(rows.viewer))
  const [place] = rows.place
  if (!place) throw new NotFound('booking')
  const around = surroundingsOf(rows, id)
  const facts = bookingFactsOf(rows, now, await currentPark(deps, rows))
  return {
    ...named,
    around,
    viewer: viewerOf(rows.viewer),
    now,
    place: { ...place, facility: facilityOf(place) },
    history: historyOf(rows.history),
    consents: consentsOf(rows.consents),
    answers: maySeeAnswers(named, viewerOf(rows.viewer)) ? rows.answers : [],
    charged: rows.charged.map(chargedOf),
    subsidies: rows.subsidies,
    extensions: facts ? extensionsOf(named.booking, facts, around.claims, reach) : [],
    consent: (facts?.resources.get(named.booking.resourceId)?.resource.policy.approvals.length ?? 0) > 0,
    again: facts && againOf(named.booking, facts, rows, reach),
    uncovered: facts && toCome.has(named.booking.state) ? uncoveredIn(named.booking, facts) : [],
    elsewhere: facts ? elsewhereFor(named.booking, facts, reach) : [],
    ...besideHours(
      named.booking,
      rows.marks[0]?.why ?? null,
      facts?.resources.get(named.booking.resourceId)?.resource,
      facts?.park,
    ),
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}

function pageQueries(deps: Deps, actor: Actor, id: BookingId, reach: Interval) {
  const now = deps.now()
  const ids = sql`SELECT ${id} AS id`
  const resourceIds = withElsewhere(id, now)
  const times = [reach]
  const by = { projectId: null, onBehalfOf: null }
  return {
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times, replaces: id }),
    marks: sql<{ why: Outside }>`SELECT why FROM booking_mark WHERE booking_id = ${id} LIMIT 1`,
    ...surroundingsQueries(ids),
    booking: namedBookingsQuery(ids),
    history: historyQuery(id),
    place: placeQuery(id),
    charged: chargedQuery(id),
    subsidies: subsidisersQuery(ids),
    consents: consentsQuery(id),
    answers: answersQuery(id),
    past: pastUsesQuery(actor),
    mine: mineQuery(actor, now),
  }
}

function maySeeAnswers({ booking: { personId, bookedBy }, facilityId }: NamedBooking, viewer: Viewer): boolean {
  return personId === viewer.personId || bookedBy === viewer.personId || managesFacility(viewer, facilityId)
}

function facilityOf({ facilityHans: hans, facilityHant: hant, facilityEn: en }: PlaceRow): Names {
  return { hans, hant, en }
}

function chargedOf({ line, amountMinor }: { readonly line: string; readonly amountMinor: number }) {
  return { line: JSON.parse(line) as PriceLine, amountMinor }
}

const toCome: ReadonlySet<Booking['state']> = new Set<Booking['state']>(['offered', 'pending', 'confirmed'])

function uncoveredIn(booking: Booking, facts: BookingFacts): Refusal[] {
  return stillForbidden(booking, facts).filter(({ rule }) => rule.startsWith('qualification-'))
}

// As far back as a booking that is in use may have begun, to be made longer.
const backSeconds = 16 * 3600
const aheadSeconds = 7 * 86_400

interface AgainRows {
  readonly past: Parameters<typeof pastUsesOf>[0]
  readonly mine: readonly (Interval & { readonly resourceId: string })[]
}

function againOf(booking: Booking, facts: BookingFacts, rows: AgainRows, reach: Interval): BookingPage['again'] {
  const asked = facts.resources.get(booking.resourceId)
  if (!asked || !over.has(booking.state) || booking.personId !== facts.viewer.personId) return null
  if (asked.resource.state !== 'published') return null
  const wanted = {
    last: booking,
    by: { projectId: booking.projectId, onBehalfOf: null, override: null },
    past: pastUsesOf(rows.past),
    mine: rows.mine.filter(({ resourceId }) => resourceId === booking.resourceId),
    window: { startsAt: facts.now, endsAt: facts.now + aheadSeconds },
    reach,
  }
  return { ...bookAgain(asked, facts, wanted), asked }
}

const over: ReadonlySet<Booking['state']> = new Set<Booking['state']>([
  'completed',
  'cancelled',
  'expired',
  'rejected',
  'no-show',
])

interface PlaceRow {
  facilityHans: string
  facilityHant: string
  facilityEn: string
  location: string
  model: string
  units: number
  kind: ResourceKind
}

function placeQuery(id: BookingId): Query<PlaceRow> {
  return sql<PlaceRow>`SELECT f.name_hans AS facilityHans, f.name_hant AS facilityHant, f.name_en AS facilityEn,
    r.location AS location, r.kind AS kind, r.model AS model,
    (SELECT count(*) FROM unit WHERE resource_id = r.id AND state = 'active') AS units
    FROM booking b JOIN resource r ON r.id = b.resource_id JOIN facility f ON f.id = r.facility_id
    WHERE b.id = ${id} LIMIT 1`
}

function chargedQuery(id: BookingId): Query<{ line: string; amountMinor: number }> {
  return sql`SELECT c.line AS line, c.amount_minor AS amountMinor
    FROM journal_entry e JOIN charge c ON c.entry_id = e.id
    WHERE e.booking_id = ${id} ORDER BY e.posted_at, e.id, c.seq LIMIT 200`
}
