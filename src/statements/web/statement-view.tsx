import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { amountInWords } from '../amount-in-words.ts'
import { footOf, type Subtotal } from '../foot.ts'
import { personName } from '../../firms/person-name.ts'
import { sheetText } from '../sheet-text.ts'
import type { NamesById } from '../sheet.ts'
import type { Statement } from '../statement.ts'
import { LinesTable } from './lines-table.tsx'

export interface SheetProps {
  readonly statement: Statement
  readonly names: NamesById
  readonly voice: Voice
  /** Where a line is objected to; null where it can't be. */
  readonly objectPath: string | null
  readonly isDraft: boolean
}

/** A statement as paper has it: who pays what for which period, the lines, what they add up to, where one signs. */
export function SheetView({ statement, names, voice, objectPath, isDraft }: SheetProps) {
  return (
    <article class="sheet">
      <SheetHead statement={statement} voice={voice} isDraft={isDraft} />
      <LinesTable statement={statement} names={names} voice={voice} objectPath={objectPath} />
      <SheetFoot statement={statement} names={names} voice={voice} />
    </article>
  )
}

type HeadProps = Pick<SheetProps, 'statement' | 'voice' | 'isDraft'>

function SheetHead({ statement, voice, isDraft }: HeadProps) {
  const { locale } = voice
  const text = sheetText[locale]
  const { payer, period, issuedAt, totalMinor, taxMinor, currency, park } = statement
  const name = nameIn(payer.names, locale)
  return (
    <header>
      <dl class="sheet-head">
        <Fact label={text.payer}>
          <strong lang={langOf(name, locale)}>{name}</strong>
          {payer.creditCode === null ? null : (
            <small>
              {text.creditCode} {payer.creditCode}
            </small>
          )}
        </Fact>
        <Fact label={text.period}>{voice.month(period)}</Fact>
        {isDraft ? null : (
          <Fact label={text.issued}>
            {voice.moment(issuedAt)}
            <small>{nameIn(park, locale)}</small>
          </Fact>
        )}
        <Fact label={text.due}>
          <strong class="due">{voice.money(totalMinor)}</strong>
          <small>
            {text.heads.tax} {voice.money(taxMinor)}
          </small>
          {currency === 'CNY' && locale !== 'en' ? (
            <small>
              {text.inWords} {amountInWords(totalMinor, locale === 'zh-Hans' ? 'hans' : 'hant')}
            </small>
          ) : null}
        </Fact>
      </dl>
    </header>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children?: unknown }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function SheetFoot({ statement, names, voice }: Omit<SheetProps, 'objectPath' | 'isDraft'>) {
  const { locale } = voice
  const text = sheetText[locale]
  const foot = footOf(statement)
  return (
    <footer class="sheet-foot">
      <Subtotals
        title={text.byResource}
        rows={foot.byResource.map((row) => [`${nameIn(row.resource, locale)} · ${row.assetNumber}`, row])}
        voice={voice}
      />
      <Subtotals
        title={text.byPerson}
        rows={foot.byPerson.map((row) => [personName(names.get(row.personId ?? '') ?? '', locale), row])}
        voice={voice}
      />
      <Subtotals
        title={text.byProject}
        rows={foot.byProject.map((row) => [row.name === '' ? row.code : `${row.code} · ${row.name}`, row])}
        voice={voice}
      />
      <TaxTable foot={foot} voice={voice} />
      <Signatures labels={text.signatures} />
    </footer>
  )
}

interface SubtotalsProps {
  readonly title: string
  readonly rows: readonly (readonly [name: string, row: Subtotal<unknown>])[]
  readonly voice: Voice
}

function Subtotals({ title, rows, voice }: SubtotalsProps) {
  const { heads, lines } = sheetText[voice.locale]
  return (
    <section>
      <h2>{title}</h2>
      <div class="scrolling" tabindex={0} role="region" aria-label={title}>
        <table class="sums">
          <thead>
            <tr>
              <th scope="col">
                <span class="unseen">{title}</span>
              </th>
              <th scope="col">{lines}</th>
              <th scope="col">{heads.hours}</th>
              <th scope="col">{heads.amount}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, row]) => (
              <tr>
                <th scope="row" lang={langOf(name, voice.locale)}>
                  {name}
                </th>
                <td>{row.lines}</td>
                <td>{(row.minutes / 60).toFixed(2)}</td>
                <td>{voice.money(row.amountMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function TaxTable({ foot, voice }: { readonly foot: ReturnType<typeof footOf>; readonly voice: Voice }) {
  const text = sheetText[voice.locale]
  return (
    <section>
      <h2>{text.byTaxRate}</h2>
      <div class="scrolling" tabindex={0} role="region" aria-label={text.byTaxRate}>
        <table class="sums">
          <thead>
            <tr>
              <th scope="col">%</th>
              <th scope="col">{text.net}</th>
              <th scope="col">{text.heads.tax}</th>
              <th scope="col">{text.heads.amount}</th>
            </tr>
          </thead>
          <tbody>
            {foot.byTaxRate.map((rate) => (
              <tr>
                <th scope="row">{rate.taxBasisPoints / 100}%</th>
                <td>{voice.money(rate.netMinor)}</td>
                <td>{voice.money(rate.taxMinor)}</td>
                <td>{voice.money(rate.amountMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">
        {foot.adjustmentsMinor === 0 ? null : `${text.adjustments} ${voice.money(foot.adjustmentsMinor)} `}
        {foot.subsidyMinor === 0 ? null : `${text.subsidy} ${voice.money(foot.subsidyMinor)} `}
        {foot.lateMinor === 0 ? null : `${text.late} ${voice.money(foot.lateMinor)}`}
      </p>
    </section>
  )
}

function Signatures({ labels }: { readonly labels: readonly string[] }) {
  return (
    <ul class="signatures">
      {labels.map((label) => (
        <li>{label}</li>
      ))}
    </ul>
  )
}
