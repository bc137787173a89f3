import type { Voice } from '../../platform/i18n/voice.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import { openingColumns, openingFindings, type JudgedOpening, type OpeningColumn } from '../opening.ts'
import type { FileFault } from '../read-columns.ts'
import { balancePath, balancesPath } from './balances-view.tsx'
import { balancesText } from './balances.text.ts'
import { openingsText } from './openings.text.ts'
import { faultSentence } from './reconcile-view.tsx'
import { reconcileText } from './reconcile.text.ts'

export const openingsPath = `${balancesPath}/import`

export interface OpeningsProps {
  readonly judged: readonly JudgedOpening[]
  readonly text: string | null
  readonly fault: FileFault | null
  /** Lines that were just recorded. */
  readonly done: number | null
  readonly overtaken: boolean
  readonly voice: Voice
  readonly formKey: string
}

/** What firms brought along: a file sent, looked at line by line, confirmed. */
export function OpeningsView(props: OpeningsProps) {
  const { fault, done, voice, formKey, judged } = props
  const text = openingsText[voice.locale]
  const words = reconcileText[voice.locale]
  const column = (name: string) => text.columns[name as OpeningColumn]
  return (
    <>
      <p class="over">
        <a href={balancesPath}>{balancesText[voice.locale].title}</a>
      </p>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {done === null ? null : (
        <p class="notice good" role="status">
          {text.done(done)}
        </p>
      )}
      {props.overtaken ? (
        <p class="notice bad" role="alert">
          {words.again}
        </p>
      ) : null}
      <form method="post" action={openingsPath} enctype="multipart/form-data" class="fields">
        <FormKey value={formKey} />
        <Field
          label={text.file}
          name="file"
          type="file"
          accept=".csv,text/csv"
          hint={text.hint}
          {...(fault === null ? {} : { fault: faultSentence(fault, words, column) })}
        />
        <button class="button" type="submit">
          {words.look}
        </button>
      </form>
      {judged.length === 0 ? null : <Report {...props} />}
    </>
  )
}

function Report({ judged, text: kept, voice, formKey }: OpeningsProps) {
  const text = openingsText[voice.locale]
  const words = reconcileText[voice.locale]
  const counts = openingFindings.map((one) => [one, judged.filter(({ finding }) => finding === one).length] as const)
  return (
    <form method="post" action={openingsPath} enctype="multipart/form-data" id="report">
      <FormKey value={formKey} />
      <input type="hidden" name="kept" value={JSON.stringify(kept ?? '')} />
      <h2>{words.lines}</h2>
      <ul class="tally">
        {counts.map(([finding, count]) =>
          count === 0 ? null : (
            <li>
              <b>{count}</b> {text.findings[finding]}
            </li>
          ),
        )}
      </ul>
      <ReportTable judged={judged} voice={voice} />
      {judged.some(({ finding }) => finding === 'new') ? (
        <button class="button main" type="submit">
          {text.post}
        </button>
      ) : (
        <p>{words.nothing}</p>
      )}
    </form>
  )
}

function ReportTable({ judged, voice }: Pick<OpeningsProps, 'judged' | 'voice'>) {
  const text = openingsText[voice.locale]
  const words = reconcileText[voice.locale]
  return (
    <div class="scrolling" tabindex={0} role="region" aria-label={words.lines}>
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            {openingColumns.map((column) => (
              <th scope="col" class={column === 'amount' ? 'money' : ''}>
                {text.columns[column]}
              </th>
            ))}
            <th scope="col">{text.result}</th>
          </tr>
        </thead>
        <tbody>
          {judged.map((one) => (
            <LineRow judged={one} voice={voice} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LineRow({
  judged: { line, finding, firm },
  voice,
}: {
  readonly judged: JudgedOpening
  readonly voice: Voice
}) {
  const text = openingsText[voice.locale]
  return (
    <tr>
      <td>{line.line}</td>
      <td>
        {firm === null ? (
          line.firm
        ) : (
          <a class="tap" href={balancePath(firm.id)}>
            {nameIn(firm, voice.locale)}
          </a>
        )}
      </td>
      <td class="money">{line.amountMinor === null ? line.written.amount : voice.money(line.amountMinor)}</td>
      <td>{line.kind === null ? line.written.kind : text.kinds[line.kind]}</td>
      <td class="what">
        <strong>{text.findings[finding]}</strong>
      </td>
    </tr>
  )
}
