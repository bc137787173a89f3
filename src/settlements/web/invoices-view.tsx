import { Malformed, type Conflict } from '../../kernel/thrown.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { ReadStatement } from '../../statements/reads/statements.ts'
import { statementPath } from '../../statements/web/paths.ts'
import type { Invoice } from '../invoice.ts'
import { invoiceTitlePath, TitleFields } from './invoice-title-view.tsx'
import { invoicesText } from './invoices.text.ts'

/** What was typed into a form about invoices. */
export interface InvoiceForm {
  readonly title?: string
  readonly taxNumber?: string
  readonly kind?: string
  readonly number?: string
  readonly redNumber?: string
  readonly redReason?: string
}

export interface InvoicesProps {
  readonly read: Pick<ReadStatement, 'head' | 'invoices' | 'invoiceTitle' | 'isPark'>
  /** True for the firm's own finance people. */
  readonly mayAsk: boolean
  readonly voice: Voice
  readonly form: InvoiceForm
  readonly fault: Malformed | Conflict | null
  readonly formKey: string
}

/** The invoices of a statement, each with its state, and the form for the next step. */
export function InvoicesView(props: InvoicesProps) {
  const { read, voice, mayAsk } = props
  const text = invoicesText[voice.locale]
  const { invoices } = read
  const waits = mayAsk && !isAskable(read) && isInvoiced(read)
  if (invoices.length === 0 && !(mayAsk && isInvoiced(read))) return null
  return (
    <section id="invoices" class="screen-only">
      <h2>{text.title}</h2>
      <p class="quiet">{text.note}</p>
      <ul class="rows">
        {invoices.map((invoice) => (
          <InvoiceRow {...props} invoice={invoice} />
        ))}
      </ul>
      {waits ? <p>{text.waits}</p> : null}
      {mayAsk && isAskable(read) ? <AskForm {...props} /> : null}
    </section>
  )
}

/** True where there is something to make an invoice of, and none is. */
function isInvoiced({ head, invoices }: InvoicesProps['read']): boolean {
  const invoiced = head.totalMinor + head.carriedMinor - head.setOffMinor
  return invoiced > 0 && invoices.every(({ state }) => state === 'reversed')
}

/** An objection that is not answered may still change what the invoice would say. */
export function isAskable(read: InvoicesProps['read']): boolean {
  return isInvoiced(read) && read.head.disputedMinor === 0
}

type RowProps = InvoicesProps & { readonly invoice: Invoice }

function InvoiceRow(props: RowProps) {
  const { invoice, voice, read } = props
  const text = invoicesText[voice.locale]
  const { state, title, taxNumber, kind, amountMinor, number, redNumber, redReason } = invoice
  return (
    <li class="row stack">
      <strong>
        {text[state]} · {voice.money(amountMinor)}
      </strong>
      <span>
        {title} · {taxNumber} · {text[kind]}
      </span>
      {number === null ? null : (
        <span>
          {text.number} {number}
        </span>
      )}
      {redReason === null ? null : (
        <span>
          {text.red} {redNumber} · {redReason}
        </span>
      )}
      <small>{voice.moment(invoice.redAt ?? invoice.madeAt ?? invoice.askedAt)}</small>
      {read.isPark && state === 'asked' ? <NumberForm {...props} /> : null}
      {read.isPark && state === 'made' ? <RedForm {...props} /> : null}
    </li>
  )
}

function NumberForm({ invoice, read, voice, form, fault, formKey }: RowProps) {
  const text = invoicesText[voice.locale]
  return (
    <form method="post" action={`/f/invoices/${invoice.id}/number`} class="fields">
      <FormKey value={formKey} />
      <input type="hidden" name="statement" value={read.head.number} />
      <Field
        label={text.number}
        name="number"
        value={form.number ?? ''}
        maxlength={40}
        required
        {...(has(fault, '/number') ? { fault: text.noNumber } : {})}
      />
      <button class="button" type="submit">
        {text.record}
      </button>
    </form>
  )
}

function RedForm({ invoice, read, voice, form, fault, formKey }: RowProps) {
  const text = invoicesText[voice.locale]
  const isOpen = form.redReason !== undefined
  return (
    <details open={isOpen}>
      <summary>{text.red}</summary>
      <form method="post" action={`/f/invoices/${invoice.id}/reversal`} class="fields">
        <FormKey value={formKey} />
        <input type="hidden" name="statement" value={read.head.number} />
        <Field label={text.redNumber} name="redNumber" value={form.redNumber ?? ''} maxlength={40} />
        <Field
          label={text.redReason}
          name="redReason"
          value={form.redReason ?? ''}
          maxlength={200}
          required
          {...(has(fault, '/redReason') ? { fault: text.noReason } : {})}
        />
        <button class="button" type="submit">
          {text.save}
        </button>
      </form>
    </details>
  )
}

function AskForm({ read, voice, form, fault, formKey }: InvoicesProps) {
  const text = invoicesText[voice.locale]
  return (
    <form method="post" action={`${statementPath(read.head.number)}/invoices`} class="fields">
      <FormKey value={formKey} />
      <TitleFields kept={read.invoiceTitle} form={form} fault={fault} voice={voice} />
      <p class="hint">
        {text.kept} <a href={invoiceTitlePath(read.head.firmId)}>{text.madeOutTo}</a>
      </p>
      <button class="button" type="submit">
        {text.ask}
      </button>
    </form>
  )
}

function has(fault: InvoicesProps['fault'], pointer: string): boolean {
  return fault instanceof Malformed && fault.faults.some((found) => found.pointer === pointer)
}
