import { personName } from '../../firms/person-name.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import { sheetText } from '../sheet-text.ts'
import { rateText, remarkOf } from '../sheet.ts'
import { columnsOf, type StatementLine } from '../statement-line.ts'
import { statementsText } from './statements.text.ts'
import type { SheetProps } from './statement-view.tsx'

/** The lines, one row each, with the total under them; the head stands on every printed page. */
export function LinesTable(props: SheetProps) {
  const { statement, voice } = props
  const text = sheetText[voice.locale]
  return (
    <div class="scrolling" tabindex={0} role="region" aria-label={text.lines}>
      <table class="lines">
        <thead>
          <tr>
            {headsIn(voice.locale).map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statement.lines.map((line) => (
            <LineRow line={line} {...props} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={14}>
              {text.total}
            </th>
            <td class="money">{voice.money(statement.totalMinor)}</td>
            <td></td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function headsIn(locale: Locale): string[] {
  const { booked, used } = statementsText[locale]
  const { heads } = sheetText[locale]
  return [
    heads.no,
    heads.date,
    heads.resource,
    heads.person,
    heads.project,
    booked,
    used,
    heads.hours,
    heads.rate,
    heads.machineTime,
    heads.startFee,
    heads.consumables,
    heads.fees,
    heads.reductions,
    heads.amount,
    heads.bookingNumber,
  ]
}

function LineRow({ line, statement, names, voice, objectPath }: SheetProps & { readonly line: StatementLine }) {
  const { locale } = voice
  const text = sheetText[locale]
  const person = line.personId === null ? '' : personName(names.get(line.personId) ?? '', locale)
  const resource = nameIn(line.resource, locale)
  return (
    <tr id={`line-${line.no}`}>
      <td>{objectPath === null ? line.no : <ObjectLink no={line.no} path={objectPath} voice={voice} />}</td>
      <td>
        <time datetime={line.date}>{line.date}</time>
      </td>
      <td>
        <span lang={langOf(resource, locale)}>{resource}</span> <small>{line.assetNumber}</small>
        <Remark line={line} voice={voice} />
      </td>
      <td lang={langOf(person, locale)}>{person}</td>
      <td>{line.projectCode}</td>
      <td>{spanText(line.startsAt, line.endsAt, voice)}</td>
      <td>{spanText(line.usedFrom, line.usedUntil, voice)}</td>
      <td class="money">{(line.minutes / 60).toFixed(2)}</td>
      <td>
        {rateText(line, statement.currency, locale)}
        <small>{line.priceCategory}</small>
      </td>
      <Money line={line} voice={voice} />
      <td>
        {line.bookingNumber}
        {line.kind === 'usage' ? null : <small>{text.kinds[line.kind]}</small>}
        {line.late ? <small>{text.lateMark}</small> : null}
      </td>
    </tr>
  )
}

function ObjectLink({ no, path, voice }: { no: number; path: string; voice: SheetProps['voice'] }) {
  const label = statementsText[voice.locale].objectTo(no)
  return (
    <a href={`${path}?line=${no}#object`} aria-label={label} title={label}>
      {no}
    </a>
  )
}

function Remark({ line, voice }: { line: StatementLine; voice: SheetProps['voice'] }) {
  const remark = line.reason || remarkOf(line, voice.locale)
  return remark === '' ? null : <small class="remark">{remark}</small>
}

function Money({ line, voice }: { line: StatementLine; voice: SheetProps['voice'] }) {
  const { machineTimeMinor, startFeeMinor, consumablesMinor, feesMinor, reductionsMinor } = columnsOf(line)
  const parts = [machineTimeMinor, startFeeMinor, consumablesMinor, feesMinor, reductionsMinor]
  return (
    <>
      {parts.map((minor) => (
        <td class="money">{minor === 0 ? '' : voice.money(minor)}</td>
      ))}
      <td class="money">
        <strong>{voice.money(line.amountMinor)}</strong>
      </td>
    </>
  )
}

function spanText(startsAt: number | null, endsAt: number | null, voice: SheetProps['voice']): string {
  if (startsAt === null) return ''
  return endsAt === null ? voice.moment(startsAt) : voice.range({ startsAt, endsAt })
}
