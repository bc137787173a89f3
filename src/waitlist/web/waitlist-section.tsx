import { resourcePath } from '../../bookings/web/paths.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { MyWish } from '../reads/my-wishes.ts'
import type { Wish } from '../wish.ts'
import { waitlistText } from './waitlist.text.ts'

/** What somebody waits for, and how many are before them; offers stand elsewhere. */
export function WaitlistSection({ wishes, voice }: { wishes: readonly MyWish[]; voice: Voice }) {
  const waiting = wishes.filter(({ wish }) => wish.state === 'waiting')
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waitlist">
      <h2 id="waitlist">{waitlistText[voice.locale].title}</h2>
      <ul class="rows">
        {waiting.map((one) => (
          <WishRow mine={one} voice={voice} />
        ))}
      </ul>
    </section>
  )
}

function WishRow({ mine: { wish, resource, ahead }, voice }: { mine: MyWish; voice: Voice }) {
  const words = waitlistText[voice.locale]
  const name = nameIn(resource, voice.locale)
  const when = whenText(wish, voice)
  return (
    <li class="wish-row">
      <span>
        <span class="when">{when}</span>
        <a class="what" href={resourcePath(wish.resourceId)}>
          {name}
        </a>
        <span class="quiet">
          {voice.minutes(wish.minutes)} · {ahead === 0 ? words.first : words.ahead(ahead)}
        </span>
      </span>
      <form method="post" action={`/me/waitlist/${encodeURIComponent(wish.id)}/end`}>
        <button class="button" type="submit" aria-label={words.withdrawFull(`${name} ${when}`)}>
          {words.withdraw}
        </button>
      </form>
    </li>
  )
}

/** `5月6日 周三 下午`, or the times between which it was asked for. */
function whenText(wish: Wish, voice: Voice): string {
  if (wish.part === 'exact') return voice.range(wish)
  const day = voice.day(dayOf(wish.startsAt, voice.zone).date)
  return `${day}${voice.locale === 'en' ? ', ' : ' '}${waitlistText[voice.locale].parts[wish.part]}`
}
