import type { Park } from '../../deps.ts'
import type { Instant } from '../../kernel/interval.ts'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { openingDay, weekOn, type OpeningHours } from '../../resources/opening-hours.ts'
import { hoursText } from './hours.text.ts'
import { rangesText, weekSentences } from './hours-sentence.ts'

/** What hours mean, in sentences, with what is planned. */
export function Meaning({ hours, voice }: { readonly hours: OpeningHours; readonly voice: Voice }) {
  const words = hoursText[voice.locale]
  return (
    <section class="meaning" aria-labelledby="means">
      <h2 id="means">{words.means}</h2>
      {weekSentences(hours, voice.locale).map((sentence) => (
        <p>{sentence}</p>
      ))}
      {(hours.later ?? []).map((week) => (
        <p>
          <strong>{words.plannedFrom(voice.day(week.from))}</strong> {weekSentences(week, voice.locale).join(' ')}
        </p>
      ))}
    </section>
  )
}

/** Which layer wins where two speak of one day. */
export function Precedence({ voice }: { readonly voice: Voice }) {
  const words = hoursText[voice.locale]
  return (
    <p class="quiet precedence">
      {words.precedence}
      {voice.locale === 'en' ? ': ' : '：'}
      {words.layers.join(' › ')}
    </p>
  )
}

interface ComingProps {
  readonly hours: OpeningHours
  readonly park: Park
  readonly now: Instant
  readonly voice: Voice
}

const daysShown = 7
const daysLooked = 120
const mostSpecial = 30

/** The next days one by one, and then those on which the week does not hold, each with what decides it. */
export function ComingDays({ hours, park, now, voice }: ComingProps) {
  const words = hoursText[voice.locale]
  const today = dayOf(now, park.timeZone).date
  const dates = Array.from({ length: daysLooked }, (_, at) => addDays(today, at))
  const isSpecial = (date: string) =>
    park.calendar.days.has(date) ||
    hours.exceptions.some((one) => one.date === date) ||
    (hours.later ?? []).some(({ from }) => from === date)
  const shown = dates.filter((date, at) => at < daysShown || isSpecial(date)).slice(0, daysShown + mostSpecial)
  const unknown = [...new Set(dates.map((date) => date.slice(0, 4)))].filter(
    (year) => !park.calendar.announcedYears.has(Number(year)),
  )
  return (
    <section aria-labelledby="coming-days">
      <h2 id="coming-days">{words.coming}</h2>
      <ol class="coming-days">
        {shown.map((date) => (
          <li>
            <time datetime={date}>{voice.day(date)}</time>
            <DayText hours={hours} park={park} date={date} voice={voice} />
          </li>
        ))}
      </ol>
      {unknown.map((year) => (
        <p class="quiet">{words.unannounced(year)}</p>
      ))}
    </section>
  )
}

function DayText({ hours, park, date, voice }: Omit<ComingProps, 'now'> & { readonly date: string }) {
  const words = hoursText[voice.locale]
  const day = openingDay(hours, park.calendar, date)
  const named = day.name === undefined ? [] : [day.off ? day.name : words.makeUpDay(day.name)]
  const noted = day.rule === 'exception' ? [words.exceptions, day.note ?? ''] : []
  const begins = weekOn(hours, date) !== weekOn(hours, addDays(date, -1)) ? [words.fromDay(voice.day(date))] : []
  const why = [...noted, ...named, ...begins].filter(Boolean)
  return (
    <span>
      {rangesText(day.ranges, voice.locale)}
      {why.length === 0 ? null : <small>{why.join(' · ')}</small>}
    </span>
  )
}
