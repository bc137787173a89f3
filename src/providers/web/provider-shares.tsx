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
              <ShareRow share={one} voice={voice} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function ShareRow({ share, voice }: { readonly share: Share; readonly voice: Voice }) {
  return (
    <tr>
      <td class="date">{dayOf(share.occurredAt, voice.zone).date}</td>
      <td class="what">
        {nameIn(share.resource, voice.locale)}{' '}
        <small>
          {share.assetNumber} · {share.bookingNumber}
        </small>
      </td>
      <td class="date">{providersText[voice.locale].states[share.state]}</td>
      <td class="money">{voice.money(share.baseMinor)}</td>
      <td class="money">
        {voice.money(share.amountMinor)} <small>{share.percent}%</small>
      </td>
    </tr>
  )
}
