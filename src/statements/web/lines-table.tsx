import { categoryName } from '../../billing/web/rate-words.ts'
import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { sheetText } from '../sheet-text.ts'
import { rateText, remarkOf } from '../sheet.ts'
import { columnsOf, type LineColumn, type StatementLine } from '../statement-line.ts'
import type { Statement } from '../statement.ts'
import { statementsText } from './statements.text.ts'
import type { SheetProps } from './statement-view.tsx'

type TableProps = Omit<SheetProps, 'isDraft'>

/**
 * The lines, one row each, with the total under them; the head stands on every printed page. A column of money that no
 * line fills is left out.
 */
export function LinesTable(props: TableProps) {
  const { statement, voice } = props
  const text = sheetText[voice.locale]
  const { heads } = text
  const parts = filledParts(statement)
  const before = [heads.no, heads.date, heads.resource, heads.person, heads.project]
  const time = `${statementsText[voice.locale].booked} / ${statementsText[voice.locale].used}`
  return (
    <div class="scrolling" tabindex={0} role="region" aria-label={text.lines}>
      <table class="lines">
        <thead>
          <tr>
            {[...before, time].map((head) => (
              <th scope="col">{head}</th>
            ))}
            {[heads.hours, heads.rate, ...parts.map((part) => heads[headOf[part]]), heads.amount].map((head) => (
              <th scope="col" class="money">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statement.lines.map((line) => (
            <LineRow line={line} parts={parts} {...props} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={8 + parts.length}>
              {text.total}
            </th>
            <td class="money">{voice.money(statement.totalMinor)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

const headOf = {
  machineTimeMinor: 'machineTime',
  startFeeMinor: 'startFee',
  consumablesMinor: 'consumables',
  feesMinor: 'fees',
  reductionsMinor: 'reductions',
} as const satisfies Record<LineColumn, string>

/** Columns with anything in them; none at all where all is machine time, which the amount says already. */
function filledParts({ lines }: Statement): LineColumn[] {
  const columns = lines.map(columnsOf)
  const filled = (Object.keys(headOf) as LineColumn[]).filter((part) => columns.some((column) => column[part] !== 0))
  return filled.length > 1 ? filled : []
}

interface RowProps extends TableProps {
  readonly line: StatementLine
  readonly parts: readonly LineColumn[]
}

function LineRow({ line, parts, statement, names, voice, objectPath }: RowProps) {
  const { locale } = voice
  const person = line.personId === null ? '' : personName(names.get(line.personId) ?? '', locale)
  const columns = columnsOf(line)
  return (
    <tr id={`line-${line.no}`}>
      <td>{objectPath === null ? line.no : <ObjectLink no={line.no} path={objectPath} voice={voice} />}</td>
      <td class="date">
        <time datetime={line.date}>{line.date}</time>
      </td>
      <td class="what">
        <What line={line} voice={voice} />
      </td>
      <td lang={langOf(person, locale)}>{person}</td>
      <td>{line.projectCode}</td>
      <td class="times">
        <Times line={line} voice={voice} />
      </td>
      <td class="money">{(line.minutes / 60).toFixed(2)}</td>
      <td class="money rate">
        {rateText(line, statement.currency, locale)}
        <small>{categoryName(line.priceCategory, voice)}</small>
      </td>
      {parts.map((part) => (
        <td class="money">{columns[part] === 0 ? '' : voice.money(columns[part])}</td>
      ))}
      <td class="money">
        <strong>{voice.money(line.amountMinor)}</strong>
      </td>
    </tr>
  )
}

function What({ line, voice }: { readonly line: StatementLine; readonly voice: Voice }) {
  const text = sheetText[voice.locale]
  const name = nameIn(line.resource, voice.locale)
  const remark = line.reason || remarkOf(line, voice.locale)
  const isSaid = line.kind === 'usage' || remark.startsWith(text.kinds[line.kind])
  const kind = isSaid ? '' : text.kinds[line.kind]
  const said = [kind + (line.late ? text.lateMark : ''), remark].filter((words) => words !== '')
  return (
    <>
      <span lang={langOf(name, voice.locale)}>{name}</span>
      <small>
        {line.assetNumber}
        {line.bookingNumber === null ? null : ` · ${line.bookingNumber}`}
      </small>
      {said.length === 0 ? null : <small>{said.join(text.comma)}</small>}
    </>
  )
}

function Times({ line, voice }: { readonly line: StatementLine; readonly voice: Voice }) {
  const { startsAt, endsAt, usedFrom, usedUntil } = line
  const booked = startsAt === null || endsAt === null ? '' : voice.range({ startsAt, endsAt })
  if (usedFrom === null || usedUntil === null) return <>{booked}</>
  return (
    <>
      {booked}
      <small>
        {statementsText[voice.locale].used} {voice.clocks({ startsAt: usedFrom, endsAt: usedUntil })}
      </small>
    </>
  )
}

function ObjectLink({ no, path, voice }: { readonly no: number; readonly path: string; readonly voice: Voice }) {
  const label = statementsText[voice.locale].objectTo(no)
  return (
    <a href={`${path}?line=${no}#object`} aria-label={label} title={label}>
      {no}
    </a>
  )
}
