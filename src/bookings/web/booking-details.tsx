import { personName } from '../../firms/person-name.ts'
import { knowledgeText } from '../../knowledge/web/knowledge.text.ts'
import { langOf } from '../../platform/i18n/script.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { BookingPage } from '../reads/booking-page.ts'
import { Row } from './terms-table.tsx'
import { spaceText } from './space.text.ts'
import { textIn } from './text.ts'

/** Where, for whom, on whose money, and under which number. */
export function BookingDetails({ page, voice }: { page: BookingPage; voice: Voice }) {
  const { booking, names, place } = page
  const words = textIn(voice.locale).booking
  const where = [nameIn(place.facility, voice.locale), place.location].filter(Boolean).join(' · ')
  const rows: [label: string, value: string | null][] = [
    [words.place, where],
    [words.unit, booking.whole ? spaceText[voice.locale].whole(place.units) : place.units === 1 ? null : names.unit],
    [words.project, `${names.project.code} ${names.project.name}`],
    [words.firm, nameIn(names.firm, voice.locale)],
    [words.person, personName(names.person, voice.locale)],
    [words.bookedBy, booking.bookedBy === booking.personId ? null : personName(names.bookedBy, voice.locale)],
    [words.purpose, booking.purpose === '' ? null : booking.purpose],
    ...page.answers.map((one): [string, string] => [nameIn(one, voice.locale), answerText(one, voice)]),
    [words.samples, booking.samples > 0 ? String(booking.samples) : null],
    [words.usage, usageText(page, voice)],
    [words.override, booking.waiver?.reason ?? null],
    [words.number, booking.number],
  ]
  return (
    <dl class="terms">
      {rows.map(([label, value]) =>
        value === null || value === '' ? null : (
          <Row label={label} lang={langOf(value, voice.locale)}>
            {value}
          </Row>
        ),
      )}
    </dl>
  )
}

function answerText({ kind, answer }: BookingPage['answers'][number], voice: Voice): string {
  const { yes, no } = knowledgeText[voice.locale]
  return kind === 'yes-no' ? (answer === 'yes' ? yes : no) : answer
}

function usageText({ booking }: BookingPage, voice: Voice): string | null {
  const { checkedInAt, checkedOutAt } = booking
  if (checkedInAt === null) return null
  return checkedOutAt === null
    ? `${voice.moment(checkedInAt)}–`
    : voice.range({ startsAt: checkedInAt, endsAt: Math.max(checkedOutAt, checkedInAt) })
}
