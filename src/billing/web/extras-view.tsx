import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import { bookingPath } from '../../bookings/web/paths.ts'
import { takesExtras } from '../commands/report-extras.ts'
import type { ExtrasFacts } from '../reads/extras.ts'
import { termsAt } from '../tariff.ts'
import { extrasText, type ExtrasText } from './extras.text.ts'
import type { Filled } from './read-rate-form.ts'

export interface ExtrasProps {
  readonly facts: ExtrasFacts
  readonly isStaff: boolean
  readonly filled: Filled
  readonly fault: keyof ExtrasText['faults'] | null
  readonly formKey: string
  readonly voice: Voice
}

/** What may be reported with a booking, and what is by now. */
export function ExtrasView(props: ExtrasProps) {
  const { facts, isStaff, fault, voice } = props
  const words = extrasText[voice.locale]
  const { booking, names } = facts.standing
  const isOpen = takesExtras(facts)
  const mayReport = isOpen || (isStaff && booking.state === 'completed')
  return (
    <>
      <p class="over">
        <a href={bookingPath(booking.id)}>
          {nameIn(names.resource, voice.locale)} · {booking.number}
        </a>
      </p>
      <h1>{words.title}</h1>
      {fault === null ? null : (
        <p class="notice bad" id="refused" role="alert">
          {words.faults[fault]}
        </p>
      )}
      <p>{mayReport ? (isOpen ? words.during : words.after) : words.over}</p>
      {mayReport ? <ExtrasForm {...props} isOpen={isOpen} /> : null}
    </>
  )
}

type FormProps = ExtrasProps & { readonly isOpen: boolean }

function ExtrasForm(props: FormProps) {
  const { facts, filled, formKey, voice, isOpen } = props
  const words = extrasText[voice.locale]
  const { booking } = facts.standing
  return (
    <form method="post" action={`${bookingPath(booking.id)}/extras`} id="extras">
      <FormKey value={formKey} />
      <Quantities {...props} />
      <Assisted {...props} />
      {isOpen ? null : (
        <Field
          label={words.reason}
          name="reason"
          value={filled['reason'] ?? ''}
          hint={words.reasonHint}
          maxlength={300}
        />
      )}
      <p class="actions">
        <button class="button main" type="submit">
          {isOpen ? words.save : words.post}
        </button>
      </p>
    </form>
  )
}

/** While the use goes on, what is reported by now stands in the fields. */
function Quantities({ facts, filled, voice, isOpen }: FormProps) {
  const words = extrasText[voice.locale]
  const { booking } = facts.standing
  const kept = (id: string) => (isOpen ? booking.consumables.find((one) => one.id === id)?.quantity : undefined)
  return (
    <>
      {facts.offered.length === 0 ? <p class="quiet">{words.none}</p> : null}
      {facts.offered.map(({ id, names, unitMinor }) => (
        <Field
          label={nameIn(names, voice.locale)}
          name={id}
          type="number"
          min={0}
          max={9999}
          inputmode="numeric"
          value={filled[id] ?? String(kept(id) ?? 0)}
          hint={words.each(voice.money(unitMinor))}
        />
      ))}
    </>
  )
}

function Assisted({ facts, isStaff, filled, voice, isOpen }: FormProps) {
  const words = extrasText[voice.locale]
  const { booking } = facts.standing
  const perHour = termsAt(booking.tariff, booking.startsAt)?.assistancePerHourMinor ?? 0
  const assisted = filled['assisted'] ?? (isOpen ? String(booking.assistedMinutes) : '0')
  return (
    <>
      {isStaff ? (
        <Field
          label={words.assisted}
          name="assisted"
          type="number"
          min={0}
          inputmode="numeric"
          value={assisted}
          hint={words.assistedHint(voice.money(perHour))}
        />
      ) : (
        <input type="hidden" name="assisted" value={assisted} />
      )}
    </>
  )
}

/** Where it may be reported, for whoever may. */
export function ExtrasLink({ href, voice }: { readonly href: string; readonly voice: Voice }) {
  return (
    <a class="touch" href={href}>
      {extrasText[voice.locale].link}
    </a>
  )
}
