import { resourcePath } from '../../bookings/web/paths.ts'
import { lengthsFor } from '../../bookings/time-choice.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { Resource } from '../../resources/resource.ts'
import { dayParts, type DayPart } from '../wish.ts'
import { waitlistText } from './waitlist.text.ts'

export interface WishFormProps {
  readonly resource: Resource
  readonly filled: WishFilled
  readonly formKey: string
  /** Why the length does not go with the part of the day. */
  readonly fault?: string
  readonly voice: Voice
}

export interface WishFilled {
  readonly date: string
  readonly part: DayPart
  readonly minutes: number
  /** Empty takes the usual project. */
  readonly project: string
}

export function waitPath(id: ResourceId): string {
  return `${resourcePath(id)}/wait`
}

/** A wish, filled in with what was lost or looked at: one tap makes it. */
export function WishForm({ resource, filled, formKey, fault, voice }: WishFormProps) {
  const words = waitlistText[voice.locale]
  const today = dayOf(voice.now, voice.zone).date
  const parts = dayParts.map((part) => ({ value: part, text: words.parts[part] }))
  const lengths = lengthsFor(resource, filled.minutes).map((minutes) => ({
    value: String(minutes),
    text: voice.minutes(minutes),
  }))
  return (
    <section class="wait" aria-labelledby="wait">
      <h2 id="wait">{words.form}</h2>
      <form method="post" action={waitPath(resource.id)} class="fields">
        <FormKey value={formKey} />
        {filled.project === '' ? null : <input type="hidden" name="project" value={filled.project} />}
        <Field label={words.date} name="date" type="date" min={today} value={filled.date} required />
        <Select label={words.part} name="part" value={filled.part} options={parts} />
        <Select
          label={words.length}
          name="minutes"
          value={String(filled.minutes)}
          options={lengths}
          {...(fault === undefined ? {} : { fault })}
        />
        <button class="button" type="submit">
          {words.join}
        </button>
      </form>
      <p class="quiet">{words.formDetail}</p>
    </section>
  )
}
