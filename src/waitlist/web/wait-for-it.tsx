import type { InstrumentPage } from '../../bookings/reads/instrument-page.ts'
import type { Interval } from '../../kernel/interval.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { partOf, type DayPart } from '../wish.ts'
import { WishForm } from './wish-form.tsx'

export interface WaitForItProps {
  readonly page: InstrumentPage
  /** The time that was lost; where none was, a date and a length. */
  readonly wanted?: Interval
  readonly date?: string
  readonly minutes?: number
  readonly voice: Voice
}

/** Under what is full or lost: the wish for it, filled in. */
export function WaitForIt({ page, wanted, date, minutes = 60, voice }: WaitForItProps) {
  const { zone } = voice
  const day = wanted ? dayOf(wanted.startsAt, zone).date : (date ?? dayOf(voice.now, zone).date)
  const part: DayPart = (wanted && partOf(wanted, day, zone)) ?? 'day'
  const length = wanted ? (wanted.endsAt - wanted.startsAt) / 60 : minutes
  const filled = { date: day, part, minutes: length, project: page.facts.payer?.projectId ?? '' }
  return <WishForm resource={page.asked.resource} filled={filled} formKey={page.formKey} voice={voice} />
}
