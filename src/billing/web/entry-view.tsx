import { personName } from '../../firms/person-name.ts'
import { sumMinor } from '../../kernel/money.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { lineText } from '../line-text.ts'
import type { PriceLine } from '../price-line.ts'
import type { EntryPage } from '../reads/entry-page.ts'
import { FrozenRate } from './frozen-rate.tsx'
import { dateOf, entryPath } from './ledger-filter.ts'
import { ledgerText } from './ledger.text.ts'

export interface EntryViewProps extends Pick<EntryPage, 'entry' | 'source'> {
  readonly voice: Voice
}

/** One entry: its lines and how each was reckoned, the booking, its use and review, and the rate that was frozen. */
export function EntryView({ entry, source, voice }: EntryViewProps) {
  const text = ledgerText[voice.locale]
  const { locale, zone } = voice
  const firm = nameIn(entry.firm, locale)
  return (
    <>
      <dl class="sheet-head">
        <Fact label={text.firm}>
          <span lang={langOf(firm, locale)}>{firm}</span>
        </Fact>
        <Fact label={text.occurred}>{voice.day(dateOf(entry.occurredAt, zone))}</Fact>
        <Fact label={text.period}>
          {voice.month(entry.period)}
          {entry.late ? ` · ${text.late}` : ''}
        </Fact>
        <Fact label={text.posted}>{voice.moment(entry.postedAt)}</Fact>
        <Fact label={text.statement}>
          {entry.statement === null ? text.onNone : <a href={`/f/statements/${entry.statement}`}>{entry.statement}</a>}
        </Fact>
        {entry.reason === '' ? null : (
          <Fact label={text.reason}>
            <span lang={langOf(entry.reason, locale)}>{entry.reason}</span>
          </Fact>
        )}
        <Reversals entry={entry} source={source} voice={voice} />
      </dl>
      <Lines lines={entry.lines} voice={voice} />
      {entry.bookingId === null ? (
        <p>{text.noBooking}</p>
      ) : (
        <>
          <BookingPart entry={entry} source={source} voice={voice} />
          <UsePart entry={entry} source={source} voice={voice} />
          {source.tariff === null ? null : <FrozenRate tariff={source.tariff} voice={voice} />}
        </>
      )}
    </>
  )
}

export function Fact({ label, children }: { readonly label: string; readonly children?: unknown }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Reversals({ entry, source, voice }: EntryViewProps) {
  const text = ledgerText[voice.locale]
  const pairs = [
    [text.takesBack, entry.reverses],
    [text.takenBack, source.reversedBy],
  ] as const
  return (
    <>
      {pairs.map(([label, id]) =>
        id === null ? null : (
          <Fact label={label}>
            <a href={entryPath(id)}>{text.entry}</a>
          </Fact>
        ),
      )}
    </>
  )
}

function Lines({ lines, voice }: { readonly lines: readonly PriceLine[]; readonly voice: Voice }) {
  const text = ledgerText[voice.locale]
  return (
    <div class="scrolling" tabindex={0} role="region" aria-label={text.lines}>
      <table class="lines">
        <LinesHead voice={voice} />
        <tbody>
          {lines.map((line) => (
            <tr>
              <td>{lineText(line, voice.locale)}</td>
              <td>{reckoningOf(line, voice)}</td>
              <td class="money">
                {voice.money(line.taxMinor)} <small>{line.taxBasisPoints / 100}%</small>
              </td>
              <td class="money">{voice.money(line.amountMinor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={2}>
              {text.total}
            </th>
            <td class="money">{voice.money(sumMinor(lines.map((line) => line.taxMinor)))}</td>
            <td class="money">{voice.money(sumMinor(lines.map((line) => line.amountMinor)))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function LinesHead({ voice }: { readonly voice: Voice }) {
  const text = ledgerText[voice.locale]
  return (
    <thead>
      <tr>
        <th scope="col">{text.whatFor}</th>
        <th scope="col">{text.reckoned}</th>
        {[text.tax, text.amount].map((head) => (
          <th scope="col" class="money">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** `120 min × ¥120.00 ÷ 60`: so that anybody can do the sum again. */
function reckoningOf({ kind, minutes, perHourMinor, quantity, unitMinor, percent }: PriceLine, voice: Voice): string {
  const share = percent === undefined ? '' : ` × ${percent}%`
  if (minutes !== undefined && perHourMinor !== undefined) {
    return `${minutes} × ${voice.money(perHourMinor)} ÷ 60${share}`
  }
  if (kind !== 'minimum' && quantity !== undefined && unitMinor !== undefined) {
    return `${quantity} × ${voice.money(unitMinor)}${share}`
  }
  if (unitMinor !== undefined) return voice.money(unitMinor) + share
  return share.slice(3)
}

function BookingPart({ entry, voice }: EntryViewProps) {
  const text = ledgerText[voice.locale]
  const { bookingId, bookingNumber, person, projectCode, startsAt, endsAt, resource, resourceId, assetNumber } = entry
  const name = resource === null ? '' : nameIn(resource, voice.locale)
  return (
    <>
      <h2 id="booking">{text.booking}</h2>
      <dl class="sheet-head">
        <Fact label={text.booking}>
          <a href={`/b/${bookingId}`}>{bookingNumber}</a>
        </Fact>
        <Fact label={text.resource}>
          <a href={`/i/${resourceId}`} lang={langOf(name, voice.locale)}>
            {name}
          </a>
          <small>{assetNumber}</small>
        </Fact>
        <Fact label={text.booked}>{startsAt === null || endsAt === null ? '' : voice.range({ startsAt, endsAt })}</Fact>
        <Fact label={text.user}>{personName(person ?? '', voice.locale)}</Fact>
        <Fact label={text.project}>{projectCode}</Fact>
      </dl>
    </>
  )
}

function UsePart({ source, voice }: EntryViewProps) {
  const text = ledgerText[voice.locale]
  const { checkedInAt, checkedOutAt, reviewKind, decision, decidedAt, reviewReason } = source
  const found = reviewKind === null ? text.noReview : (text.reviewKinds[reviewKind] ?? reviewKind)
  return (
    <>
      <h2 id="use">{text.use}</h2>
      <dl class="sheet-head">
        <Fact label={text.checkedIn}>{checkedInAt === null ? text.notChecked : voice.moment(checkedInAt)}</Fact>
        {checkedOutAt === null ? null : <Fact label={text.checkedOut}>{voice.moment(checkedOutAt)}</Fact>}
        <Fact label={text.review}>
          {found}
          {reviewKind === null ? null : (
            <small>
              {decision === null ? text.awaits : (text.decisions[decision] ?? decision)}
              {decidedAt === null ? '' : ` · ${voice.moment(decidedAt)}`}
              {reviewReason ? ` · ${reviewReason}` : ''}
            </small>
          )}
        </Fact>
      </dl>
    </>
  )
}
