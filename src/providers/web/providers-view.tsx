import type { Malformed } from '../../kernel/thrown.ts'
import { byName } from '../../platform/i18n/by-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { Payout, Providers, ProviderStatement, SharedMachine } from '../reads/providers.ts'
import { Shares } from './provider-shares.tsx'
import { providersText } from './providers.text.ts'

export interface SharingForm {
  readonly assetNumber: string
  readonly firm: string
  readonly percent: string
}

interface ListProps {
  readonly list: Providers
  readonly filled: SharingForm | null
  readonly fault: Malformed | null
  readonly formKey: string
  readonly voice: Voice
}

/** Providers with what they are owed; for the park's finance, whose machine is whose. */
export function ProvidersView(props: ListProps) {
  const { list, voice } = props
  const text = providersText[voice.locale]
  return (
    <>
      <h1>{text.title}</h1>
      <p class="quiet">{text.intro}</p>
      {list.providers.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {list.providers.map((provider) => {
          const name = nameIn(provider, voice.locale)
          return (
            <li>
              <a class="row" href={`/f/providers/${provider.firmId}`}>
                <span>
                  <strong lang={langOf(name, voice.locale)}>{name}</strong>
                  <small>
                    {text.waiting} {voice.money(provider.waitingMinor)} · {text.paidOut}{' '}
                    {voice.money(provider.paidOutMinor)}
                  </small>
                </span>
                <b>
                  {text.due} {voice.money(provider.dueMinor)}
                </b>
              </a>
            </li>
          )
        })}
      </ul>
      {list.isPark ? <SetProvider {...props} /> : null}
      <Machines machines={list.machines} voice={voice} />
    </>
  )
}

function SetProvider({ list, filled, fault, formKey, voice }: ListProps) {
  const text = providersText[voice.locale]
  const told = (pointer: string, words: string) =>
    fault?.faults.some((one) => one.pointer === pointer) ? { fault: words } : {}
  return (
    <section>
      <h2>{text.set}</h2>
      <form method="post" action="/f/providers" class="fields">
        <FormKey value={formKey} />
        <Field
          label={text.assetNumber}
          name="assetNumber"
          value={filled?.assetNumber ?? ''}
          maxlength={80}
          required
          {...told('/assetNumber', text.noMachine)}
        />
        <Select label={text.provider} name="firm" value={filled?.firm ?? ''} options={firmOptions(list, voice)} />
        <Field
          label={text.percent}
          name="percent"
          value={filled?.percent ?? ''}
          hint={text.percentHint}
          inputmode="numeric"
          required
          {...told('/percent', text.wrong)}
        />
        <button class="button main" type="submit">
          {text.save}
        </button>
      </form>
    </section>
  )
}

function firmOptions({ firms }: ListProps['list'], { locale }: Voice) {
  return byName(firms, (firm) => firm, locale).map((firm) => ({ value: firm.id, text: nameIn(firm, locale) }))
}

function Machines({ machines, voice }: { readonly machines: readonly SharedMachine[]; readonly voice: Voice }) {
  if (machines.length === 0) return null
  return (
    <section>
      <h2>{providersText[voice.locale].machines}</h2>
      <ul class="rows">
        {machines.map((machine) => {
          const name = nameIn(machine.resource, voice.locale)
          return (
            <li>
              <div class="row">
                <span>
                  <strong lang={langOf(name, voice.locale)}>{name}</strong>
                  <small>{machine.assetNumber}</small>
                </span>
                <b>{machine.percent}%</b>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface OneProps {
  readonly one: ProviderStatement
  readonly isRefused: boolean
  readonly formKey: string
  readonly voice: Voice
}

/** A provider's own statement: each share, what is due, what was paid out. */
export function ProviderView(props: OneProps) {
  const { one, isRefused, voice } = props
  const text = providersText[voice.locale]
  const { provider } = one
  return (
    <>
      <p class="over">
        <a href="/f/providers">{text.title}</a>
      </p>
      <h1>{nameIn(provider, voice.locale)}</h1>
      {isRefused ? (
        <p class="notice bad" role="alert">
          {text.nothingDue}
        </p>
      ) : null}
      <Dues provider={provider} voice={voice} />
      <p class="files">
        <a class="button quiet" href={`/f/providers/${provider.firmId}/csv`}>
          {text.csv}
        </a>
      </p>
      <PayOut {...props} />
      <Shares shares={one.shares} voice={voice} />
      <Payouts payouts={one.payouts} voice={voice} />
      <Machines machines={one.machines} voice={voice} />
    </>
  )
}

function Dues({ provider, voice }: { readonly provider: OneProps['one']['provider']; readonly voice: Voice }) {
  const text = providersText[voice.locale]
  return (
    <dl class="sheet-head">
      <div>
        <dt>{text.due}</dt>
        <dd>
          <strong class="due">{voice.money(provider.dueMinor)}</strong>
        </dd>
      </div>
      <div>
        <dt>{text.waiting}</dt>
        <dd>{voice.money(provider.waitingMinor)}</dd>
      </div>
      <div>
        <dt>{text.paidOut}</dt>
        <dd>{voice.money(provider.paidOutMinor)}</dd>
      </div>
    </dl>
  )
}

function PayOut({ one: { provider, isPark }, formKey, voice }: OneProps) {
  const text = providersText[voice.locale]
  if (!isPark || provider.dueMinor <= 0) return null
  return (
    <form method="post" action={`/f/providers/${provider.firmId}/payouts`} class="fields">
      <FormKey value={formKey} />
      <Field label={text.voucher} name="voucher" maxlength={80} />
      <button class="button main" type="submit">
        {text.payOut(voice.money(provider.dueMinor))}
      </button>
    </form>
  )
}

function Payouts({ payouts, voice }: { readonly payouts: readonly Payout[]; readonly voice: Voice }) {
  if (payouts.length === 0) return null
  return (
    <section>
      <h2>{providersText[voice.locale].payouts}</h2>
      <ul class="rows">
        {payouts.map((payout) => (
          <li>
            <div class="row">
              <span>
                <strong>{voice.moment(payout.paidAt)}</strong>
                <small>{payout.voucher}</small>
              </span>
              <b>{voice.money(payout.amountMinor)}</b>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
