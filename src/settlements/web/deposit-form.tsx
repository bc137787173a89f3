import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { Balance } from '../balance.ts'
import { balancePath } from './balances-view.tsx'
import { balancesText } from './balances.text.ts'
import { settlementsText } from './settlements.text.ts'

/** What was typed into a form of a firm's balance. */
export interface DepositForm {
  readonly amount?: string
  readonly paidOn?: string
  readonly voucher?: string
  readonly note?: string
  readonly purpose?: string
}

export interface DepositProps {
  readonly balance: Balance
  readonly form: DepositForm
  readonly fault: Malformed | Conflict | null
  readonly voice: Voice
  readonly formKey: string
}

/** Money that came in and is of no statement. */
export function DepositView({ balance, form, fault, voice, formKey }: DepositProps) {
  const text = balancesText[voice.locale]
  const words = settlementsText[voice.locale]
  const trouble = fault instanceof Conflict ? conflictOf(fault, voice) : null
  return (
    <section id="deposit">
      <h2>{text.record}</h2>
      <p class="quiet">{text.recordHint}</p>
      {trouble === null ? null : (
        <p class="notice bad" role="alert">
          {trouble}
        </p>
      )}
      <form method="post" action={`${balancePath(balance.firmId)}/deposits`} class="fields">
        <FormKey value={formKey} />
        <DepositFields balance={balance} form={form} fault={fault} voice={voice} formKey={formKey} />
        <button class="button main" type="submit">
          {words.save}
        </button>
      </form>
    </section>
  )
}

function DepositFields(props: DepositProps) {
  const { balance, form, voice } = props
  const text = balancesText[voice.locale]
  const words = settlementsText[voice.locale]
  const amount = faultAt(props.fault, '/amountMinor')
  const most = voice.money(balance.openingMinor)
  return (
    <>
      {balance.openingMinor > 0 ? (
        <Select
          label={text.purpose}
          name="purpose"
          value={form.purpose ?? 'balance'}
          options={(['balance', 'opening'] as const).map((value) => ({ value, text: text.purposes[value] }))}
        />
      ) : null}
      <Field
        label={words.amount}
        name="amount"
        value={form.amount ?? ''}
        maxlength={20}
        required
        {...(amount ? { fault: amount.kind === 'too-large' ? text.amountTooLarge(most) : text.amountWrong } : {})}
      />
      <VoucherFields {...props} />
    </>
  )
}

/** The day, the voucher and a note of money that moved; `of` where a page asks for them twice. */
export function VoucherFields({ form, fault, voice, of = '' }: Omit<DepositProps, 'balance'> & { of?: string }) {
  const words = settlementsText[voice.locale]
  return (
    <>
      <Field
        label={words.paidOn}
        name="paidOn"
        id={`${of}paidOn`}
        type="date"
        value={form.paidOn ?? dayOf(voice.now, voice.zone).date}
        required
        {...(faultAt(fault, '/paidOn') ? { fault: words.future } : {})}
      />
      <Field
        label={words.voucher}
        name="voucher"
        id={`${of}voucher`}
        value={form.voucher ?? ''}
        maxlength={60}
        required
        {...(faultAt(fault, '/voucher') ? { fault: words.noVoucher } : {})}
      />
      <Field label={words.note} name="note" id={`${of}note`} value={form.note ?? ''} maxlength={200} />
    </>
  )
}

function faultAt(fault: DepositProps['fault'], pointer: string) {
  return fault instanceof Malformed ? fault.faults.find((found) => found.pointer === pointer) : undefined
}

function conflictOf({ members }: Conflict, voice: Voice): string {
  const text = balancesText[voice.locale]
  if (members['voucher'] !== undefined) return text.known
  return members['state'] === undefined ? text.again : text.hasLeft
}
