import { dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Share } from '../reads/providers.ts'
import { providersText } from './providers.text.ts'

/** What was shared of each charge, newest first. */
export function Shares({ shares, voice }: { readonly shares: readonly Share[]; readonly voice: Voice }) {
  const text = providersText[voice.locale]
  const [date, machine, , base, share, state] = text.heads
  if (shares.length === 0) return <p>{text.noShares}</p>
  return (
    <section>
      <h2>{text.shares}</h2>
      <div class="scrolling" tabindex={0} role="region" aria-label={text.shares}>
        <table class="lines">
          <thead>
            <tr>
              {[date, machine, state].map((head) => (
                <th scope="col">{head}</th>
              ))}
              {[base, share].map((head) => (
                <th scope="col" class="money">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shares.map((one) => (
              <ShareRow one={one} voice={voice} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function ShareRow({ one, voice }: { readonly one: Share; readonly voice: Voice }) {
  const text = providersText[voice.locale]
  return (
    <tr>
      <td class="date">{dayOf(one.occurredAt, voice.zone).date}</td>
      <td class="what">
        {nameIn(one.resource, voice.locale)}{' '}
        <small>
          {one.assetNumber} · {one.bookingNumber}
        </small>
      </td>
      <td class="date">{text.states[one.state]}</td>
      <td class="money">{voice.money(one.baseMinor)}</td>
      <td class="money">
        {voice.money(one.amountMinor)} <small>{one.percent}%</small>
      </td>
    </tr>
  )
}
