import { Conflict } from '../../kernel/thrown.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { isUnfinished, type Balance } from '../balance.ts'
import { balancePath, unstatedPath } from './balances-view.tsx'
import { balancesText } from './balances.text.ts'
import { VoucherFields, type DepositProps } from './deposit-form.tsx'

/** A firm that leaves: what is still open; then its balance paid back, and the end. */
export function LeavingView(props: DepositProps) {
  const { balance, voice } = props
  const text = balancesText[voice.locale]
  return (
    <section id="leaving">
      <h2>{text.leaving}</h2>
      {props.fault instanceof Conflict && balance.state !== 'departed' ? (
        <p class="notice bad" role="alert">
          {isUnfinished(balance) ? text.notYet : text.again}
        </p>
      ) : null}
      <p class="quiet">{balance.state === 'departed' ? text.left : text.leavingHint}</p>
      {balance.state === 'departed' && balance.balanceMinor === 0 ? null : isUnfinished(balance) ? (
        <StillOpen {...props} />
      ) : (
        <EndForm {...props} />
      )}
    </section>
  )
}

function StillOpen({ balance, voice, formKey }: DepositProps) {
  const text = balancesText[voice.locale]
  return (
    <>
      <p>{text.inTheWay}</p>
      <ul class="still-open">
        {openOf(balance, voice).map(([said, href]) => (
          <li>{href === undefined ? said : <a href={href}>{said}</a>}</li>
        ))}
      </ul>
      {balance.unstatedEntries > 0 && balance.liveBookings === 0 ? (
        <form method="post" action={`${balancePath(balance.firmId)}/final-statement`} class="fields">
          <FormKey value={formKey} />
          <p class="quiet">{text.finalHint}</p>
          <button class="button" type="submit">
            {text.finalStatement}
          </button>
        </form>
      ) : null}
    </>
  )
}

/** What is in the way, each with the page where it is seen to. */
function openOf(balance: Balance, { locale, money }: Voice): (readonly [said: string, href?: string])[] {
  const text = balancesText[locale]
  const { firmId, liveBookings, unstatedEntries, openStatements, openObjections, dueMinor, openingMinor } = balance
  const statements = `/f/statements?firm=${encodeURIComponent(firmId)}&show=`
  return [
    ...(liveBookings === 0 ? [] : [[text.live(liveBookings)] as const]),
    ...(unstatedEntries === 0 ? [] : [[text.unstatedCount(unstatedEntries), unstatedPath(firmId)] as const]),
    ...(openStatements === 0
      ? []
      : [[text.openStatements(openStatements, money(dueMinor)), `${statements}unpaid`] as const]),
    ...(openObjections === 0 ? [] : [[text.objections(openObjections), `${statements}disputed`] as const]),
    ...(openingMinor === 0 ? [] : [[text.owedBefore(money(openingMinor)), '#deposit'] as const]),
  ]
}

function EndForm(props: DepositProps) {
  const { balance, voice, formKey } = props
  const text = balancesText[voice.locale]
  const any = balance.balanceMinor > 0
  return (
    <form method="post" action={`${balancePath(balance.firmId)}/departure`} class="fields">
      <FormKey value={formKey} />
      {any ? <p>{text.paidBack(voice.money(balance.balanceMinor))}</p> : null}
      {any ? <VoucherFields {...props} of="back-" /> : null}
      <button class="button" type="submit">
        {text.endStay}
      </button>
    </form>
  )
}
