import { dayOf } from '../../kernel/wall-clock.ts'
import type { Conflict } from '../../kernel/thrown.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { decimalText } from '../../platform/i18n/format.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { dueOf, payableOf, type Dues } from '../dues.ts'
import type { Payment } from '../payment.ts'
import { settlementsText } from './settlements.text.ts'
import { TakeBackForm } from './take-back-form.tsx'

/** What was typed into a form about payments. */
export interface PaymentForm {
  readonly amount?: string
  readonly paidOn?: string
  readonly voucher?: string
  readonly note?: string
  readonly way?: string
  readonly payment?: string
  readonly wrong?: string
}

/** What is due of a statement and why; its frozen text says nothing of it. */
export function DuesView({ dues, voice }: { readonly dues: Dues; readonly voice: Voice }) {
  const text = settlementsText[voice.locale]
  const due = dueOf(dues)
  const facts = [
    [text.paid, dues.paidMinor, ''],
    [text.credited, dues.setOffMinor, text.creditedNote],
    [text.carried, dues.carriedMinor, ''],
    [text.disputed, dues.disputedMinor, text.disputedNote],
    [text.payableNow, dues.disputedMinor > 0 ? payableOf(dues) : 0, ''],
  ] as const
  return (
    <dl class="sheet-head dues screen-only" aria-label={text.dues}>
      <div>
        <dt>{due < 0 ? text.back : text.due}</dt>
        <dd>
          <strong>{voice.money(Math.abs(due))}</strong>
        </dd>
      </div>
      {facts.map(([label, amount, note]) =>
        amount === 0 ? null : (
          <div>
            <dt>{label}</dt>
            <dd>
              {voice.money(amount)}
              {note === '' ? null : <small>{note}</small>}
            </dd>
          </div>
        ),
      )}
      {dues.settledAt === null ? null : (
        <div>
          <dt>{text.settled}</dt>
          <dd>{voice.day(dayOf(dues.settledAt, voice.zone).date)}</dd>
        </div>
      )}
    </dl>
  )
}

export interface PaymentsProps {
  readonly dues: Dues
  readonly payments: readonly Payment[]
  /** Where a payment is recorded; null for whoever only looks. */
  readonly path: string | null
  readonly number: string
  readonly voice: Voice
  readonly form: PaymentForm
  readonly fault: Malformed | Conflict | null
  readonly formKey: string
}

/** The payments of a statement and, for the park's finance people, the forms for one more and for a wrong one. */
export function PaymentsView(props: PaymentsProps) {
  const { payments, voice, path, dues } = props
  const text = settlementsText[voice.locale]
  const payable = payableOf(dues)
  return (
    <section id="payments" class="screen-only">
      {payments.length === 0 ? null : <h2>{text.payments}</h2>}
      <ul class="rows">
        {payments.map((payment) => (
          <PaymentRow {...props} payment={payment} />
        ))}
      </ul>
      {path !== null && payable !== 0 ? <PayForm {...props} path={path} payable={payable} /> : null}
      {path !== null && payable === 0 && dueOf(dues) !== 0 ? <p class="quiet">{text.nothingPayable}</p> : null}
    </section>
  )
}

function PaymentRow({ payment, ...props }: PaymentsProps & { readonly payment: Payment }) {
  const { voice, path } = props
  const text = settlementsText[voice.locale]
  const { way, amountMinor, paidOn, voucher, note, reversed, reverses } = payment
  const said = [
    voice.day(paidOn),
    ...(voucher === '' ? [] : [`${text.voucher} ${voucher}`]),
    ...(reversed ? [text.reversed] : []),
  ]
  return (
    <li class="row stack">
      <strong>
        {voice.money(amountMinor)} · {reverses === null ? text.ways[way] : text.reverses}
      </strong>
      <small>{said.join(' · ')}</small>
      {note === '' ? null : <span>{note}</span>}
      {path === null || reversed || reverses !== null ? null : (
        <TakeBackForm {...props} payment={payment} page={{ statement: props.number }} />
      )}
    </li>
  )
}

function PayForm(props: PaymentsProps & { readonly path: string; readonly payable: number }) {
  const { path, payable, voice, formKey } = props
  const text = settlementsText[voice.locale]
  return (
    <>
      <h2 id="pay">{payable < 0 ? text.recordBack : text.record}</h2>
      <form method="post" action={path} class="fields">
        <FormKey value={formKey} />
        {payable < 0 ? <input type="hidden" name="back" value="1" /> : null}
        <PayFields {...props} />
        <button class="button" type="submit">
          {text.save}
        </button>
      </form>
    </>
  )
}

function PayFields({ payable, voice, form, fault }: PaymentsProps & { readonly payable: number }) {
  const text = settlementsText[voice.locale]
  const most = voice.money(Math.abs(payable))
  return (
    <>
      <Field
        label={text.amount}
        name="amount"
        value={form.amount ?? decimalText(Math.abs(payable), voice.currency)}
        hint={text.payable(most)}
        maxlength={20}
        required
        {...amountFault(fault, text, most)}
      />
      <Field
        label={text.paidOn}
        name="paidOn"
        type="date"
        value={form.paidOn ?? dayOf(voice.now, voice.zone).date}
        required
        {...(faultAt(fault, '/paidOn') ? { fault: text.future } : {})}
      />
      <Select
        label={text.way}
        name="way"
        value={form.way ?? 'bank'}
        options={(['bank', 'balance'] as const).map((value) => ({ value, text: text.ways[value] }))}
      />
      <Field
        label={text.voucher}
        name="voucher"
        value={form.voucher ?? ''}
        maxlength={60}
        {...(faultAt(fault, '/voucher') ? { fault: text.noVoucher } : {})}
      />
      <Field label={text.note} name="note" value={form.note ?? ''} maxlength={200} />
    </>
  )
}

function amountFault(fault: PaymentsProps['fault'], text: (typeof settlementsText)['en'], most: string) {
  const found = faultAt(fault, '/amountMinor')
  if (found === undefined) return {}
  return { fault: found.kind === 'too-large' ? text.tooMuch(most) : text.noAmount }
}

function faultAt(fault: PaymentsProps['fault'], pointer: string) {
  return fault instanceof Malformed ? fault.faults.find((found) => found.pointer === pointer) : undefined
}
