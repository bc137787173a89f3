import { may } from '../../firms/viewer.ts'
import { personName } from '../../firms/person-name.ts'
import { sumMinor } from '../../kernel/money.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { FirmMoney, QuotaLeft, Spent } from '../reads/firm-money.ts'
import { Fact } from './entry-view.tsx'
import { ledgerAddress } from './ledger-filter.ts'
import { moneyText } from './money.text.ts'
import { MonthsPlot } from './plots-view.tsx'

export interface FirmMoneyProps {
  readonly money: FirmMoney
  readonly voice: Voice
}

/** A firm's month: what is spent and by whom, what the month will come to, what is left of budgets and limits. */
export function FirmMoneyView({ money, voice }: FirmMoneyProps) {
  const text = moneyText[voice.locale]
  const { spent, isWhole, period } = money
  return (
    <>
      {isWhole ? null : <p class="notice">{text.ownOnly}</p>}
      <Sums money={money} voice={voice} />
      {isWhole && may(money.viewer, 'see-firm-money', { firmId: money.firm.id }) ? (
        <p class="files">
          <a class="button quiet" href={ledgerAddress({ period, firm: money.firm.id })}>
            {text.ledger}
          </a>
          <a class="button quiet" href="/f/statements">
            {text.statements}
          </a>
          <a class="button quiet" href="/f/plots">
            {text.plots}
          </a>
          <a class="button quiet" href={`/f/balances/${money.firm.id}`}>
            {text.balance}
          </a>
        </p>
      ) : null}
      <Limits money={money} voice={voice} />
      {spent.length === 0 ? <p>{text.nothing}</p> : <Parts spent={spent} voice={voice} />}
      {isWhole ? <MonthsPlot months={money.months} voice={voice} /> : null}
    </>
  )
}

function Sums({ money: { spent, held }, voice }: FirmMoneyProps) {
  const text = moneyText[voice.locale]
  const soFar = sumMinor(spent.map((row) => row.amountMinor))
  return (
    <>
      <dl class="sheet-head">
        <Fact label={text.soFar}>
          <strong class="due">{voice.money(soFar)}</strong>
        </Fact>
        <Fact label={text.held}>
          {voice.money(held.amountMinor)}
          <small>{text.heldCount(held.bookings)}</small>
        </Fact>
        <Fact label={text.forecast}>
          <strong>{voice.money(soFar + held.amountMinor)}</strong>
        </Fact>
      </dl>
      <p class="quiet">{text.forecastHow}</p>
    </>
  )
}

function Parts({ spent, voice }: { readonly spent: readonly Spent[]; readonly voice: Voice }) {
  const text = moneyText[voice.locale]
  const person = (row: Spent) => (row.personId === null ? text.nobody : personName(row.person ?? '', voice.locale))
  return (
    <div class="plots">
      <Part title={text.byPerson} spent={spent} keyOf={(row) => row.personId ?? ''} nameOf={person} voice={voice} />
      <Part
        title={text.byProject}
        spent={spent}
        keyOf={(row) => row.projectId}
        nameOf={(row) => row.project}
        voice={voice}
      />
      <Part
        title={text.byResource}
        spent={spent}
        keyOf={(row) => row.resourceId}
        nameOf={(row) => nameIn(row, voice.locale)}
        voice={voice}
      />
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly spent: readonly Spent[]
  readonly keyOf: (row: Spent) => string
  readonly nameOf: (row: Spent) => string
  readonly voice: Voice
}

function Part({ title, spent, keyOf, nameOf, voice }: PartProps) {
  const sums = [...Map.groupBy(spent, keyOf).values()].map((rows) => ({
    name: rows[0] === undefined ? '' : nameOf(rows[0]),
    amountMinor: sumMinor(rows.map((row) => row.amountMinor)),
  }))
  const inOrder = sums.toSorted((a, b) => b.amountMinor - a.amountMinor)
  const others = inOrder.slice(atFirst)
  return (
    <section>
      <h2>{title}</h2>
      <SumTable sums={inOrder.slice(0, atFirst)} voice={voice} />
      {others.length === 0 ? null : (
        <details>
          <summary>{moneyText[voice.locale].others(others.length)}</summary>
          <SumTable sums={others} voice={voice} />
        </details>
      )}
    </section>
  )
}

const atFirst = 10

interface SumTableProps {
  readonly sums: readonly { readonly name: string; readonly amountMinor: number }[]
  readonly voice: Voice
}

function SumTable({ sums, voice }: SumTableProps) {
  return (
    <table class="sums">
      <tbody>
        {sums.map(({ name, amountMinor }) => (
          <tr>
            <th scope="row" lang={langOf(name, voice.locale)}>
              {name}
            </th>
            <td class="money">{voice.money(amountMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Limits({ money: { quotas, isWhole }, voice }: FirmMoneyProps) {
  const text = moneyText[voice.locale]
  return (
    <section>
      <h2>{text.limits}</h2>
      {quotas.length === 0 ? <p>{text.noLimits}</p> : null}
      <ul class="rows limits">
        {quotas.map((left) => (
          <LimitRow left={left} voice={voice} />
        ))}
      </ul>
      {isWhole && quotas.length > 0 ? <p class="quiet">{text.alertsHow}</p> : null}
    </section>
  )
}

function LimitRow({ left: { quota, whose, scope, used }, voice }: { readonly left: QuotaLeft; readonly voice: Voice }) {
  const text = moneyText[voice.locale]
  const { kind, window, windowDays, measure, limit } = quota
  const amount = (value: number) =>
    measure === 'amount'
      ? voice.money(value)
      : measure === 'seconds'
        ? voice.minutes(Math.floor(value / 60))
        : String(value)
  const state = used >= limit ? text.usedUp : used * 100 >= limit * 80 ? text.nearly : ''
  const when = window === 'rolling' ? text.rolling(windowDays) : text.windows[window]
  const label = [whose === '' ? text.firmWide : whose, `${text.kinds[kind]} ${when}`]
  return (
    <li class="row stack">
      <span>
        <strong>{label.join(' · ')}</strong>
        {scope === null ? null : <span> · {nameIn(scope, voice.locale)}</span>}
        <small>
          {text.used(amount(used), amount(limit))} · {text.left(amount(Math.max(0, limit - used)))}
          {state === '' ? null : (
            <>
              {' '}
              · <strong class="warned">{state}</strong>
            </>
          )}
        </small>
      </span>
      <progress max={Math.max(1, limit)} value={Math.max(0, Math.min(used, limit))} aria-label={label.join(' ')} />
    </li>
  )
}
