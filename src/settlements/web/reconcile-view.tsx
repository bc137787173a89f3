import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import { dayOf } from '../../kernel/wall-clock.ts'
import { statementPath, statementsPath } from '../../statements/web/paths.ts'
import { statementsText } from '../../statements/web/statements.text.ts'
import type { BankColumn } from '../read-bank-file.ts'
import type { FileFault } from '../read-columns.ts'
import { findings, type Judged } from '../reconciliation.ts'
import { reconcileText, type ReconcileText } from './reconcile.text.ts'

export const reconcilePath = '/f/reconcile'

export interface ReconcileProps {
  readonly judged: readonly Judged[]
  /** The file's text: sent along with the confirmation, as JSON, since a field of one line may lose its breaks. */
  readonly text: string | null
  readonly fault: FileFault | null
  /** Payments that were just recorded. */
  readonly done: number | null
  readonly overtaken: boolean
  readonly voice: Voice
  readonly formKey: string
}

/** A list of payments from the bank: sent, looked at line by line, confirmed. */
export function ReconcileView(props: ReconcileProps) {
  const { fault, done, voice, formKey, overtaken, judged } = props
  const text = reconcileText[voice.locale]
  return (
    <>
      <p class="over">
        <a href={statementsPath}>{statementsText[voice.locale].title}</a>
      </p>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {done === null ? null : (
        <p class="notice good" role="status">
          {text.done(done)}
        </p>
      )}
      {overtaken ? (
        <p class="notice bad" role="alert">
          {text.again}
        </p>
      ) : null}
      <form method="post" action={reconcilePath} enctype="multipart/form-data" class="fields">
        <FormKey value={formKey} />
        <Field
          label={text.file}
          name="file"
          type="file"
          accept=".csv,text/csv"
          hint={text.hint}
          {...(fault === null
            ? {}
            : { fault: faultSentence(fault, text, (column) => text.columns[column as BankColumn]) })}
        />
        <button class="button" type="submit">
          {text.look}
        </button>
      </form>
      {judged.length === 0 ? null : <Report {...props} />}
    </>
  )
}

function Report({ judged, text: kept, voice, formKey }: ReconcileProps) {
  const text = reconcileText[voice.locale]
  const counts = findings.map((finding) => [finding, judged.filter((one) => one.finding === finding).length] as const)
  const able = judged.some(({ finding, partial }) => finding === 'matched' || partial)
  return (
    <form method="post" action={reconcilePath} enctype="multipart/form-data" id="report">
      <FormKey value={formKey} />
      <input type="hidden" name="kept" value={JSON.stringify(kept ?? '')} />
      <h2>{text.lines}</h2>
      <ul class="tally">
        {counts.map(([finding, count]) =>
          count === 0 ? null : (
            <li>
              <b>{count}</b> {text.findings[finding]}
            </li>
          ),
        )}
      </ul>
      <div class="scrolling" tabindex={0} role="region" aria-label={text.lines}>
        <table class="lines">
          <ReportHead voice={voice} />
          <tbody>
            {judged.map((one) => (
              <JudgedRow judged={one} voice={voice} />
            ))}
          </tbody>
        </table>
      </div>
      {able ? (
        <button class="button main" type="submit">
          {text.post}
        </button>
      ) : (
        <p>{text.nothing}</p>
      )}
    </form>
  )
}

function ReportHead({ voice }: { readonly voice: Voice }) {
  const text = reconcileText[voice.locale]
  return (
    <thead>
      <tr>
        <th scope="col">{text.line}</th>
        <th scope="col">{text.columns.number}</th>
        <th scope="col">{text.firm}</th>
        <th scope="col" class="money">
          {text.columns.amount}
        </th>
        <th scope="col">{text.columns.voucher}</th>
        <th scope="col">{text.columns.date}</th>
      </tr>
    </thead>
  )
}

function JudgedRow({ judged, voice }: { readonly judged: Judged; readonly voice: Voice }) {
  const text = reconcileText[voice.locale]
  const { line, finding, payable, byMinor, partial } = judged
  const by = voice.money(Math.abs(byMinor))
  return (
    <tr>
      <td>{line.line}</td>
      <td>
        {payable === null ? (
          line.number
        ) : (
          <a class="tap" href={statementPath(line.number)}>
            {line.number}
          </a>
        )}
      </td>
      <td class="what">
        <strong>{text.findings[finding]}</strong>
        {finding === 'unreadable' ? (
          <small>{unread(line, voice).join(voice.locale === 'en' ? ', ' : '、')}</small>
        ) : null}
        {byMinor === 0 ? null : <small>{byMinor > 0 ? text.more(by) : text.less(by)}</small>}
        {partial ? (
          <label class="check">
            <input type="checkbox" name="tick" value={line.line} />
            <span>{text.part}</span>
          </label>
        ) : null}
      </td>
      <td class="money">{line.amountMinor === null ? line.written.amount : voice.money(line.amountMinor)}</td>
      <td>{line.voucher}</td>
      <td class="date">{line.paidOn ?? line.written.date}</td>
    </tr>
  )
}

/** The cells that can't be read; a day that has not come yet is none. */
function unread({ number, amountMinor, voucher, paidOn }: Judged['line'], voice: Voice): string[] {
  const { columns } = reconcileText[voice.locale]
  const today = dayOf(voice.now, voice.zone).date
  return [
    ...(number === '' ? [columns.number] : []),
    ...(amountMinor === null || amountMinor === 0 ? [columns.amount] : []),
    ...(voucher === '' ? [columns.voucher] : []),
    ...(paidOn === null || paidOn > today ? [columns.date] : []),
  ]
}

/** Why a file can't be taken; `column` names one of its columns. */
export function faultSentence(fault: FileFault, text: ReconcileText, column: (name: string) => string): string {
  switch (fault.kind) {
    case 'no-file':
      return text.noFile
    case 'not-utf8':
      return text.notUtf8
    case 'empty':
      return text.empty
    case 'too-many':
      return text.tooMany
    case 'not-csv':
      return text.notCsv(fault.line)
    case 'columns':
      return text.missing(fault.missing.map(column).join(', '))
    case 'repeated':
      return text.repeated(fault.columns.map(column).join(', '))
  }
}
