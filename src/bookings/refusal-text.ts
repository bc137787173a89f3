import type { Instant } from '../kernel/interval.ts'
import { formatDay, formatMinutes, formatMoment, formatMoney } from '../platform/i18n/format.ts'
import { dayOf } from '../kernel/wall-clock.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import type { Refusal, RefusalName } from './refusal.ts'
import { refusalsEn } from './refusal-text.en.ts'
import { refusalsHans } from './refusal-text.zh-hans.ts'
import { refusalsHant } from './refusal-text.zh-hant.ts'

/** A refusal in words: what stands in the way, and what helps. */
export interface RefusalText {
  readonly detail: string
  readonly remedy: string
}

/** A language's sentence for every house rule: a rule without one does not compile. */
export type RefusalTexts = Readonly<Record<RefusalName, (refusal: Refusal, say: Say) => RefusalText>>

/** In which language, by whose clock, and on which day it is said. */
export interface Telling {
  readonly locale: Locale
  readonly zone: string
  readonly now: Instant
  readonly currency: string
}

/** Values of a refusal as words of one language. */
export interface Say {
  /** A moment by the park's clock. */
  readonly moment: (at: unknown) => string
  /** A day of the park's calendar. */
  readonly day: (date: unknown) => string
  readonly minutes: (minutes: unknown) => string
  /** A quota's limit, use or excess: hours, bookings or money, as its measure says. */
  readonly amount: (value: unknown) => string
}

/** The refusal in the reader's language. */
export function refusalText(refusal: Refusal, telling: Telling): RefusalText {
  return texts[telling.locale][refusal.rule](refusal, sayIn(telling, refusal))
}

const texts: Readonly<Record<Locale, RefusalTexts>> = {
  'zh-Hans': refusalsHans,
  'zh-Hant': refusalsHant,
  en: refusalsEn,
}

function sayIn({ locale, zone, now, currency }: Telling, { measure, facts }: Refusal): Say {
  const minutes = (value: unknown) => formatMinutes(Math.ceil(Number(value)), locale)
  return {
    moment: (at) => formatMoment(Number(at), zone, locale, now),
    day: (date) => formatDay(String(date), locale, dayOf(now, zone).date.slice(0, 4)),
    minutes,
    amount: (value) => {
      if (measure === 'seconds') return minutes(Number(value) / 60)
      if (measure === 'amount') return formatMoney({ amountMinor: Number(value), currency: facts.currency ?? currency })
      return bookings[locale](Number(value))
    },
  }
}

const bookings: Readonly<Record<Locale, (count: number) => string>> = {
  'zh-Hans': (count) => `${count} 次预约`,
  'zh-Hant': (count) => `${count} 次預約`,
  en: (count) => (count === 1 ? '1 booking' : `${count} bookings`),
}
