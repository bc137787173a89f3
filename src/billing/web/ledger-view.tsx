import { personName } from '../../firms/person-name.ts'
import { seesParkMoney } from '../../firms/viewer.ts'
import { addDays } from '../../kernel/wall-clock.ts'
import { sumMinor } from '../../kernel/money.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { LedgerEntry } from '../ledger-entry.ts'
import { kindWord, ledgerTitle } from '../ledger-kinds.ts'
import { lineText } from '../line-text.ts'
import type { LedgerSheet } from '../reads/ledger.ts'
import { dateOf, entryPath, ledgerAddress, type LedgerFilter } from './ledger-filter.ts'
import { FilterForm } from './ledger-filter-form.tsx'
import { ledgerText } from './ledger.text.ts'

export interface LedgerViewProps {
  readonly sheet: LedgerSheet
  /** With the time that it was read for. */
  readonly filter: LedgerFilter
  /** The address of the entries before. */
  readonly next: string | null
  readonly voice: Voice
}

/** The ledger: what is asked for, what it comes to, its files, and the entries, newest first. */
export function LedgerView({ sheet, filter, next, voice }: LedgerViewProps) {
  const text = ledgerText[voice.locale]
  const isPark = seesParkMoney(sheet.viewer)
  return (
    <>
      <h1>{ledgerTitle[voice.locale]}</h1>
      <FilterForm sheet={sheet} filter={filter} isPark={isPark} locale={voice.locale} />
      <Totals sheet={sheet} voice={voice} />
      <p class="files">
        {(['csv', 'xlsx', 'json'] as const).map((kind) => (
          <a class="button quiet" href={ledgerAddress(filter, `.${kind}`)}>
            {kind.toUpperCase()}
          </a>
        ))}
        <a class="button quiet" href="/f/plots">
          {text.plots}
        </a>
      </p>
      {sheet.entries.length === 0 ? <Nothing filter={filter} voice={voice} /> : null}
      <ol class="rows entries">
        {sheet.entries.map((entry) => (
          <EntryRow entry={entry} filter={filter} isPark={isPark} voice={voice} />
        ))}
      </ol>
      {next === null ? null : (
        <p>
          <a class="button quiet" href={next} rel="next">
            {text.more}
          </a>
        </p>
      )}
    </>
  )
}

function Totals({ sheet: { totals }, voice }: Pick<LedgerViewProps, 'sheet' | 'voice'>) {
  const text = ledgerText[voice.locale]
  const sum = (column: 'amountMinor' | 'taxMinor' | 'entries' | 'lines') => sumMinor(totals.map((row) => row[column]))
  return (
    <section class="ledger-totals">
      <h2>{text.totals}</h2>
      <p>
        <strong class="due">{voice.money(sum('amountMinor'))}</strong>{' '}
        <span class="quiet">
          {text.taxIn(voice.money(sum('taxMinor')))} · {text.counts(sum('entries'), sum('lines'))}
        </span>
      </p>
      {totals.length < 2 ? null : <ByKind totals={totals} voice={voice} />}
    </section>
  )
}

function ByKind({ totals, voice }: { readonly totals: LedgerSheet['totals']; readonly voice: Voice }) {
  const text = ledgerText[voice.locale]
  return (
    <div class="scrolling" tabindex={0} role="region" aria-label={text.totals}>
      <table class="sums">
        <thead>
          <tr>
            <th scope="col">{text.kind}</th>
            {[text.entries, text.tax, text.amount].map((head) => (
              <th scope="col" class="money">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.map(({ kind, entries, taxMinor, amountMinor }) => (
            <tr>
              <th scope="row">{kindWord(kind, voice.locale)}</th>
              <td class="money">{entries}</td>
              <td class="money">{voice.money(taxMinor)}</td>
              <td class="money">{voice.money(amountMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** In a month's first days there is nothing yet: the one before is a press away. */
function Nothing({ filter, voice }: Pick<LedgerViewProps, 'filter' | 'voice'>) {
  const text = ledgerText[voice.locale]
  const before = filter.period === undefined ? null : addDays(`${filter.period}-01`, -1).slice(0, 7)
  return (
    <p>
      {text.none}{' '}
      {before === null ? null : <a href={ledgerAddress({ ...filter, period: before })}>{voice.month(before)}</a>}
    </p>
  )
}

interface RowProps {
  readonly entry: LedgerEntry
  readonly filter: LedgerFilter
  readonly isPark: boolean
  readonly voice: Voice
}

function EntryRow({ entry, filter, isPark, voice }: RowProps) {
  const { locale, zone } = voice
  const name = entry.resource === null ? kindWord(entry.kind, locale) : nameIn(entry.resource, locale)
  const only = (part: Partial<LedgerFilter>) => ledgerAddress({ ...filter, ...part })
  const firm = nameIn(entry.firm, locale)
  const kind = kindWord(entry.kind, locale)
  const said = entry.lines.map((line) => lineText(line, locale)).join(locale === 'en' ? '; ' : '；')
  return (
    <li class="row stack">
      <a class="entry" href={entryPath(entry.id)}>
        <span>
          <strong lang={langOf(name, locale)}>{name}</strong>
          <small>
            <time datetime={dateOf(entry.occurredAt, zone)}>{voice.day(dateOf(entry.occurredAt, zone))}</time> ·{' '}
            {said.startsWith(kind) ? '' : `${kind} · `}
            {entry.late ? `${ledgerText[locale].late} · ` : ''}
            {said}
            {entry.reason === '' ? '' : ` · ${entry.reason}`}
          </small>
        </span>
        <b>{voice.money(sumMinor(entry.lines.map((line) => line.amountMinor)))}</b>
      </a>
      <p class="ways">
        {isPark ? (
          <a href={only({ firm: entry.firmId })} lang={langOf(firm, locale)}>
            {firm}
          </a>
        ) : null}
        {entry.personId === null ? null : (
          <a href={only({ person: entry.personId })}>{personName(entry.person ?? '', locale)}</a>
        )}
        {entry.projectId === null ? null : <a href={only({ project: entry.projectId })}>{entry.projectCode}</a>}
        {entry.assetNumber === null ? null : <a href={only({ resource: entry.assetNumber })}>{entry.assetNumber}</a>}
      </p>
      <p class="ways">
        <Sources entry={entry} voice={voice} />
      </p>
    </li>
  )
}

/** Where an entry comes from and where it went: each one tap away. */
function Sources({ entry, voice }: Pick<RowProps, 'entry' | 'voice'>) {
  const text = ledgerText[voice.locale]
  const { id, bookingId, bookingNumber, statement } = entry
  return (
    <>
      {bookingId === null ? null : (
        <>
          <a href={`/b/${bookingId}`} aria-label={`${text.booking} ${bookingNumber}`}>
            {text.booking} <span class="long">{bookingNumber}</span>
          </a>
          <a href={`${entryPath(id)}#use`}>{text.use}</a>
          <a href={`${entryPath(id)}#rate`}>{text.rate}</a>
        </>
      )}
      {statement === null ? (
        <span>{text.onNone}</span>
      ) : (
        <a href={`/f/statements/${statement}`} aria-label={`${text.statement} ${statement}`}>
          <span class="long">{text.statement}</span> {statement}
        </a>
      )}
    </>
  )
}
