import { Frame } from '../../firms/web/frame.tsx'
import { may } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { decimalText } from '../../platform/i18n/format.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, TextField } from '../../platform/ui/form-parts.tsx'
import { InvoicesView, type InvoiceForm } from '../../settlements/web/invoices-view.tsx'
import { DuesView, PaymentsView, type PaymentForm } from '../../settlements/web/settlement-view.tsx'
import type { Objection } from '../objection.ts'
import type { ReadStatement } from '../reads/statements.ts'
import { sheetText } from '../sheet-text.ts'
import { statementPath, statementsPath } from './paths.ts'
import { SheetView } from './statement-view.tsx'
import { statementsText } from './statements.text.ts'

/** What was typed into a form of the page. */
export interface StatementForm extends PaymentForm, InvoiceForm {
  readonly line?: string
  readonly reason?: string
  readonly objection?: string
  readonly credit?: string
  readonly answer?: string
}

export interface StatementPageProps {
  readonly read: ReadStatement
  readonly voice: Voice
  readonly until: Instant
  readonly form: StatementForm
  readonly fault: Malformed | Conflict | null
  readonly formKey: string
}

/** One statement: the sheet, its files, what was objected to, and the form for what this reader may say. */
export function StatementPage(props: StatementPageProps) {
  const { read, voice, until, fault } = props
  const { viewer, head, statement, names, objections } = read
  const text = statementsText[voice.locale]
  const sheet = sheetText[voice.locale]
  const title = `${sheet.title} ${head.number}`
  const ofFirms = { roles: viewer.roles.filter((role) => role.firmId !== null) }
  const mayObject = may(ofFirms, 'see-firm-money', { firmId: head.firmId }) && voice.now < until
  const here = statementPath(head.number)
  return (
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
      <p class="over">
        <a href={statementsPath}>{text.title}</a>
      </p>
      <h1>{title}</h1>
      {fault instanceof Conflict ? (
        <p class="notice bad" role="alert">
          {text.conflicts(fault.kind)}
        </p>
      ) : null}
      <Files here={here} voice={voice} />
      <DuesView dues={head} voice={voice} />
      <SheetView
        statement={statement}
        names={names}
        voice={voice}
        objectPath={mayObject ? here : null}
        isDraft={false}
      />
      <p class="quiet frozen">
        {text.frozen} <span class="hash">{`SHA-256 ${head.hash}`}</span>
      </p>
      <Objections {...props} objections={objections} />
      {mayObject ? <ObjectionForm {...props} /> : null}
      <Payments {...props} />
      <InvoicesView {...props} mayAsk={may(ofFirms, 'see-firm-money', { firmId: head.firmId })} />
    </Frame>
  )
}

function Payments({ read, ...props }: StatementPageProps) {
  const { head, payments, isPark } = read
  const path = isPark ? `${statementPath(head.number)}/payments` : null
  return <PaymentsView {...props} dues={head} payments={payments} number={head.number} path={path} />
}

function Files({ here, voice }: { readonly here: string; readonly voice: Voice }) {
  const text = statementsText[voice.locale]
  return (
    <p class="files">
      <a class="button quiet" href={`${here}.csv`}>
        {text.csv}
      </a>
      <a class="button quiet" href={`${here}.xlsx`}>
        {text.xlsx}
      </a>
    </p>
  )
}

function Objections(props: StatementPageProps & { readonly objections: readonly Objection[] }) {
  const { objections, read, voice } = props
  const text = statementsText[voice.locale]
  if (objections.length === 0) return null
  return (
    <section id="objections" class="screen-only">
      <h2>{text.objections}</h2>
      <ul class="rows">
        {objections.map((objection) => (
          <li class="row stack">
            <strong>
              <a href={`#line-${objection.lineNo}`}>
                {text.line} {objection.lineNo}
              </a>{' '}
              · {text.objectionStates[objection.state]}
            </strong>
            <span>{objection.reason}</span>
            <small>{voice.moment(objection.raisedAt)}</small>
            {objection.answer === '' ? null : <span>{objection.answer}</span>}
            {read.isPark && objection.state === 'open' ? <AnswerForm {...props} objection={objection} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function AnswerForm(props: StatementPageProps & { readonly objection: Objection }) {
  const { read, voice, form, fault, formKey, objection } = props
  const text = statementsText[voice.locale]
  const { statement, head } = read
  const isThis = form.objection === objection.id
  const line = statement.lines[objection.lineNo - 1]
  const whole = decimalText(Math.max(0, line?.amountMinor ?? 0), statement.currency)
  const fields = isThis ? form : {}
  return (
    <form method="post" action={`/f/objections/${objection.id}/answer`} class="fields">
      <FormKey value={formKey} />
      <input type="hidden" name="statement" value={head.number} />
      <Field
        label={text.credit}
        name="credit"
        value={fields.credit ?? whole}
        hint={text.creditHint}
        maxlength={20}
        required
        {...(isThis ? creditFault(fault, voice) : {})}
      />
      <TextField
        label={text.answer}
        name="answer"
        value={fields.answer ?? ''}
        rows={2}
        maxlength={500}
        required
        {...(isThis && has(fault, '/answer') ? { fault: text.noReason } : {})}
      />
      <button class="button" type="submit">
        {text.answerIt}
      </button>
    </form>
  )
}

function creditFault(fault: StatementPageProps['fault'], { locale, currency }: Voice) {
  const text = statementsText[locale]
  if (!(fault instanceof Malformed)) return {}
  const found = fault.faults.find(({ pointer }) => pointer === '/creditMinor')
  if (found === undefined) return {}
  const isTooMuch = found.kind === 'too-large' && found.expected !== undefined
  return { fault: isTooMuch ? text.tooMuch(decimalText(Number(found.expected), currency)) : text.noAmount }
}

function has(fault: StatementPageProps['fault'], pointer: string): boolean {
  return fault instanceof Malformed && fault.faults.some((found) => found.pointer === pointer)
}

function ObjectionForm({ read, voice, until, form, fault, formKey }: StatementPageProps) {
  const text = statementsText[voice.locale]
  const { head } = read
  return (
    <section class="screen-only">
      <h2 id="object">{text.object}</h2>
      <p class="quiet">{text.objectHint(voice.day(dayOf(until - 1, voice.zone).date))}</p>
      <form method="post" action={`${statementPath(head.number)}/objections`} class="fields">
        <FormKey value={formKey} />
        <Field
          label={text.line}
          name="line"
          type="number"
          min={1}
          max={head.lines}
          value={form.line ?? ''}
          required
          {...(has(fault, '/line') ? { fault: text.unknownLine } : {})}
        />
        <TextField
          label={text.reason}
          name="reason"
          rows={3}
          maxlength={500}
          value={form.reason ?? ''}
          required
          {...(has(fault, '/reason') ? { fault: text.noReason } : {})}
        />
        <button class="button" type="submit">
          {text.send}
        </button>
      </form>
    </section>
  )
}
