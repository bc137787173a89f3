import { openingDay } from '../../resources/opening-hours.ts'
import { addDays, dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import type { Interval } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { dayList, type DayEntry } from '../day-list.ts'
import { firstOnStep } from '../first-slot.ts'
import { asOneUnit, freeTime } from '../free-slots.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { address } from '../../platform/http/address.ts'
import { bookingPath, resourcePath } from './paths.ts'
import { wholeQuery } from './whole-choice.tsx'
import { textIn } from './text.ts'

export interface DayListProps {
  readonly page: InstrumentPage
  readonly date: string
  /** The person's usual length: what a link in a long stretch of free time asks for. */
  readonly minutes: number
  readonly voice: Voice
}

/** One day of a resource as a list: the list is the interface, its rows only look like a picture of the day. */
export function DayListView({ page, date, minutes, voice }: DayListProps) {
  const words = textIn(voice.locale).day
  const entries = entriesOf(page, date, voice)
  const note = noteOf(page, date, voice)
  return (
    <section aria-labelledby={`day-${date}`}>
      <h2 id={`day-${date}`}>{dayHeading(date, voice)}</h2>
      {note === null ? null : <p class="quiet">{note}</p>}
      {entries.length === 0 && note === null ? <p class="quiet">{words.shut}</p> : null}
      {entries.length === 0 ? null : (
        <ol class="day">
          {entries.map((entry) => (
            <DayRow entry={entry} page={page} minutes={minutes} voice={voice} />
          ))}
        </ol>
      )}
    </section>
  )
}

/** Today, or the next day within two weeks on which something is still to come. */
export function dayToShow(page: InstrumentPage, voice: Voice): string {
  const today = dayOf(voice.now, voice.zone).date
  const days = Array.from({ length: 14 }, (_, ahead) => addDays(today, ahead))
  return days.find((date) => entriesOf(page, date, voice).length > 0) ?? today
}

/** Today or tomorrow by that name and its date, any other day by its date. */
export function dayHeading(date: string, voice: Voice): string {
  const words = textIn(voice.locale).day
  const today = dayOf(voice.now, voice.zone).date
  const day = voice.day(date)
  const join = voice.locale === 'en' ? ', ' : ' '
  if (date === today) return `${words.today}${join}${day}`
  return date === addDays(today, 1) ? `${words.tomorrow}${join}${day}` : day
}

/** What is still to come of a day; free time counts from the next start that can be booked. */
function entriesOf(page: InstrumentPage, date: string, { now, zone }: Voice): DayEntry[] {
  const { facts, known } = page
  const asked = page.whole ? asOneUnit(page.asked) : page.asked
  return dayList(asked, spanOfDay(date, zone), known, facts.park).flatMap((entry) => {
    if (entry.endsAt <= now) return []
    if (entry.kind !== 'free' || entry.startsAt > now) return [entry]
    const startsAt = firstOnStep(now, asked.resource.stepMinutes, zone)
    return startsAt < entry.endsAt ? [{ ...entry, startsAt }] : []
  })
}

function noteOf({ asked, facts }: InstrumentPage, date: string, { locale }: Voice): string | null {
  const words = textIn(locale).day
  const opening = openingDay(asked.resource.hours, facts.park.calendar, date)
  if (opening.ranges.length === 0) {
    const why = opening.name ?? opening.note
    return why === undefined || why === '' ? words.shut : words.shutBy(why)
  }
  const indifferent = asked.resource.hours.holidayRule === 'open-as-weekday'
  return opening.announced || indifferent ? null : words.notAnnounced(date.slice(0, 4))
}

interface RowProps<E> extends Omit<DayListProps, 'date'> {
  readonly entry: E
}

function DayRow({ entry, page, minutes, voice }: RowProps<DayEntry>) {
  const isNow = entry.startsAt <= voice.now && voice.now < entry.endsAt
  return (
    <li class={`${entry.kind} ${heightOf(entry)}${isNow ? ' at-now' : ''}`}>
      <span class="times">
        <time datetime={formatInstant(entry.startsAt)}>{voice.clock(entry.startsAt)}</time>–
        <time datetime={formatInstant(entry.endsAt)}>{endText(entry, voice)}</time>
      </span>
      <EntryText entry={entry} page={page} minutes={minutes} voice={voice} />
    </li>
  )
}

function EntryText({ entry, page, minutes, voice }: RowProps<DayEntry>) {
  const words = textIn(voice.locale).day
  switch (entry.kind) {
    case 'free':
      return <FreeText entry={entry} page={page} minutes={minutes} voice={voice} />
    case 'taken':
    case 'buffer':
      return <span>{words[entry.kind]}</span>
    case 'mine':
      return <a href={bookingPath(entry.bookingId)}>{words.mine}</a>
    case 'ours':
      return <a href={bookingPath(entry.bookingId)}>{words.ours(entry.name)}</a>
    case 'closed': {
      const kind = words.closures[entry.closureKind] ?? entry.closureKind
      return <span>{entry.reason === '' ? kind : `${kind} · ${entry.reason}`}</span>
    }
  }
}

function FreeText({ entry, page, minutes, voice }: RowProps<Interval>) {
  const { resource } = page.asked
  const words = textIn(voice.locale).day
  const part = resource.state === 'published' ? partOf(entry, minutes, page) : null
  if (part === null) return <span>{words.free}</span>
  const label = words.bookFull(voice.clocks(part), nameIn(resource.names, voice.locale))
  const { date } = dayOf(part.startsAt, voice.zone)
  const query = { date, from: voice.clock(part.startsAt), until: voice.clock(part.endsAt), whole: wholeQuery(page) }
  return (
    <>
      <span>{words.free}</span>
      <a
        class="take"
        href={`${address(`${resourcePath(resource.id, resource.kind)}/time`, query)}#exact`}
        aria-label={label}
      >
        {words.book}
      </a>
    </>
  )
}

/** All of a short stretch, the usual length of a long one; a stretch may go on past midnight. Null when too short. */
function partOf({ startsAt, endsAt }: Interval, minutes: number, page: InstrumentPage): Interval | null {
  const { facts } = page
  const asked = page.whole ? asOneUnit(page.asked) : page.asked
  const { minMinutes, maxMinutes, stepMinutes } = asked.resource
  const from = firstOnStep(startsAt, stepMinutes, facts.park.timeZone)
  const whole = Math.floor((endsAt - from) / 60)
  const wishes = whole <= minutes * 2 ? [whole, minutes, minMinutes] : [minutes, minMinutes]
  const free = freeTime(asked, { startsAt: from, endsAt: from + longestLinkSeconds }, facts.park)
  const length = wishes.find((wish) => {
    const fits = free.some((gap) => gap.startsAt <= from && from + wish * 60 <= gap.endsAt)
    return fits && wish >= minMinutes && wish <= maxMinutes
  })
  return length === undefined || length > mostTypedMinutes ? null : { startsAt: from, endsAt: from + length * 60 }
}

// Two clock times on one date can't say more than a day.
const mostTypedMinutes = 1440
const longestLinkSeconds = 2 * 86_400

function endText({ endsAt }: Interval, { zone, clock }: Voice): string {
  return dayOf(endsAt, zone).minuteOfDay === 0 ? '24:00' : clock(endsAt)
}

// A row is as high as its time is long, in four steps: a style in the markup would be stopped by the page's own policy.
function heightOf({ startsAt, endsAt }: Interval): string {
  const hours = (endsAt - startsAt) / 3600
  return hours < 1 ? 'h1' : hours < 2 ? 'h2' : hours < 4 ? 'h3' : 'h4'
}
