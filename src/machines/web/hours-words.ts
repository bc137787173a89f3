import type { Locale } from '../../platform/i18n/locale.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'

interface WeekWords {
  readonly days: readonly string[]
  readonly to: string
  readonly between: string
  readonly after: string
  readonly always: string
  readonly never: string
  readonly exceptions: (count: number) => string
}

const spoken: Spoken<WeekWords> = {
  'zh-Hans': {
    days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    to: '至',
    between: '、',
    after: '；',
    always: '全天开放',
    never: '不开放',
    exceptions: (count) => `另有 ${count} 天例外`,
  },
  'zh-Hant': {
    days: ['週一', '週二', '週三', '週四', '週五', '週六', '週日'],
    to: '至',
    between: '、',
    after: '；',
    always: '全天開放',
    never: '不開放',
    exceptions: (count) => `另有 ${count} 天例外`,
  },
  en: {
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    to: '–',
    between: ', ',
    after: '; ',
    always: 'Day and night',
    never: 'Not open',
    exceptions: (count) => (count === 1 ? '1 date differs' : `${count} dates differ`),
  },
}

/** A week in one short line: `周一至周五 08:00–22:00；周六 09:00–17:00`. */
export function hoursInWords(
  { weekly, exceptions }: Pick<OpeningHours, 'weekly' | 'exceptions'>,
  locale: Locale,
): string {
  const words = spoken[locale]
  const week = weekInWords(weekly, words)
  return exceptions.length === 0 ? week : `${week}${words.after}${words.exceptions(exceptions.length)}`
}

function weekInWords(weekly: OpeningHours['weekly'], words: WeekWords): string {
  const days = weekly.map((ranges) => ranges.map(({ from, to }) => `${from}–${to}`).join(words.between))
  if (days.every((day) => day === '00:00–24:00')) return words.always
  if (days.every((day) => day === '')) return words.never
  const parts: string[] = []
  for (let first = 0; first < 7;) {
    let last = first
    while (last < 6 && days[last + 1] === days[first]) last++
    const name = first === last ? words.days[first] : `${words.days[first]}${words.to}${words.days[last]}`
    if (days[first] !== '') parts.push(`${name} ${days[first]}`)
    first = last + 1
  }
  return parts.join(words.after)
}
