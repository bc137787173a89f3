import { ledgerPath } from '../../billing/web/ledger-filter.ts'
import { moneyText } from '../../billing/web/money.text.ts'
import { ratesPath } from '../../billing/web/rate-paths.ts'
import { ratesText } from '../../billing/web/rates.text.ts'
import { mayAnywhere, type Viewer } from '../../firms/viewer.ts'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { balancesPath } from '../../settlements/web/balances-view.tsx'
import { balancesText } from '../../settlements/web/balances.text.ts'
import { reconcilePath } from '../../settlements/web/reconcile-view.tsx'
import { reconcileText } from '../../settlements/web/reconcile.text.ts'
import { periodPath, statementsPath } from './paths.ts'
import { statementsText } from './statements.text.ts'

/** True for whoever looks after money and books nothing: they start from a desk, not from instruments. */
export function isAtDesk(viewer: Pick<Viewer, 'roles'>): boolean {
  const sees = mayAnywhere(viewer, 'see-park-money') || mayAnywhere(viewer, 'see-firm-money')
  return sees && !mayAnywhere(viewer, 'book') && !mayAnywhere(viewer, 'manage-resources')
}

/** Where finance people begin: the month that waits to be closed, and what they open most. */
export function FinanceDesk({ viewer, voice }: { readonly viewer: Pick<Viewer, 'roles'>; readonly voice: Voice }) {
  const { locale } = voice
  const month = lastMonth(voice)
  const statements = [statementsPath, statementsText[locale].title] as const
  const balances = [balancesPath, balancesText[locale].title] as const
  const ledger = [ledgerPath, moneyText[locale].ledger] as const
  const ways = mayAnywhere(viewer, 'see-park-money')
    ? ([
        [periodPath(month), `${statementsText[locale].close} ${voice.month(month)}`],
        statements,
        [reconcilePath, reconcileText[locale].title],
        balances,
        ledger,
        [ratesPath, ratesText[locale].title],
      ] as const)
    : ([['/me/firm/money', moneyText[locale].title], statements, balances, ledger] as const)
  return (
    <ul class="rows">
      {ways.map(([href, said]) => (
        <li>
          <a class="row" href={href}>
            <strong>{said}</strong>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The month before this one: the one that waits to be closed. */
export function lastMonth({ now, zone }: Voice): string {
  const { date } = dayOf(now, zone)
  return addDays(`${date.slice(0, 7)}-01`, -1).slice(0, 7)
}
