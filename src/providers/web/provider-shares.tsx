import { dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Share } from '../reads/providers.ts'
import { providersText } from './providers.text.ts'

/** What was shared of each charge, newest first. */
export function Shares({ shares, voice }: { readonly shares: readonly Share[]; readonly voice: Voice }) {
  const text = providersText[voice.locale]
  if (shares.length === 0) return <p>{text.noShares}</p>
  return (
    <section>
      <h2>{text.shares}</h2>
      <div class="scrolling" tabindex={0} role="region" aria-label={text.shares}>
        <table class="lines">
          <thead>
            <tr>
              {text.heads.map((head, place) => (
                <th scope="col" class={place === 3 || place === 4 ? 'money' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shares.map((share) => (
              <tr>
                <td class="date">{dayOf(share.occurredAt, voice.zone).date}</td>
                <td class="what">
                  {nameIn(share.resource, voice.locale)} <small>{share.assetNumber}</small>
                </td>
                <td class="date">{share.bookingNumber}</td>
                <td class="money">{voice.money(share.baseMinor)}</td>
                <td class="money">
                  {voice.money(share.amountMinor)} <small>{share.percent}%</small>
                </td>
                <td class="date">{text.states[share.state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
