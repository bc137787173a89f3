import type { Names } from '../../deps.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import type { ResourceState } from '../../resources/resource.ts'
import type { MachineFilter } from '../machine-filter.ts'
import type { MachineList } from '../reads/machine-list.ts'
import { listText } from './list.text.ts'
import { machinesPath } from './paths.ts'

interface FilterProps {
  readonly list: MachineList
  readonly filter: MachineFilter
  readonly voice: Voice
}

export const machineStates = ['draft', 'published', 'out-of-service', 'retired'] as const satisfies ResourceState[]

/** What is looked for: an address that can be shared. */
export function FilterForm({ list: { facilities, categories, tags }, filter, voice }: FilterProps) {
  const words = listText[voice.locale]
  const isFiltered = Object.values(filter).some((value) => value !== '')
  const named = (all: readonly (Names & { readonly id: string })[]) => [
    { value: '', text: words.any },
    ...all.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) })),
  ]
  const states = [
    { value: '', text: words.notRetired },
    ...machineStates.map((state) => ({ value: state, text: words.states[state] })),
  ]
  return (
    <form method="get" action={machinesPath} role="search" class="machine-filter">
      <Field label={words.words} name="q" type="search" value={filter.words} maxlength={100} />
      {facilities.length < 2 ? null : (
        <Select label={words.facility} name="facility" value={filter.facility} options={named(facilities)} />
      )}
      <Select label={words.category} name="category" value={filter.category} options={named(categories)} />
      <Select label={words.state} name="state" value={filter.state} options={states} />
      {tags.length === 0 ? null : (
        <Select
          label={words.tag}
          name="tag"
          value={filter.tag}
          options={[{ value: '', text: words.any }, ...tags.map((tag) => ({ value: tag, text: tag }))]}
        />
      )}
      <button class="button" type="submit">
        {words.show}
      </button>
      {isFiltered ? (
        <a class="touch" href={machinesPath}>
          {words.clear}
        </a>
      ) : null}
    </form>
  )
}
