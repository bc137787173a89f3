import type { InstrumentPage } from '../../bookings/reads/instrument-page.ts'
import { resourcePath } from '../../bookings/web/paths.ts'
import { textIn } from '../../bookings/web/text.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Unit } from '../../resources/resource.ts'
import type { Landing } from '../landing.ts'
import { landingText } from './landing.text.ts'

export interface LandingHeadProps {
  readonly page: InstrumentPage
  readonly unit: Unit | null
  readonly landing: Landing
  readonly voice: Voice
}

/** What stands here, and how it is for this person. */
export function LandingHead({ page, unit, landing, voice }: LandingHeadProps) {
  const { resource } = page.asked
  const state = stateLine(page, landing, voice)
  const facts = [
    unit === null || resource.units.length < 2 ? '' : landingText[voice.locale].unit(unit.name),
    textIn(voice.locale).instrument.assetNumber(resource.assetNumber),
  ].filter((fact) => fact !== '')
  return (
    <header class="head">
      <p class="where">
        {nameIn(page.facility.names, voice.locale)}
        {resource.location === '' ? null : ` · ${resource.location}`}
      </p>
      <h1>
        <a href={resourcePath(resource.id, resource.kind)}>{nameIn(resource.names, voice.locale)}</a>
      </h1>
      <p class="meta">{facts.join(' · ')}</p>
      <p class={`now ${state.kind}`}>{state.text}</p>
    </header>
  )
}

function stateLine(page: InstrumentPage, landing: Landing, voice: Voice): { kind: string; text: string } {
  const words = landingText[voice.locale]
  const { instrument } = textIn(voice.locale)
  switch (landing.kind) {
    case 'check-in':
      return { kind: 'free', text: words.yours }
    case 'in-use':
      return { kind: 'taken', text: words.inUse }
    case 'free':
    case 'barred':
    case 'not-now':
      return { kind: 'free', text: instrument.free }
    case 'unavailable':
      return {
        kind: 'closed',
        text: instrument.unavailable[page.asked.resource.state === 'draft' ? 'draft' : 'out-of-service'],
      }
    case 'taken':
    case 'closed':
    case 'shut': {
      const from = landing.from === null ? null : voice.soon(landing.from)
      return { kind: landing.kind === 'taken' ? 'taken' : 'closed', text: words[landing.kind](from) }
    }
  }
}
