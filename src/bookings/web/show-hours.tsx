import type { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type BookingId, type ResourceId } from '../../kernel/id.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { address } from '../../platform/http/address.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import {
  copiedToWeekdays,
  mostDays,
  readHours,
  typedOf,
  type LineFault,
  type Typed,
} from '../../resources/hours-form.ts'
import { exceptionsSchema, laterWeeksSchema } from '../../resources/hours-schema.ts'
import type { HoursWish } from '../../resources/hours-wish.ts'
import { weekOn } from '../../resources/opening-hours.ts'
import { mostResources, type HoursScope } from '../reads/hours-facts.ts'
import { readHoursPreview, type HoursPreview } from '../reads/hours-preview.ts'
import { hoursText } from './hours.text.ts'
import { HoursForm } from './hours-form.tsx'
import { HoursStart } from './hours-start.tsx'
import { HoursView, type HoursTrouble } from './hours-view.tsx'
import type { ForAll } from './outside-row.tsx'
import { absentToOthers } from '../others-machine.ts'
import { hoursPath } from './paths.ts'

/** What the page is asked: its hours as they are, or the ones that somebody has filled in. */
export type AskedHours =
  | { readonly kind: 'start'; readonly change: string | null; readonly drop: string | null; readonly done: boolean }
  | {
      readonly kind: 'faulty'
      readonly typed: Typed
      readonly faults: ReadonlyMap<string, LineFault>
      readonly scope: HoursScope
    }
  | {
      readonly kind: 'look'
      readonly typed: Typed
      readonly wish: HoursWish
      readonly scope: HoursScope
      readonly forAll?: ForAll
    }

const fieldNames =
  /^(?:(?:open|staff)_[1-7]_[12]_[1-4]|day_\d{1,2}(?:_[12]_[1-4])?|(?:note|kept)_\d{1,2}|told|holidays|begin|from)$/

/** Reads the page's address. Pure. */
export function askedHours(
  query: Readonly<Record<string, string>>,
  also: readonly string[],
  today: string,
): AskedHours {
  if (query['look'] !== '1') {
    return { kind: 'start', change: query['change'] ?? null, drop: query['drop'] ?? null, done: query['done'] === '1' }
  }
  const fields = Object.entries(query).filter(([name, value]) => fieldNames.test(name) && value.length <= 200)
  let typed: Typed = Object.fromEntries(fields)
  for (const layer of ['open', 'staff'] as const) {
    if (query[`same_${layer}`] === '1') typed = copiedToWeekdays(typed, layer)
  }
  const scope = scopeIn(query['scope'], also)
  const read = readHours(typed, today)
  if (read.kind === 'faults') return { kind: 'faulty', typed, faults: read.faults, scope }
  const later = carried(query['plan'], laterWeeksSchema)
  const rest = carried(query['rest'], exceptionsSchema)
  const dates = new Set(read.wish.exceptions.map(({ date }) => date))
  const exceptions = [...read.wish.exceptions, ...rest.filter(({ date }) => !dates.has(date))]
  const wish = { ...read.wish, later, exceptions }
  const forAll = (['keep', 'move', 'cancel'] as const).find((one) => one === query['all']) ?? 'keep'
  return { kind: 'look', typed, wish, scope, forAll }
}

function scopeIn(scope: string | undefined, also: readonly string[]): HoursScope {
  if (scope === 'category' || scope === 'facility') return scope
  if (scope !== 'chosen') return 'this'
  return also.slice(0, mostResources).map((one) => idOf('res').parse(one.slice(0, 64)))
}

/** What the form lets be and carries along. Somebody's own address may be anything: then it carries nothing. */
function carried<S extends z.ZodType<readonly unknown[]>>(text: string | undefined, schema: S): z.output<S> | [] {
  if (text === undefined) return []
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return []
  }
}

export interface HoursAgain {
  readonly trouble: HoursTrouble
  readonly chosen: ReadonlyMap<BookingId, string>
  readonly reason: string
}

