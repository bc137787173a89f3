import type { Instant } from '../kernel/interval.ts'
import { addDays, atOrAfter, dayOf } from '../kernel/wall-clock.ts'
import type { Chance } from './demo-chance.ts'
import { demoZone } from './demo-zone.ts'
import type { PlannedBooking } from './demo-plan.ts'

/** What people do about a planned booking, and when. */
export type DemoEvent = { readonly at: Instant; readonly booking: PlannedBooking } & (
  | { readonly kind: 'request'; readonly samples: number; readonly purpose: string }
  | { readonly kind: 'decide'; readonly approve: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'check-in' }
  | { readonly kind: 'check-out'; readonly samples: number | null }
)

/**
 * The story of a planned booking up to now: asked for, decided, given up or used. Empty when it could not have been
 * asked for.
 */
export function eventsOf(booking: PlannedBooking, now: Instant, chance: Chance): DemoEvent[] {
  const requestedAt = requestTime(booking, now, chance)
  if (requestedAt === null) return []
  const { sample = 0 } = booking.resource.price
  const samples = sample > 0 ? chance.whole(3, 24) : 0
  const events: DemoEvent[] = [
    { kind: 'request', at: requestedAt, booking, samples, purpose: purposeOf(booking, chance) },
  ]
  if ((booking.resource.policy.approvals?.length ?? 0) > 0) {
    const at = requestedAt + chance.whole(20, 420) * 60
    const approve = chance.happens(0.94)
    // What was asked lately waits on the manager's desk.
    if (requestedAt > now - undecidedSeconds && chance.happens(0.75)) return past(events, now)
    events.push({ kind: 'decide', at, booking, approve })
    if (!approve || at >= booking.startsAt) return past(events, now)
  }
  if (chance.happens(0.04)) {
    const from = (events.at(-1)?.at ?? requestedAt) + 1800
    if (from < booking.startsAt - 600)
      events.push({ kind: 'cancel', at: chance.whole(from, booking.startsAt - 600), booking })
    return past(events, now)
  }
  return past([...events, ...useOf(booking, samples, requestedAt, chance)], now)
}

const undecidedSeconds = 40 * 3600

function past(events: readonly DemoEvent[], now: Instant): DemoEvent[] {
  return events.filter((event) => event.at < now)
}

function useOf(booking: PlannedBooking, samples: number, requestedAt: Instant, chance: Chance): DemoEvent[] {
  const { startsAt, endsAt, resource } = booking
  const { checkIn = 'required' } = resource.policy
  if (checkIn !== 'required' || chance.happens(0.03)) return []
  const cameAt = Math.max(startsAt + chance.whole(-8, 9) * 60 + chance.whole(0, 59), requestedAt + 60)
  if (cameAt >= endsAt - 600) return []
  const came: DemoEvent = { kind: 'check-in', at: cameAt, booking }
  // Some forget to sign off: the clock ends it, and a manager has something to review.
  if (chance.happens(0.03)) return [came]
  const leftAt = Math.max(cameAt + 300, endsAt - (chance.happens(0.3) ? chance.whole(6, 25) : chance.whole(0, 4)) * 60)
  const counted = samples === 0 || chance.happens(0.8) ? null : Math.max(1, samples - chance.whole(0, 2))
  return [came, { kind: 'check-out', at: leftAt, booking, samples: counted }]
}

/** Some ask in the morning of the day, most a few days before, some a week and more. Nobody asks at night. */
function requestTime({ startsAt, resource }: PlannedBooking, now: Instant, chance: Chance): Instant | null {
  const { leadMinutes = 0, horizonDays = 60 } = resource.policy
  const daysAhead = chance.happens(0.25) ? 0 : chance.happens(0.7) ? chance.whole(1, 4) : chance.whole(5, 12)
  const { date } = dayOf(startsAt - leadMinutes * 60, demoZone)
  const onDay = addDays(date, -Math.min(daysAhead, horizonDays))
  const time = `${String(chance.whole(8, 19)).padStart(2, '0')}:${String(chance.whole(0, 59)).padStart(2, '0')}`
  const wished = Math.min(
    atOrAfter({ date: onDay, time }, demoZone),
    startsAt - leadMinutes * 60 - chance.whole(5, 90) * 60,
  )
  if (wished < now) return wished
  const lately = now - chance.whole(1, 60 * 24 * 3) * 60
  return lately < startsAt - leadMinutes * 60 ? lately : null
}

const purposes: Readonly<Record<string, readonly string[]>> = {
  confocal: ['线粒体动态成像', '类器官三维成像', '免疫荧光共定位', 'Live-cell imaging, clone 7'],
  microscope: ['转染效率确认', '切片观察', '克隆挑选'],
  cytometer: ['PBMC 表型', 'CAR 阳性率', '细胞周期', 'Apoptosis panel'],
  sorter: ['单克隆分选', 'GFP+ 富集'],
  'mass-spectrometer': ['药代样品', '蛋白组学', '残留溶剂', 'Peptide mapping'],
  chromatography: ['纯度放行', '方法摸索', '蛋白纯化'],
  sequencer: ['单细胞文库', '肿瘤 panel', '全转录组'],
  'meeting-room': ['项目周会', '供应商沟通', '组会', 'Steering committee'],
  'glp-room': ['28 天毒理', '样品配制'],
}

function purposeOf({ resource }: PlannedBooking, chance: Chance): string {
  const fitting = purposes[resource.category]
  return fitting && chance.happens(0.7) ? chance.pick(fitting) : ''
}
