import { closePath, closurePath, resourcePath } from '../../bookings/web/paths.ts'
import { textIn } from '../../bookings/web/text.ts'
import { personName } from '../../firms/person-name.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { openEnd } from '../../resources/closure.ts'
import { isIdle, type Machine, type Use } from '../machine.ts'
import type { Today } from '../reads/today.ts'
import { todayPath, type TodayForm } from './paths.ts'
import { todayText } from './today.text.ts'

interface MachinesProps {
  readonly today: Today
  readonly form: TodayForm
  readonly voice: Voice
}

/** So many free machines are named at once; more stand behind a word. */
const mostIdleOpen = 6
/** Uses of one machine that are told one by one. */
const mostUses = 2

/** Every machine by its facility: who is at it, until when, and who is next; those that are free in few words. */
export function Machines({ today, form, voice }: MachinesProps) {
  const words = todayText[voice.locale]
  const { machines, facilities, more } = today
  const last = machines.at(-1)
  const isFiltered = form.q !== '' || form.facility !== ''
  return (
    <section id="machines" aria-labelledby="machines-title">
      <h2 id="machines-title">{words.machines}</h2>
      <Filter today={today} form={form} voice={voice} />
      {machines.length === 0 ? (
        <p class="quiet" id="no-machines">
          {isFiltered ? words.noneFound : words.noMachines}
        </p>
      ) : null}
      {facilities.map((facility) => {
        const own = machines.filter(({ facilityId }) => facilityId === facility.id)
        return own.length === 0 ? null : (
          <section id={`at-${facility.id}`} aria-labelledby={`at-${facility.id}-title`}>
            <h3 id={`at-${facility.id}-title`}>{nameIn(facility, voice.locale)}</h3>
            <MachineList machines={own} isFound={form.q !== ''} facilityId={facility.id} voice={voice} />
          </section>
        )
      })}
      {more && last ? (
        <p class="beside">
          <a href={todayPath(form, { after: last.id })}>{words.more}</a>
        </p>
      ) : null}
    </section>
  )
}

function Filter({ today: { facilities }, form, voice }: MachinesProps) {
  const words = todayText[voice.locale]
  return (
    <form class="today-filter" id="filter" method="get" action="/m" role="search">
      {facilities.length < 2 ? null : (
        <p class="field">
          <label for="facility">{words.facility}</label>
          <select id="facility" name="facility">
            <option value="">{words.everyFacility}</option>
            {facilities.map((one) => (
              <option value={one.id} selected={one.id === form.facility}>
                {nameIn(one, voice.locale)}
              </option>
            ))}
          </select>
        </p>
      )}
      <p class="field">
        <label for="q">{words.words}</label>
        <input id="q" name="q" type="search" maxlength={100} value={form.q} />
      </p>
      <button class="button" type="submit">
        {words.filter}
      </button>
      {form.q === '' && form.facility === '' ? null : (
        <a class="touch" href="/m">
          {words.clear}
        </a>
      )}
    </form>
  )
}

interface ListProps {
  readonly machines: readonly Machine[]
  readonly isFound: boolean
  readonly facilityId: string
  readonly voice: Voice
}

