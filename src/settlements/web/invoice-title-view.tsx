import { Malformed, type Conflict } from '../../kernel/thrown.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { invoiceKinds, type InvoiceTitle } from '../invoice.ts'
import { balancePath } from './balances-view.tsx'
import { invoicesText } from './invoices.text.ts'

export interface TitleFieldsProps {
  readonly kept: InvoiceTitle
  readonly form: { readonly title?: string; readonly taxNumber?: string; readonly kind?: string }
  readonly fault: Malformed | Conflict | null
  readonly voice: Voice
}

/** To whom an invoice is made out, and of which kind. */
export function TitleFields({ kept, form, fault, voice }: TitleFieldsProps) {
  const text = invoicesText[voice.locale]
  const has = (pointer: string) => fault instanceof Malformed && fault.faults.some((found) => found.pointer === pointer)
  return (
    <>
      <Field
        label={text.name}
        name="title"
        value={form.title ?? kept.title}
        maxlength={100}
        required
        {...(has('/title') ? { fault: text.noTitle } : {})}
      />
      <Field
        label={text.taxNumber}
        name="taxNumber"
        value={form.taxNumber ?? kept.taxNumber}
        maxlength={30}
        required
        {...(has('/taxNumber') ? { fault: text.noTax } : {})}
      />
      <Select
        label={text.kind}
        name="kind"
        value={form.kind ?? kept.kind}
        options={invoiceKinds.map((value) => ({ value, text: text[value] }))}
      />
    </>
  )
}

export interface InvoiceTitleProps extends TitleFieldsProps {
  readonly firmId: string
  /** True for the firm's own finance people: the park's only look. */
  readonly mayChange: boolean
  readonly formKey: string
}

/** How a firm's invoices are made out: to be seen, and by the firm to be changed. */
export function InvoiceTitleView(props: InvoiceTitleProps) {
  const { kept, firmId, mayChange, form, formKey, voice } = props
  const text = invoicesText[voice.locale]
  return (
    <section id="invoice-title">
      <h2>{text.madeOutTo}</h2>
      <dl class="sheet-head">
        {[
          [text.name, kept.title],
          [text.taxNumber, kept.taxNumber === '' ? text.notYet : kept.taxNumber],
          [text.kind, text[kept.kind]],
        ].map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayChange ? (
        <details open={form.title !== undefined}>
          <summary>{text.change}</summary>
          <form method="post" action={`${balancePath(firmId)}/invoice-title`} class="fields">
            <FormKey value={formKey} />
            <p class="quiet">{text.changeHint}</p>
            <TitleFields {...props} />
            <button class="button" type="submit">
              {text.save}
            </button>
          </form>
        </details>
      ) : null}
    </section>
  )
}

/** Where a firm's title stands. */
export function invoiceTitlePath(firmId: string): string {
  return `${balancePath(firmId)}#invoice-title`
}
