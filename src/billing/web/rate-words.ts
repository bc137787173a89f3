import type { Instant } from '../../kernel/interval.ts'
import { addDays, clockOf, dayOf } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { RateFault } from '../rate-timeline.ts'
import type { RateBand, RateTerms } from '../tariff.ts'
import { ratesText } from './rates.text.ts'

/** Everything that a rate says, the price by which it is known first. */
export function termsInWords(terms: RateTerms, voice: Voice): string[] {
  const { terms: words } = ratesText[voice.locale]
  const { money } = voice
  const amounts = [
    [terms.perSampleMinor, words.perSample],
    [terms.perRunMinor, words.perRun],
    [terms.startFeeMinor, words.startFee],
    [terms.minimumMinor, words.minimum],
    [terms.assistancePerHourMinor, words.assistance],
  ] as const
  return [
    words.perHour(money(terms.perHourMinor)),
    ...terms.bands.map((band) =>
      words.band(bandName(band.name, voice), bandTimes(band, voice), money(band.perHourMinor)),
    ),
    ...amounts.filter(([minor]) => minor > 0).map(([minor, say]) => say(money(minor))),
    ...(terms.incrementMinutes > 1 ? [words.increment(terms.incrementMinutes)] : []),
    words.tax(String(terms.taxBasisPoints / 100)),
  ]
}

/** What a price category is called; one of the park's own making by its code. */
export function categoryName(category: string, { locale }: Voice): string {
  return ratesText[locale].categories[category] ?? category
}

/** What a band is called; one of the park's own making as it was written. */
export function bandName(name: string, { locale }: Voice): string {
  return ratesText[locale].bandNames[name] ?? name
}

/** A moment with its year when it is not this one; a midnight is its day alone. */
export function momentText(at: Instant, voice: Voice): string {
  const { date, minuteOfDay } = dayOf(at, voice.zone)
  return minuteOfDay === 0 ? voice.day(date) : `${voice.day(date)} ${clockOf(minuteOfDay)}`
}

/** The end of a span as people say it: one that ends at midnight has the day before as its last. */
export function lastText(until: Instant, voice: Voice): string {
  const { date, minuteOfDay } = dayOf(until, voice.zone)
  return minuteOfDay === 0 ? voice.day(addDays(date, -1)) : momentText(until, voice)
}

/** What stands against a rate, as a sentence with its exact times. */
export function rateFaultText(fault: RateFault, voice: Voice): string {
  const { refused, days } = ratesText[voice.locale]
  const at = (instant: Instant) => momentText(instant, voice)
  switch (fault.kind) {
    case 'past':
      return refused.past(at(fault.earliest))
    case 'same-start':
      return refused.sameStart(at(fault.from))
    case 'gap':
      return fault.until === null ? refused.gapForEver(at(fault.from)) : refused.gap(at(fault.from), at(fault.until))
    case 'overlap':
      return refused.overlap(at(fault.from), at(fault.until))
    case 'bands': {
      const [first, second] = fault.bands
      const day = days[fault.weekday - 1] ?? ''
      return refused.bands(bandName(first, voice), bandName(second, voice), day, fault.from, fault.to)
    }
  }
}

/** `Mon–Fri 13:00–18:00`. */
function bandTimes({ days, from, to }: RateBand, { locale }: Voice): string {
  const names = ratesText[locale].days
  const sorted = days.toSorted((a, b) => a - b)
  const [first = 1] = sorted
  const last = sorted.at(-1) ?? first
  const isRun = sorted.length > 2 && last - first === sorted.length - 1
  const comma = locale === 'en' ? ', ' : '、'
  const said = isRun ? `${names[first - 1]}–${names[last - 1]}` : sorted.map((day) => names[day - 1] ?? '').join(comma)
  return `${said} ${from}–${to}`
}
