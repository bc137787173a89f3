import { dayOf } from '../../kernel/wall-clock.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { QuotaView } from '../../quotas/claims.ts'
import { bucketOf } from '../../quotas/quota-window.ts'
import type { Verdict } from '../judge-booking.ts'
import { textIn } from './text.ts'

export interface Line {
  readonly label: string
  readonly value: string
}

/**
 * How much of the limits and budgets in question is used, in the window that the slot falls into; the tightest first.
 * The firm's credit is its own business until it stands in the way, and then the refusal says so.
 */
export function quotaLines({ quotas, wanted }: Pick<Verdict, 'quotas' | 'wanted'>, voice: Voice): Line[] {
  const shown = quotas.filter(({ quota }) => quota.kind !== 'credit')
  const tightestFirst = shown.toSorted((a, b) => share(b) - share(a))
  return tightestFirst.slice(0, mostLines).map((view) => ({
    label: labelOf(view, wanted.startsAt, voice),
    value: valueOf(view, voice),
  }))
}

/** Seconds as hours, with one digit where they are not whole: `18`, `7.5`. */
export function hoursText(seconds: number): string {
  return String(Math.round(seconds / 360) / 10)
}

const mostLines = 3

function share({ quota, used, asked }: QuotaView): number {
  return quota.limit === 0 ? 1 : (used + asked) / quota.limit
}

function labelOf({ quota }: QuotaView, startsAt: Instant, voice: Voice): string {
  const words = textIn(voice.locale).quota
  if (quota.kind === 'budget') return words.budget
  return words.limit(windowText(quota, startsAt, voice), quota)
}

function windowText({ window, windowDays }: QuotaView['quota'], startsAt: Instant, voice: Voice): string {
  const words = textIn(voice.locale).quota
  if (window === 'none') return ''
  if (window === 'rolling') return words.rolling(windowDays)
  const { date } = dayOf(startsAt, voice.zone)
  if (bucketOf(startsAt, window, voice.zone) === bucketOf(voice.now, window, voice.zone)) return words.windows[window]
  if (window === 'day') return words.dayWindow(voice.day(date))
  return window === 'month' ? words.monthWindow(Number(date.slice(5, 7))) : words.nextWindow[window]
}

function valueOf({ quota, used }: QuotaView, voice: Voice): string {
  const words = textIn(voice.locale).quota
  switch (quota.measure) {
    case 'seconds':
      return words.hours(hoursText(used), hoursText(quota.limit))
    case 'amount':
      return words.used(voice.money(used), voice.money(quota.limit))
    case 'bookings':
    case 'open-bookings':
      return words.bookings(used, quota.limit)
  }
}
