import type { Voice } from '../../platform/i18n/voice.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { statementPath, statementsPath } from '../../statements/web/paths.ts'
import { statementsText } from '../../statements/web/statements.text.ts'
import { findings, type Judged } from '../reconciliation.ts'
import { judgedFileText } from './judged-file.text.ts'
import { JudgedFile, type JudgedFileProps } from './judged-file-view.tsx'
import { reconcileText } from './reconcile.text.ts'

export const reconcilePath = '/f/reconcile'

export interface ReconcileProps extends Pick<
  JudgedFileProps<string, string>,
  'text' | 'fault' | 'done' | 'overtaken' | 'formKey'
> {
  readonly judged: readonly Judged[]
  readonly voice: Voice
}

/** A list of payments from the bank: sent, looked at line by line, confirmed. */
export function ReconcileView({ voice, ...props }: ReconcileProps) {
  const { judged } = props
  return (
    <JudgedFile
      {...props}
      path={reconcilePath}
      over={{ path: statementsPath, title: statementsText[voice.locale].title }}
      words={reconcileText[voice.locale]}
      findings={findings}
      able={judged.some(({ finding, partial }) => finding === 'matched' || partial)}
      locale={voice.locale}
    >
      <ReportHead voice={voice} />
      <tbody>
        {judged.map((one) => (
          <JudgedRow judged={one} voice={voice} />
        ))}
      </tbody>
    </JudgedFile>
  )
}

function ReportHead({ voice }: { readonly voice: Voice }) {
  const { columns } = reconcileText[voice.locale]
  const text = judgedFileText[voice.locale]
  return (
    <thead>
      <tr>
        <th scope="col">{text.line}</th>
        <th scope="col">{columns.number}</th>
        <th scope="col">{text.result}</th>
        <th scope="col" class="money">
          {columns.amount}
        </th>
        <th scope="col">{columns.voucher}</th>
        <th scope="col">{columns.date}</th>
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
