import type { ResourceId } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/interval.ts'
import { openSpans, type OpeningHours } from '../../src/resources/opening-hours.ts'
import { usualPolicy } from '../../src/resources/resource.ts'
import { facilities, firms, id, people, projects } from './cast.ts'
import { castScript } from './cast-script.ts'
import { insert } from './insert.ts'
import type { Hold, Lab, LabResource } from './random-lab.ts'

/** The category of every resource of a lab; the cast's own are in others. */
export const labCategory = 'lab'

export function labResourceId(ordinal: number): ResourceId {
  return id<ResourceId>('res', 100 + ordinal)
}

export function labUnitId(ordinal: number, unit: number): number {
  return 1000 + ordinal * 10 + unit
}

/** The cast's park in the lab's zone, with the lab's resources for Helix's researcher. */
export function labScript(lab: Lab): string {
  const { zone, now, hours, resources } = lab
  return [
    castScript,
    `UPDATE park SET time_zone = '${zone}';`,
    insert('category', [{ id: labCategory, ...named('Lab') }]),
    insert(
      'qualification_kind',
      ['yes', 'no', 'expires'].map((kind) => ({ id: kind, ...named(kind) })),
    ),
    insert('qualification', [
      { person_id: people.helixResearcher.id, kind_id: 'yes', valid_from: 0, valid_until: now * 2 },
      { person_id: people.helixResearcher.id, kind_id: 'expires', valid_from: 0, valid_until: expiryOf(lab) },
    ]),
    ...hours.flatMap((one, ordinal) => hoursRows(one, 100 + ordinal, lab)),
    ...resources.flatMap((one, ordinal) => resourceRows(one, ordinal, hours.length)),
    ...resources.flatMap((one, ordinal) => holdRows(one, ordinal, now)),
  ].join('\n')
}

/** When the training that expires does. */
export function expiryOf({ gap }: Lab): Instant {
  return gap.startsAt + Math.floor((gap.endsAt - gap.startsAt) / 120) * 60
}

function named(name: string) {
  return { name_hans: name, name_hant: name, name_en: name }
}

function hoursRows(hours: OpeningHours, key: number, { zone, now }: Lab): string[] {
  const calendar = { days: new Map(), announcedYears: new Set<number>() }
  const spans = openSpans(hours, calendar, zone, { startsAt: now - 3 * 86_400, endsAt: now + 20 * 86_400 })
  const row = {
    id: key,
    weekly: JSON.stringify(hours.weekly),
    holiday_rule: hours.holidayRule,
    spans_until: now + 20 * 86_400,
  }
  const rows = spans.map((span) => ({ hours_id: key, starts_at: span.startsAt, ends_at: span.endsAt }))
  return [insert('opening_hours', [row]), ...(rows.length > 0 ? [insert('open_span', rows)] : [])]
}

function resourceRows(one: LabResource, ordinal: number, hours: number): string[] {
  const resourceId = labResourceId(ordinal)
  const resource = {
    id: resourceId,
    facility_id: facilities.imaging,
    category_id: labCategory,
    kind: 'instrument',
    state: one.state,
    ...named(`Lab ${ordinal}`),
    asset_number: `LAB-${ordinal}`,
    search_text: `lab ${ordinal}`,
    hours_id: 100 + (one.hours % hours),
    setup_minutes: one.setup,
    cleanup_minutes: one.cleanup,
    step_minutes: one.step,
    min_minutes: one.min,
    max_minutes: one.max,
    qualification_id: one.trained === 'not needed' ? null : one.trained,
    restricted: one.restricted ? 1 : 0,
    policy: JSON.stringify({ ...usualPolicy, leadMinutes: one.lead, horizonDays: 1 }),
  }
  const terms = { perSampleMinor: 0, perRunMinor: 0, startFeeMinor: 0, minimumMinor: 0, assistancePerHourMinor: 0 }
  const rate = {
    id: id('rat', 100 + ordinal),
    resource_id: resourceId,
    price_category: 'resident',
    valid_from: 0,
    terms: JSON.stringify({ ...terms, perHourMinor: one.perHour, bands: [], incrementMinutes: 1, taxBasisPoints: 600 }),
    published_at: 0,
  }
  const units = one.units.map(({ active }, unit) => ({
    id: labUnitId(ordinal, unit),
    resource_id: resourceId,
    name: `${unit}`,
    state: active ? 'active' : 'retired',
  }))
  return [
    insert('resource', [resource]),
    insert('unit', units),
    ...(one.perHour === null ? [] : [insert('rate', [rate])]),
  ]
}

function holdRows({ units }: LabResource, ordinal: number, now: Instant): string[] {
  const resourceId = labResourceId(ordinal)
  const closureId = id('clo', 100 + ordinal)
  const closure = {
    id: closureId,
    resource_id: resourceId,
    kind: 'event',
    starts_at: 0,
    ends_at: now * 2,
    created_by: 'x',
    created_at: 0,
  }
  const rows = units.flatMap(({ held }, unit) =>
    held.map((hold, nth) => ({
      hold,
      unitId: labUnitId(ordinal, unit),
      bookingId: id('bkg', ordinal * 1000 + unit * 100 + nth),
    })),
  )
  const bookings = rows.filter(({ hold }) => hold.lapsed).map((row) => lapsedBooking(resourceId, row, now))
  const allocations = rows.map(({ hold, unitId, bookingId }) => ({
    unit_id: unitId,
    starts_at: hold.startsAt,
    ends_at: hold.endsAt,
    booking_id: hold.lapsed ? bookingId : null,
    closure_id: hold.lapsed ? null : closureId,
  }))
  return [
    insert('closure', [closure]),
    ...(bookings.length > 0 ? [insert('booking', bookings)] : []),
    ...(allocations.length > 0 ? [insert('allocation', allocations)] : []),
  ]
}

function lapsedBooking(resourceId: ResourceId, row: { hold: Hold; unitId: number; bookingId: string }, now: Instant) {
  const { hold, unitId, bookingId } = row
  return {
    id: bookingId,
    number: bookingId,
    firm_id: firms.orchid,
    project_id: projects.orchid,
    person_id: people.orchidResearcher.id,
    booked_by: people.orchidResearcher.id,
    resource_id: resourceId,
    unit_id: unitId,
    starts_at: hold.startsAt,
    ends_at: hold.endsAt,
    held_from: hold.startsAt,
    held_until: hold.endsAt,
    state: 'pending',
    requested_at: now - 86_400,
    wake_at: now - 60,
    terms: '{}',
    tariff: '{}',
    price_lines: '[]',
    price_minor: 0,
    currency: 'CNY',
  }
}
