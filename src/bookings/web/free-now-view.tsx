import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { FreeNow } from '../../resources/reads/free-now.ts'
import type { HomePage } from '../reads/home-page.ts'
import { freeNowText } from './free-now.text.ts'
import { resourcePath, slotValue } from './paths.ts'
import { priceText } from './slot-choice.tsx'

/** What stands free near to where the person works: one tap from its page, with this very time chosen. */
export function FreeNowList({ home, voice }: { home: HomePage; voice: Voice }) {
  const words = freeNowText[voice.locale]
  if (home.freeNow === null) return null
  const [latest] = home.again
  return (
    <section aria-labelledby="free-now">
      <h2 id="free-now">{latest ? words.near : words.anywhere}</h2>
      {home.freeNow.length === 0 ? (
        <p>
          {words.nothing}{' '}
          <a href={address('/find', { facility: latest?.asked.resource.facilityId ?? null, mine: 1 })}>{words.later}</a>
        </p>
      ) : (
        <ul class="rows">
          {home.freeNow.map((one) => (
            <FreeRow one={one} voice={voice} />
          ))}
        </ul>
      )}
    </section>
  )
}

function FreeRow({ one, voice }: { one: FreeNow; voice: Voice }) {
  const { resource, facility, slot, freeUntil, price } = one
  const words = freeNowText[voice.locale]
  return (
    <li>
      <a class="row find-row" href={address(resourcePath(resource.id, resource.kind), { slot: slotValue(slot) })}>
        <span class="what">{nameIn(resource.names, voice.locale)}</span>
        <span class="meta">{[nameIn(facility, voice.locale), resource.location].filter(Boolean).join(' · ')}</span>
        <span class="now free">{freeUntil === null ? words.long : words.until(voice.soon(freeUntil))}</span>
        <span class="price">
          {words.price(voice.minutes((slot.endsAt - slot.startsAt) / 60), priceText({ price }, voice))}
        </span>
      </a>
    </li>
  )
}
