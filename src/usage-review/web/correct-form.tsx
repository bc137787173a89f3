import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { RowProps } from './review-view.tsx'
import { reviewText } from './review.text.ts'

/** What it should have been, and why; a no-show can be forgiven by the same reason. */
export function CorrectForm({ review, formKey, filled, fault, voice }: RowProps) {
  const words = reviewText[voice.locale]
  const { id } = review
  const isNoShow = review.state === 'no-show'
  return (
    <details open={fault !== undefined}>
      <summary>{isNoShow ? `${words.waive} · ${words.correct}` : words.correct}</summary>
      <form method="post" action={`/m/review/${id}`}>
        <FormKey value={formKey} />
        <Line id={`reason-${id}`} name="reason" label={words.reason} hint={words.reasonHint} value={filled?.reason} />
        {isNoShow ? (
          <button class="button" name="decision" value="waived">
            {words.waive}
          </button>
        ) : null}
        <Line
          id={`minutes-${id}`}
          name="minutes"
          label={words.minutes}
          hint={words.minutesHint}
          value={filled?.minutes}
          numeric
        />
        <Line id={`amount-${id}`} name="amount" label={words.amount} hint={words.amountHint} value={filled?.amount} />
        {fault === undefined ? null : (
          <strong class="fault" role="alert">
            {words.faults[fault]}
          </strong>
        )}
        <button class="button" name="decision" value="corrected">
          {words.post}
        </button>
      </form>
    </details>
  )
}

interface LineProps {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly value: string | undefined
  readonly numeric?: boolean
}

function Line({ id, name, label, hint, value = '', numeric = false }: LineProps) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        value={value}
        maxlength={name === 'reason' ? 300 : 20}
        inputmode={numeric ? 'numeric' : 'text'}
        aria-describedby={`${id}-hint`}
      />
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    </p>
  )
}
