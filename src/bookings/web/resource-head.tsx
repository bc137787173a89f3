import { resourceStateText } from './resource-state.ts'
import { ConditionLine } from '../../knowledge/web/condition-view.tsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { address } from '../../platform/http/address.ts'
import { resourcePath } from './paths.ts'
import { textIn } from './text.ts'

/** Where it stands, what it is called, and whether it is free now. */
export function ResourceHead({ page, voice, link = false }: { page: InstrumentPage; voice: Voice; link?: boolean }) {
  const { resource } = page.asked
  const words = textIn(voice.locale).instrument
  const name = nameIn(resource.names, voice.locale)
  const state = resourceStateText(page, voice)
  const active = resource.units.filter((unit) => unit.state === 'active').length
  const facts = [
    resource.model,
    // Nobody sticks a number on a person.
    resource.kind === 'expert' ? '' : words.assetNumber(resource.assetNumber),
    active > 1 ? words.units(active, resource.kind) : '',
  ].filter((fact) => fact !== '')
  return (
    <header class="head">
      <p class="where">
        <a href={address('/find', { facility: resource.facilityId })}>{nameIn(page.facility.names, voice.locale)}</a>
        {resource.location === '' ? null : ` · ${resource.location}`}
      </p>
      <h1>{link ? <a href={resourcePath(resource.id, resource.kind)}>{name}</a> : name}</h1>
      <p class="meta">
        {facts.map((fact, index) => (
          <span class="part">{index < facts.length - 1 ? `${fact} ·` : fact}</span>
        ))}
      </p>
      <ConditionLine conditions={page.conditions} voice={voice} />
      <p class={`now ${state.kind}`}>{state.text}</p>
    </header>
  )
}
