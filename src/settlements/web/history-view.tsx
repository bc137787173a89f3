import { Conflict, type Malformed } from '../../kernel/thrown.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Payment } from '../payment.ts'
import { balancesText } from './balances.text.ts'
import { settlementsText } from './settlements.text.ts'
import { TakeBackForm } from './take-back-form.tsx'

export interface HistoryProps {
  readonly payments: readonly Payment[]
  readonly firmId: string
  /** True for the park's finance people, while the firm is here. */
  readonly mayTakeBack: boolean
  readonly form: { readonly payment?: string; readonly wrong?: string }
  readonly fault: Malformed | Conflict | null
  readonly voice: Voice
  readonly formKey: string
}

/** Money of no statement, and what was paid out of the balance. */
export function HistoryView(props: HistoryProps) {
  const { payments, fault, voice } = props
  const text = balancesText[voice.locale]
  return (
    <section id="history">
      <h2>{text.history}</h2>
      {fault instanceof Conflict ? (
        <p class="notice bad" role="alert">
          {fault.members['balanceMinor'] === undefined ? text.takenBack : text.isSpent}
        </p>
      ) : null}
      {payments.length === 0 ? <p>{text.noHistory}</p> : null}
      <ul class="rows">
        {payments.map((payment) => (
          <HistoryRow payment={payment} {...props} />
        ))}
      </ul>
    </section>
  )
}

function HistoryRow({ payment, ...props }: HistoryProps & { readonly payment: Payment }) {
  const { voice, mayTakeBack, firmId } = props
  const text = balancesText[voice.locale]
  const words = settlementsText[voice.locale]
  const { way, amountMinor, paidOn, voucher, note, reversed, reverses } = payment
  // What was paid out of the balance is taken back on the statement that it paid.
  const isOwn = way !== 'balance' && !reversed && reverses === null
  return (
    <li class="row stack">
      <strong>
        {voice.money(way === 'balance' ? -amountMinor : amountMinor)} ·{' '}
        {reverses !== null ? words.reverses : way === 'balance' ? text.spent : words.ways[way]}
      </strong>
      <small>
        {[
          voice.day(paidOn),
          ...(voucher === '' ? [] : [`${words.voucher} ${voucher}`]),
          ...(reversed ? [words.reversed] : []),
        ].join(' · ')}
      </small>
      {note === '' ? null : <span>{note}</span>}
      {mayTakeBack && isOwn ? <TakeBackForm {...props} payment={payment} page={{ firm: firmId }} /> : null}
    </li>
  )
}
