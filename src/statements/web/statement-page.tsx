import { Frame } from '../../firms/web/frame.tsx'
import { paysFor } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { Conflict, type Malformed } from '../../kernel/thrown.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { payableOf } from '../../settlements/dues.ts'
import { InvoicesView, isAskable, type InvoiceForm } from '../../settlements/web/invoices-view.tsx'
import { invoicesText } from '../../settlements/web/invoices.text.ts'
import { DuesView, PaymentsView, type PaymentForm } from '../../settlements/web/settlement-view.tsx'
import { settlementsText } from '../../settlements/web/settlements.text.ts'
import type { ReadStatement } from '../reads/statements.ts'
import { sheetText } from '../sheet-text.ts'
import { ObjectionForm, Objections } from './objections-view.tsx'
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
  const { viewer, head, statement, names } = read
  const text = statementsText[voice.locale]
  const sheet = sheetText[voice.locale]
  const title = `${sheet.title} ${head.number}`
  const mayAsk = paysFor(viewer, head.firmId)
  const mayObject = mayAsk && voice.now < until
  const here = statementPath(head.number)
  return (
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
      <p class="over">
        <a href={statementsPath}>{text.title}</a>
      </p>
      <h1>{title}</h1>
      {fault instanceof Conflict ? (
        <p class="notice bad" role="alert">
          {conflictText(fault, props)}
        </p>
      ) : null}
      <Files here={here} voice={voice} />
      <Steps {...props} mayObject={mayObject} mayAsk={mayAsk} />
      <DuesView dues={head} voice={voice} />
      <SheetView {...{ statement, names, voice }} objectPath={mayObject ? here : null} isDraft={false} />
      <p class="quiet frozen">
        {text.frozen} <span class="hash">{`SHA-256 ${head.hash}`}</span>
      </p>
      <Objections {...props} />
      {mayObject ? <ObjectionForm {...props} /> : null}
      <Payments {...props} />
      <InvoicesView {...props} mayAsk={mayAsk} />
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

/** What this reader may do here, in sight however many lines follow. */
function Steps(props: StatementPageProps & { readonly mayObject: boolean; readonly mayAsk: boolean }) {
  const { read, voice, until, mayObject, mayAsk } = props
  const { head, objections, isPark } = read
  const text = statementsText[voice.locale]
  const payable = payableOf(head)
  const steps = [
    ...(isPark && objections.some(({ state }) => state === 'open')
      ? [['#objections', text.answerObjections] as const]
      : []),
    ...(isPark && payable !== 0
      ? [['#pay', settlementsText[voice.locale][payable < 0 ? 'recordBack' : 'record']] as const]
      : []),
    ...(mayObject ? [['#object', text.objectBy(voice.day(dayOf(until - 1, voice.zone).date))] as const] : []),
    ...((mayAsk && isAskable(read)) || read.invoices.length > 0
      ? [['#invoices', invoicesText[voice.locale][read.invoices.length > 0 ? 'title' : 'ask']] as const]
      : []),
  ]
  if (steps.length === 0) return null
  return (
    <p class="files steps">
      {steps.map(([href, said]) => (
        <a class="button quiet" href={href}>
          {said}
        </a>
      ))}
    </p>
  )
}

function conflictText(fault: Conflict, { read, form, voice }: StatementPageProps): string {
  const text = statementsText[voice.locale]
  const line = Number(form.line)
  const isKnown = read.objections.some(({ lineNo, state }) => lineNo === line && state !== 'declined')
  return fault.kind === 'state-forbids' && isKnown ? text.objectedAlready(line) : text.conflicts(fault.kind)
}
