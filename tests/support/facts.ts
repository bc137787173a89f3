import type { Park } from '../../src/deps.ts'
import type { Viewer } from '../../src/firms/viewer.ts'
import { newId, type BookingId, type UnitId } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/interval.ts'
import { atOrAfter } from '../../src/kernel/wall-clock.ts'
import type { BookingFacts, Held, Payer, Replaced, ResourceFacts } from '../../src/bookings/facts.ts'
import { judgeBooking, type Verdict } from '../../src/bookings/judge-booking.ts'
import type { Wanted, WantedBy } from '../../src/bookings/wanted.ts'
import type { RateTerms } from '../../src/billing/tariff.ts'
import type { Quota } from '../../src/quotas/quota.ts'
import { chineseHolidays } from '../../src/resources/holiday-calendar.ts'
import { usualPolicy, type Policy, type Resource } from '../../src/resources/resource.ts'
import { facilities, firms, people, projects, resources } from './cast.ts'

export const zone = 'Asia/Shanghai'

/** `'2026-11-23 10:00'` on the park's clock. */
export function at(text: string): Instant {
  const [date = '', time = ''] = text.split(' ')
  return atOrAfter({ date, time }, zone)
}

/** The clock of these tests: Monday 23 November 2026, 10:00. */
export const now = at('2026-11-23 10:00')

export const park: Park = {
  names: { hans: '示例园区', hant: '示例園區', en: 'Sample Park' },
  timeZone: zone,
  currency: 'CNY',
  peak: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
  calendar: chineseHolidays([]),
  demo: false,
  rulesVersion: 1,
}

export const researcher: Viewer = {
  personId: people.helixResearcher.id,
  email: people.helixResearcher.email,
  name: 'Researcher',
  locale: 'en',
  accessVersion: 1,
  usualMinutes: null,
  session: { id: null, signedInAt: 0, isScoped: false, firmId: null },
  defaultProjectId: projects.helix,
  roles: [{ role: 'researcher', firmId: firms.helix, facilityId: null }],
}

export const manager: Viewer = {
  ...researcher,
  personId: people.imagingManager.id,
  name: 'Manager',
  roles: [{ role: 'lab-manager', firmId: null, facilityId: facilities.imaging }],
}

export const hourly: RateTerms = {
  perHourMinor: 12_000,
  bands: [],
  perSampleMinor: 0,
  perRunMinor: 0,
  startFeeMinor: 0,
  minimumMinor: 0,
  assistancePerHourMinor: 0,
  incrementMinutes: 1,
  taxBasisPoints: 600,
}

const weekdays = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '08:00', to: '22:00' }] : []))

/** A microscope of one unit, open on weekdays 08:00–22:00, in steps of 15 minutes from 30 minutes to 8 hours. */
export function resourceWith(changes: Partial<Resource> = {}, policy: Partial<Policy> = {}): Resource {
  return {
    id: resources.confocal,
    facilityId: facilities.imaging,
    categoryId: 'microscopes',
    kind: 'instrument',
    state: 'published',
    names: { hans: '共聚焦', hant: '共軛焦', en: 'Confocal' },
    model: '',
    assetNumber: 'AS-1',
    location: '',
    hours: { weekly: weekdays, holidayRule: 'closed', exceptions: [] },
    setupMinutes: 0,
    cleanupMinutes: 0,
    stepMinutes: 15,
    minMinutes: 30,
    maxMinutes: 480,
    qualificationId: null,
    restricted: false,
    policy: { ...usualPolicy, ...policy },
    oneBookingAtATime: false,
    rulesVersion: 1,
    units: [{ id: 1 as UnitId, name: '1', state: 'active' }],
    ...changes,
  }
}

export interface Case {
  readonly viewer?: Viewer
  readonly booker?: Partial<BookingFacts['booker']>
  readonly payer?: Partial<Payer> | null
  readonly resource?: Resource
  readonly asked?: Partial<ResourceFacts>
  readonly held?: readonly Held[]
  readonly quotas?: readonly Quota[]
  readonly replaces?: Replaced | null
  readonly park?: Park
  readonly now?: Instant
}

export function factsWith(given: Case = {}): BookingFacts {
  const resource = given.resource ?? resourceWith()
  const viewer = given.viewer ?? researcher
  const asked: ResourceFacts = {
    resource,
    permitted: true,
    qualification: null,
    due: null,
    questions: [],
    held: given.held ?? [],
    preapproved: [],
    discounts: [],
    rates: [{ validFrom: 0, terms: hourly }],
    ...given.asked,
  }
  return {
    now: given.now ?? now,
    park: given.park ?? park,
    viewer,
    booker: {
      personId: researcher.personId,
      name: researcher.name,
      state: 'active',
      accessVersion: 1,
      roles: researcher.roles,
      busy: [],
      suspensions: [],
      ...given.booker,
    },
    payer: given.payer === null ? null : { ...helix, ...given.payer },
    resources: new Map([[resource.id, asked]]),
    quotas: given.quotas ?? [],
    replaces: given.replaces ?? null,
  }
}

const helix: Payer = {
  firmId: firms.helix,
  firmNames: { hans: '螺旋', hant: '螺旋', en: 'Helix' },
  firmState: 'active',
  suspensionReason: '',
  admitsBooker: true,
  firmRulesVersion: 1,
  priceCategory: 'resident',
  consortiumId: null,
  projectId: projects.helix,
  projectCode: 'K07',
  projectName: 'K07',
  projectState: 'open',
  projectStartsAt: null,
  projectEndsAt: null,
}

export const self: WantedBy = { projectId: null, onBehalfOf: null, override: null }

export const anyBooking = newId('bkg', 0, (bytes) => new Uint8Array(bytes))

/** Judges the microscope from one wall time to another. */
export function judge(
  from: string,
  to: string,
  given: Case = {},
  wanted: Partial<Wanted> = {},
  by: WantedBy = self,
): Verdict {
  const resourceId = given.resource?.id ?? resources.confocal
  const asked = {
    resourceId,
    unitId: null,
    whole: false,
    samples: 0,
    purpose: '',
    startsAt: at(from),
    endsAt: at(to),
    ...wanted,
  }
  return judgeBooking(asked, by, factsWith(given), anyBooking)
}

export function held(from: string, to: string, unitId = 1, closure: Held['closure'] = null): Held {
  const bookingId = closure ? null : ('bkg_00000000000000000000000099' as BookingId)
  return { unitId: unitId as UnitId, startsAt: at(from), endsAt: at(to), bookingId, closure, lapsed: false }
}

export function quotaOf(changes: Partial<Quota> & { used?: number; bucket?: number }): Quota {
  const { used = 0, bucket = 0, ...rest } = changes
  return {
    id: 1 as Quota['id'],
    kind: 'limit',
    subjectKind: 'firm',
    subjectId: firms.helix,
    countedId: '',
    scopeKind: 'all',
    scopeId: '',
    measure: 'seconds',
    window: 'day',
    windowDays: 0,
    band: 'all',
    limit: 4 * 3600,
    version: 1,
    use: new Map(used > 0 ? [[bucket, { used, waived: 0 }]] : []),
    ...rest,
  }
}
