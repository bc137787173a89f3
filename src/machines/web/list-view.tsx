import type { Child } from 'hono/jsx'
import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { nextText, shapes, useText } from '../../today/web/machines-view.tsx'
import type { MachineFilter } from '../machine-filter.ts'
import type { ListedMachine, MachineList } from '../reads/machine-list.ts'
import { FilterForm } from './filter-form.tsx'
import { hoursInWords } from './hours-words.ts'
import { listText } from './list.text.ts'
import {
  cataloguePath,
  draftPath,
  listPath,
  machinePath,
  newMachinePath,
  queryOfFilter,
  togetherPath,
} from './paths.ts'
import { TogetherBar } from './together-bar.tsx'

export interface ListViewProps {
  readonly list: MachineList
  readonly filter: MachineFilter
  /** What was just changed together: machines, and bookings that were marked. */
  readonly done: { readonly changed: number; readonly marked: number } | null
  readonly cursor: string | null
  readonly voice: Voice
}

/** The machines of the viewer's facilities, to be found, opened and changed together. */
export function ListView(props: ListViewProps) {
  const { list, filter, done, cursor, voice } = props
  const words = listText[voice.locale]
  return (
    <>
      <h1>{words.title}</h1>
      {done === null ? null : (
        <p class="notice good" id="done" role="status">
          {words.done(done.changed, done.marked)}
        </p>
      )}
      <Deeds filter={filter} voice={voice} />
      <FilterForm list={list} filter={filter} voice={voice} />
      <p class="quiet" id="found">
        {list.count === 0 ? words.none : words.found(list.count)}{' '}
        {list.count === 0 ? null : <a href="#together-title">{words.together}</a>}
      </p>
      {list.machines.length === 0 ? null : (
        <form method="get" action={togetherPath} id="machines">
          <Table machines={list.machines} voice={voice} />
          {cursor === null ? null : (
            <p>
              <a class="button" id="more" href={listPath(filter, { cursor })}>
                {words.more}
              </a>
            </p>
          )}
          <TogetherBar list={list} filter={filter} voice={voice} />
        </form>
      )}
    </>
  )
}

function Deeds({ filter, voice }: Pick<ListViewProps, 'filter' | 'voice'>) {
  const words = listText[voice.locale]
  return (
    <p class="actions">
      <a class="button main" id="add" href={newMachinePath}>
        {words.add}
      </a>
      <a class="button" href={draftPath}>
        {words.takeIn}
      </a>
      <a class="button" id="save" href={address(cataloguePath, queryOfFilter(filter))}>
        {words.save}
      </a>
      <a class="button" href="/m/resources/qr">
        {words.labels}
      </a>
    </p>
  )
}

function Table({ machines, voice }: { readonly machines: readonly ListedMachine[]; readonly voice: Voice }) {
  const { columns } = listText[voice.locale]
  return (
    <table class="machine-table">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{columns.choose}</span>
          </th>
          <th scope="col">{columns.machine}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.hours}</th>
          <th scope="col">{columns.place}</th>
        </tr>
      </thead>
      <tbody>
        {machines.map((one) => (
          <Row one={one} voice={voice} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ one, voice }: { readonly one: ListedMachine; readonly voice: Voice }) {
  const words = listText[voice.locale]
  const { machine, assetNumber, model, tags, hours } = one
  const name = nameIn(machine.names, voice.locale)
  const lang = langOf(name, voice.locale)
  return (
    <tr>
      <td class="tick">
        <label>
          <input type="checkbox" name="r" value={one.id} />
          <span class="unseen">
            {words.columns.choose} {name}
          </span>
        </label>
      </td>
      <th scope="row">
        <a class="what touch" href={machinePath(one.id)} lang={lang}>
          {name}
        </a>
        <small>{[assetNumber, model].filter(Boolean).join(' · ')}</small>
        {tags.length === 0 ? null : (
          <small class="tags">
            {tags.map((tag) => (
              <span class="tag">{tag}</span>
            ))}
          </small>
        )}
      </th>
      <td>
        <StateNow one={one} voice={voice} />
      </td>
      <td>{hoursInWords(hours, voice.locale)}</td>
      <td>
        {machine.location === '' ? nameIn(one.facility, voice.locale) : machine.location}
        {machine.unitCount === 1 ? null : <small>{words.units(machine.unitCount)}</small>}
      </td>
    </tr>
  )
}

/** Who has it, or who comes next; and what of it needs the manager. */
function StateNow({ one: { state, machine, marks, id }, voice }: { one: ListedMachine; voice: Voice }): Child {
  const words = listText[voice.locale]
  const [use] = machine.now
  return (
    <>
      {state === 'published' ? null : <span class="now closed">{words.states[state]}</span>}
      {use === undefined ? null : <span class={shapes[use.kind]}>{useText(use, voice)}</span>}
      {use === undefined && state === 'published' ? <span class="now free">{words.free}</span> : null}
      {machine.next === null ? null : <small>{nextText(machine.next, voice)}</small>}
      {marks === 0 ? null : (
        <a class="touch" href={`${machinePath(id)}#marked`}>
          {words.marks(marks)}
        </a>
      )}
    </>
  )
}
