import type { Voice } from '../../platform/i18n/voice.ts'
import { unitsFree } from '../free-slots.ts'
import { judgeBooking, type Verdict } from '../judge-booking.ts'
import { nobody } from '../offered-slots.ts'
import { isShared, type InstrumentPage } from '../reads/instrument-page.ts'
import type { Wanted } from '../wanted.ts'
import { resourcePath, slotValue } from './paths.ts'
import { priceText } from './slot-choice.tsx'
import { spaceText } from './space.text.ts'

interface WholeChoiceProps {
  readonly page: InstrumentPage
  /** The same page, with `1` for the whole of it. */
  readonly to: (whole: 1 | null) => string
  readonly voice: Voice
}

/** Of a space with several places: one of them or all. Two addresses, so that it works anywhere and can be shared. */
export function WholeChoice({ page, to, voice }: WholeChoiceProps) {
  const words = spaceText[voice.locale]
  if (!isShared(page.asked.resource)) return null
  return (
    <nav class="lengths" aria-label={words.choice}>
      <a class="chip" href={to(null)} aria-current={page.whole ? undefined : 'true'}>
        {words.place}
      </a>
      <a class="chip" href={to(1)} aria-current={page.whole ? 'true' : undefined}>
        {words.whole(placesOf(page))}
      </a>
    </nav>
  )
}

/** What a form carries on of the choice. */
export function WholeField({ page }: { readonly page: InstrumentPage }) {
  return page.whole ? <input type="hidden" name="whole" value="1" /> : null
}

/** What an address carries on of it. */
export function wholeQuery({ whole }: InstrumentPage): 1 | null {
  return whole ? 1 : null
}

/** How many places are free at a time; nothing to say where there is only one, or all are wanted. */
export function placesNote(page: InstrumentPage, voice: Voice): ((slot: Verdict) => string) | undefined {
  if (!isShared(page.asked.resource) || page.whole) return undefined
  return ({ wanted }) => spaceText[voice.locale].free(unitsFree(page.asked, wanted), placesOf(page))
}

/** The hourly price is that of a place: the whole costs as many. */
export function WholePrice({ page, voice }: Omit<WholeChoiceProps, 'to'>) {
  if (!page.whole) return null
  return <span class="more">{spaceText[voice.locale].times(placesOf(page))}</span>
}

/** Where the whole can't be had any more and a place can, at the same time: one tap takes it. */
export function PlaceInstead({ page, wanted, voice }: Omit<WholeChoiceProps, 'to'> & { readonly wanted: Wanted }) {
  const { facts, asked } = page
  if (!wanted.whole || !isShared(asked.resource)) return null
  const by = { projectId: facts.payer?.projectId ?? null, onBehalfOf: null, override: null }
  const place = judgeBooking({ ...wanted, whole: false }, by, facts, nobody)
  if (place.refusals.length > 0) return null
  const words = spaceText[voice.locale]
  return (
    <form method="post" action={`${resourcePath(asked.resource.id, asked.resource.kind)}/book`}>
      <input type="hidden" name="key" value={page.formKey} />
      <input type="hidden" name="project" value={facts.payer?.projectId ?? ''} />
      <input type="hidden" name="samples" value={wanted.samples} />
      <input type="hidden" name="purpose" value={wanted.purpose} />
      <p class="legend">{words.instead}</p>
      <button class="slot" name="slot" value={slotValue(wanted)}>
        <span class="when">
          {words.takePlace} <span class="why">{placesNote({ ...page, whole: false }, voice)?.(place)}</span>
        </span>
        <span class="price">{priceText(place, voice)}</span>
      </button>
    </form>
  )
}

function placesOf({ asked: { resource } }: InstrumentPage): number {
  return resource.units.filter((unit) => unit.state === 'active').length
}
