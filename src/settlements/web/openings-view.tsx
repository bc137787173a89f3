import type { Voice } from '../../platform/i18n/voice.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { openingColumns, openingFindings, type JudgedOpening } from '../opening.ts'
import { balancePath, balancesPath } from './balances-view.tsx'
import { balancesText } from './balances.text.ts'
import { judgedFileText } from './judged-file.text.ts'
import { JudgedFile, type JudgedFileProps } from './judged-file-view.tsx'
import { openingsText } from './openings.text.ts'

export const openingsPath = `${balancesPath}/import`

export interface OpeningsProps extends Pick<
  JudgedFileProps<string, string>,
  'text' | 'fault' | 'done' | 'overtaken' | 'formKey'
> {
  readonly judged: readonly JudgedOpening[]
  readonly voice: Voice
}

/** What firms brought along: a file sent, looked at line by line, confirmed. */
export function OpeningsView({ voice, ...props }: OpeningsProps) {
  const { judged } = props
  const words = openingsText[voice.locale]
  const text = judgedFileText[voice.locale]
  return (
    <JudgedFile
      {...props}
      path={openingsPath}
      over={{ path: balancesPath, title: balancesText[voice.locale].title }}
      words={words}
      findings={openingFindings}
      able={judged.some(({ finding }) => finding === 'new')}
      locale={voice.locale}
    >
      <thead>
        <tr>
          <th scope="col">{text.line}</th>
          {openingColumns.map((column) => (
            <th scope="col" class={column === 'amount' ? 'money' : ''}>
              {words.columns[column]}
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
    </JudgedFile>
  )
}

interface LineRowProps {
  readonly judged: JudgedOpening
  readonly voice: Voice
}

function LineRow({ judged: { line, finding, firm }, voice }: LineRowProps) {
  const words = openingsText[voice.locale]
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
      <td>{line.kind === null ? line.written.kind : words.kinds[line.kind]}</td>
      <td class="what">
        <strong>{words.findings[finding]}</strong>
      </td>
    </tr>
  )
}
