import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { StatePreview } from '../reads/state-preview.ts'
import { BookingLine } from './booking-line.tsx'
import { machineText } from './machine.text.ts'
import { machinePath } from './paths.ts'
import { togetherText } from './together.text.ts'

interface StateViewProps {
  readonly preview: StatePreview
  readonly to: 'out-of-service' | 'retired'
  readonly isOvertaken: boolean
  readonly formKey: string
  readonly voice: Voice
}

/** Whom it hits when a machine goes, before it does. */
export function StateView({ preview, to, isOvertaken, formKey, voice }: StateViewProps) {
  const words = machineText[voice.locale]
  const { resource, count, bookings } = preview
  const title = words.stateTitle[to](nameIn(resource.names, voice.locale))
  return (
    <>
      <h1>{title}</h1>
      {isOvertaken ? (
        <p class="notice bad" role="alert" id="overtaken">
          {words.overtaken}
        </p>
      ) : null}
      <p id="reach">{count === 0 ? words.nobodyAffected : words.stays(count)}</p>
      <form method="post" action={`${machinePath(resource.id)}/state`} class="actions">
        <FormKey value={formKey} />
        <input type="hidden" name="seen" value={String(count)} />
        <button class="button main" name="to" value={to} type="submit" id="apply">
          {title}
        </button>
        <a class="button" href={machinePath(resource.id)}>
          {words.back}
        </a>
      </form>
      {bookings.length === 0 ? null : (
        <section aria-labelledby="affected-title" id="affected">
          <h2 id="affected-title">{togetherText[voice.locale].bookingsTitle}</h2>
          {count > bookings.length ? (
            <p class="quiet">{togetherText[voice.locale].firstOf(bookings.length, count)}</p>
          ) : null}
          <ul class="rows">
            {bookings.map((one) => (
              <BookingLine one={one} voice={voice} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
