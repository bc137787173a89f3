import { Malformed, type Conflict } from '../../kernel/thrown.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { Payment } from '../payment.ts'
import { settlementsText } from './settlements.text.ts'

export interface TakeBackProps {
  readonly payment: Payment
  /** To which page it leads back: a statement's number, or a firm's id. */
  readonly page: { readonly statement: string } | { readonly firm: string }
  readonly form: { readonly payment?: string; readonly wrong?: string }
  readonly fault: Malformed | Conflict | null
  readonly voice: Voice
  readonly formKey: string
}

/** Takes a wrong payment back: what was recorded stays, with one of the opposite amount beside it. */
export function TakeBackForm({ payment, page, form, fault, voice, formKey }: TakeBackProps) {
  const text = settlementsText[voice.locale]
  const isThis = form.payment === payment.id
  const reasonless = fault instanceof Malformed && fault.faults.some(({ pointer }) => pointer === '/reason')
  return (
    <details open={isThis}>
      <summary>{text.takeBack}</summary>
      <form method="post" action={`/f/payments/${payment.id}/reversal`} class="fields">
        <FormKey value={formKey} />
        {Object.entries(page).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Field
          label={text.reason}
          name="wrong"
          id={`wrong-${payment.id}`}
          value={isThis ? (form.wrong ?? '') : ''}
          hint={text.takeBackHint}
          maxlength={200}
          required
          {...(isThis && reasonless ? { fault: text.noReason } : {})}
        />
        <button class="button quiet" type="submit">
          {text.takeBack}
        </button>
      </form>
    </details>
  )
}