/** One round trip: the editor, or with hours filled in who would stand outside. */
export async function showHours(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  asked: AskedHours,
  again?: HoursAgain,
): Promise<Response> {
  const wish = asked.kind === 'look' ? asked.wish : alwaysOpen
  const scope = asked.kind === 'look' ? asked.scope : 'this'
  const preview = await absentToOthers(readHoursPreview(deps, actor, { resourceId: id, scope, wish }))
  const { viewer, park, now } = preview.facts
  const voice = voiceOf(viewer.locale, park, now)
  const [own] = preview.facts.resources
  const title = hoursText[voice.locale].title(own ? nameIn(own.names, voice.locale) : '')
  return pageAnswer(
    c,
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['manager.css']} wide={asked.kind !== 'look'}>
      {asked.kind === 'look' ? (
        <Looked
          preview={preview}
          asked={asked}
          again={again}
          formKey={newId('frm', now * 1000, deps.entropy)}
          voice={voice}
        />
      ) : (
        <HoursStart preview={preview} isDone={asked.kind === 'start' && asked.done} voice={voice}>
          <Editor preview={preview} asked={asked} voice={voice} />
        </HoursStart>
      )}
    </Frame>,
    statusOf(asked, again),
  )
}

interface LookedProps {
  readonly preview: HoursPreview
  readonly asked: AskedHours & { readonly kind: 'look' }
  readonly again: HoursAgain | undefined
  readonly formKey: string
  readonly voice: Voice
}

function Looked({ preview, asked, again, formKey, voice }: LookedProps) {
  const [own] = preview.facts.resources
  return (
    <HoursView
      preview={preview}
      wish={asked.wish}
      scope={asked.scope}
      reason={again?.reason ?? ''}
      chosen={again?.chosen ?? new Map()}
      forAll={asked.forAll ?? 'keep'}
      lookAgain={(all) => (own ? lookAgain(own.id, asked, all) : '')}
      trouble={again?.trouble ?? null}
      formKey={formKey}
      editor={<Editor preview={preview} asked={asked} voice={voice} />}
      voice={voice}
    />
  )
}

// Nobody stands outside hours that never end: the resource is read, and nothing of what would become of anybody.
const always = [{ from: '00:00', to: '24:00' }]
const alwaysOpen: HoursWish = {
  from: null,
  week: { weekly: [always, always, always, always, always, always, always], holidayRule: 'open-as-weekday' },
  exceptions: [],
  later: [],
}

function statusOf(asked: AskedHours, again: HoursAgain | undefined): number {
  if (again) return again.trouble.kind === 'moves' ? 422 : 409
  return asked.kind === 'faulty' ? 422 : 200
}

function lookAgain(id: ResourceId, { typed, wish, scope }: AskedHours & { kind: 'look' }, all: ForAll): string {
  const plan = wish.later.length === 0 ? null : JSON.stringify(wish.later)
  const kind = typeof scope === 'string' ? scope : 'chosen'
  const rest = wish.exceptions.length > mostDays ? JSON.stringify(wish.exceptions.slice(mostDays)) : null
  const path = address(hoursPath(id), { look: 1, ...typed, plan, rest, scope: kind, all })
  return typeof scope === 'string' ? path : `${path}${scope.map((one) => `&also=${one}`).join('')}`
}

interface EditorProps {
  readonly preview: HoursPreview
  readonly asked: AskedHours
  readonly voice: Voice
}

function Editor({ preview: { facts }, asked, voice }: EditorProps) {
  const [own] = facts.resources
  if (!own) return null
  const today = dayOf(facts.now, facts.park.timeZone).date
  const typed = asked.kind === 'start' ? startTyped(own.hours, asked, today) : asked.typed
  const scope = asked.kind === 'start' ? 'this' : asked.scope
  return (
    <HoursForm
      resource={own}
      later={asked.kind === 'look' ? asked.wish.later : own.hours.later}
      rest={asked.kind === 'look' ? asked.wish.exceptions.slice(mostDays) : beyondForm(own.hours, today)}
      typed={typed}
      faults={asked.kind === 'faulty' ? asked.faults : new Map()}
      scope={typeof scope === 'string' ? scope : 'chosen'}
      also={typeof scope === 'string' ? [] : scope}
      neighbours={facts.neighbours}
      voice={voice}
    />
  )
}

/** The form has only so many lines. */
function beyondForm({ exceptions }: HoursPreview['hours'], today: string) {
  return exceptions.filter(({ date }) => date >= today).slice(mostDays)
}

/** The week in force today; a planned one that is to be changed; or the one before it, where it is to be taken back. */
function startTyped(hours: HoursPreview['hours'], asked: AskedHours & { kind: 'start' }, today: string): Typed {
  const planned = (hours.later ?? []).map(({ from }) => from)
  const from = planned.find((date) => date === (asked.change ?? asked.drop))
  if (from === undefined) return typedOf(weekOn(hours, today), hours.exceptions, today)
  const before = { ...hours, later: (hours.later ?? []).filter((one) => one.from < from) }
  const week = weekOn(asked.drop === null ? hours : before, from)
  return { ...typedOf(week, hours.exceptions, today), begin: 'at', from }
}