function MachineList({ machines, isFound, facilityId, voice }: ListProps) {
  const idle = machines.filter(isIdle)
  const busy = machines.filter((machine) => !isIdle(machine))
  return (
    <>
      {busy.length === 0 ? null : (
        <ul class="machines">
          {busy.map((machine) => (
            <Busy machine={machine} voice={voice} />
          ))}
        </ul>
      )}
      {idle.length === 0 ? null : (
        <details class="idle" id={`idle-${facilityId}`} open={isFound || idle.length <= mostIdleOpen}>
          <summary>{todayText[voice.locale].idle(idle.length)}</summary>
          <ul class="machines small">
            {idle.map((machine) => (
              <Idle machine={machine} voice={voice} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Busy({ machine, voice }: { readonly machine: Machine; readonly voice: Voice }) {
  const words = todayText[voice.locale]
  const { now, next } = machine
  const closure = now.find(({ closureId }) => closureId !== null)?.closureId ?? null
  return (
    <li class="machine" id={`at-${machine.id}`}>
      <Name machine={machine} voice={voice} />
      {closure === null ? (
        <CloseLink machine={machine} voice={voice} />
      ) : (
        <a class="touch" href={closurePath(closure)}>
          {words.closure}
          <span class="unseen"> {nameIn(machine.names, voice.locale)}</span>
        </a>
      )}
      {machine.isOutOfService ? <p class="now closed">{words.outOfService}</p> : null}
      {now.slice(0, mostUses).map((use) => (
        <UseLine use={use} isOneOfMany={machine.unitCount > 1} voice={voice} />
      ))}
      {now.length > mostUses ? <p class="quiet">{words.others(now.length - mostUses)}</p> : null}
      {next === null ? null : (
        <p class="quiet">
          {nextText(next, voice)}
          {next.person === '' ? null : <Who use={next} voice={voice} />}
        </p>
      )}
    </li>
  )
}

/** Free: its name, and when that ends. */
function Idle({ machine, voice }: { readonly machine: Machine; readonly voice: Voice }) {
  return (
    <li class="machine" id={`at-${machine.id}`}>
      <Name machine={machine} voice={voice} />
      <CloseLink machine={machine} voice={voice} />
      {machine.next === null ? null : <p class="quiet">{nextText(machine.next, voice)}</p>}
    </li>
  )
}

function Name({ machine, voice }: { readonly machine: Machine; readonly voice: Voice }) {
  return (
    <a class="what touch" href={resourcePath(machine.id, machine.kind)}>
      {nameIn(machine.names, voice.locale)}
    </a>
  )
}

function CloseLink({ machine, voice }: { readonly machine: Machine; readonly voice: Voice }) {
  return (
    <a class="touch" href={closePath(machine.id)}>
      {todayText[voice.locale].close}
      <span class="unseen"> {nameIn(machine.names, voice.locale)}</span>
    </a>
  )
}

export const shapes: Readonly<Record<Use['kind'], string>> = {
  'in-use': 'state in-use',
  expected: 'state pending',
  waiting: 'state pending',
  closed: 'now closed',
}

function UseLine({ use, isOneOfMany, voice }: { use: Use; isOneOfMany: boolean; voice: Voice }) {
  return (
    <p>
      <span class={shapes[use.kind]}>{useText(use, voice)}</span>
      {isOneOfMany ? <span class="quiet"> · {use.unit}</span> : null}
      {use.person === '' ? null : <Who use={use} voice={voice} />}
    </p>
  )
}

function Who({ use, voice }: { readonly use: Use; readonly voice: Voice }) {
  const person = personName(use.person, voice.locale)
  return (
    <span class="who">
      <span lang={langOf(person, voice.locale)}>{person}</span>
      {use.firm === null ? null : ` · ${nameIn(use.firm, voice.locale)}`}
    </span>
  )
}

export function useText({ kind, startsAt, endsAt, closureKind }: Use, voice: Voice): string {
  const words = todayText[voice.locale]
  switch (kind) {
    case 'in-use':
      return endsAt <= voice.now ? words.overran(voice.soon(endsAt)) : words.inUse(voice.soon(endsAt))
    case 'expected':
      return words.expected(voice.soon(startsAt))
    case 'waiting':
      return words.waiting(voice.soon(endsAt))
    case 'closed':
      return words.closed(whyClosed(closureKind, voice), endsAt >= openEnd ? null : voice.soon(endsAt))
  }
}

export function nextText({ startsAt, endsAt, kind, closureKind }: Use, voice: Voice): string {
  const words = todayText[voice.locale]
  if (kind === 'closed') return words.nextClosed(whyClosed(closureKind, voice), voice.soon(startsAt))
  const isToday = dayOf(startsAt, voice.zone).date === dayOf(voice.now, voice.zone).date
  return words.next((isToday ? voice.clocks : voice.near)({ startsAt, endsAt }))
}

function whyClosed(kind: string | null, voice: Voice): string {
  const { closures } = textIn(voice.locale).day
  return closures[kind ?? 'maintenance'] ?? ''
}
