import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field } from '../../platform/ui/form-parts.tsx'
import type { Balance } from '../balance.ts'
import { balancesText } from './balances.text.ts'
import { openingsText } from './openings.text.ts'

export const balancesPath = '/f/balances'

export function balancePath(firmId: string): string {
  return `${balancesPath}/${encodeURIComponent(firmId)}`
}

export interface BalancesProps {
  readonly balances: readonly Balance[]
  readonly search: string
  readonly isPark: boolean
  /** Where the list goes on. */
  readonly next: string | null
  readonly voice: Voice
}

/** How firms stand with the park; a firm's finance people find their own. */
export function BalancesView({ balances, search, isPark, next, voice }: BalancesProps) {
  const text = balancesText[voice.locale]
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {isPark ? <ParkWays search={search} voice={voice} /> : null}
      {balances.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {balances.map((balance) => (
          <BalanceRow balance={balance} voice={voice} />
        ))}
      </ul>
      {next === null ? null : (
        <p>
          <a class="button quiet" href={next}>
            {text.more}
          </a>
        </p>
      )}
    </>
  )
}

function ParkWays({ search, voice }: Pick<BalancesProps, 'search' | 'voice'>) {
  const text = balancesText[voice.locale]
  return (
    <>
      <p class="files">
        <a class="button quiet" href={`${balancesPath}/import`}>
          {openingsText[voice.locale].title}
        </a>
      </p>
      <form method="get" action={balancesPath} class="fields">
        <Field label={text.find} name="q" type="search" value={search} maxlength={80} />
        <button class="button quiet" type="submit">
          {text.search}
        </button>
      </form>
    </>
  )
}

function BalanceRow({ balance, voice }: { readonly balance: Balance; readonly voice: Voice }) {
  const text = balancesText[voice.locale]
  const name = nameIn(balance.names, voice.locale)
  const said = figuresOf(balance, voice)
    .slice(1)
    .map(({ label, amount, note }) => note ?? `${label} ${amount}`)
  return (
    <li>
      <a class="row" href={balancePath(balance.firmId)}>
        <span>
          <strong lang={langOf(name, voice.locale)}>{name}</strong>
          <small>{[...(balance.state === 'departed' ? [text.departed] : []), ...said].join(' · ')}</small>
        </span>
        <b>
          {text.balance} {voice.money(balance.balanceMinor)}
        </b>
      </a>
    </li>
  )
}

interface Figure {
  readonly label: string
  readonly amount: string
  readonly note?: string
}

/** The balance, and of the rest what is not nothing. */
function figuresOf(balance: Balance, { locale, money }: Voice): Figure[] {
  const text = balancesText[locale]
  const { balanceMinor, dueMinor, openingMinor, unstatedMinor, creditMinor, availableMinor } = balance
  const rest = [
    { label: text.due, minor: dueMinor },
    { label: text.opening, minor: openingMinor },
    { label: text.unstated, minor: unstatedMinor },
  ].filter(({ minor }) => minor !== 0)
  return [
    { label: text.balance, amount: money(balanceMinor) },
    ...rest.map(({ label, minor }) => ({ label, amount: money(minor) })),
    ...(creditMinor === null || availableMinor === null
      ? []
      : [
          {
            label: text.credit,
            amount: money(creditMinor),
            note: text.available(money(availableMinor)),
          },
        ]),
  ]
}

/** One firm: what it has, owes and may still book on credit, and the way to what its figures are made of. */
export function FiguresView({ balance, voice }: { readonly balance: Balance; readonly voice: Voice }) {
  const { title } = balancesText[voice.locale]
  const name = nameIn(balance.names, voice.locale)
  return (
    <>
      <p class="over">
        <a href={balancesPath}>{title}</a>
      </p>
      <h1 lang={langOf(name, voice.locale)}>{name}</h1>
      <dl class="sheet-head dues" aria-label={title}>
        {figuresOf(balance, voice).map(({ label, amount, note }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <strong>{amount}</strong>
              {note === undefined ? null : <small>{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <FirmWays balance={balance} voice={voice} />
    </>
  )
}

function FirmWays({ balance, voice }: { readonly balance: Balance; readonly voice: Voice }) {
  const text = balancesText[voice.locale]
  const firm = encodeURIComponent(balance.firmId)
  return (
    <p class="files">
      <a class="button quiet" href={`/f/statements?firm=${firm}`}>
        {text.statements}
      </a>
      <a class="button quiet" href={unstatedPath(balance.firmId)}>
        {text.unstated}
      </a>
    </p>
  )
}

/** The entries of a firm that stand on no statement. */
export function unstatedPath(firmId: string): string {
  return `/f/ledger?firm=${encodeURIComponent(firmId)}&stated=no&from=2000-01-01`
}
