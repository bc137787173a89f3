import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type BookingId, type ResourceId, type UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { overlapThemselves, repeatedClosure } from '../closing-repeats.ts'
import { closingTime, type ClosingWish } from '../closing-wish.ts'
import type { ClosureWanted } from '../commands/close-resource.ts'
import { readClosingPreview } from '../reads/closing-preview.ts'
import { CloseForm } from './close-form.tsx'
import { CloseView, type CloseTrouble } from './close-view.tsx'
import { hoursText } from './hours.text.ts'
import { absentToOthers } from '../others-machine.ts'
import { hoursPath } from './paths.ts'
import { closeText } from './close.text.ts'

export interface Again {
  readonly trouble: CloseTrouble
  readonly chosen: ReadonlyMap<BookingId, string>
}

/** The form; or with a closure filled in what it would do. One round trip. */
export async function showClose(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  wish: ClosingWish,
  look: boolean,
  again?: Again,
): Promise<Response> {
  const now = deps.now()
  const time = closingTime(wish, now, deps.park().timeZone)
  // Who is affected of a time that cannot be is asked of an instant that nobody has: the resource is read all the same.
  const repeats = time.kind === 'time' ? repeatsOf(wish, time, deps.park().timeZone) : []
  const asked = time.kind === 'time' && look ? { ...time, units: wish.units, repeats } : nobodyAt(now)
  const preview = await absentToOthers(readClosingPreview(deps, actor, id, asked))
  const { viewer, resource, park } = preview.facts
  const voice = voiceOf(viewer.locale, park, now)
  const title = closeText[voice.locale].title(nameIn(resource.names, voice.locale))
  const fault = time.kind === 'fault' && look ? time : null
  const trouble = again?.trouble ?? (overlapThemselves([preview.closed, ...repeats]) ? overlapping : null)
  const formKey = newId('frm', now * 1000, deps.entropy)
  const sheets = ['manager.css']
  const chosen = again?.chosen ?? new Map()
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={sheets}>
      {look && fault === null ? (
        <CloseView {...{ preview, wish, chosen, trouble, formKey, voice }} />
      ) : (
        <>
          <h1>{title}</h1>
          <p class="beside">
            <a href={hoursPath(resource.id)}>{hoursText[voice.locale].title(nameIn(resource.names, voice.locale))}</a>
          </p>
          <CloseForm resource={resource} wish={wish} fault={fault} voice={voice} />
        </>
      )}
    </Frame>
  )
  return pageAnswer(c, page, statusOf(trouble, fault !== null))
}

const overlapping = { kind: 'overlapping' } as const

/** What is until somebody opens again has no other time. */
function repeatsOf({ rhythm: pace, times }: ClosingWish, { startsAt, endsAt }: Timed, zone: string): Interval[] {
  return endsAt === null ? [] : repeatedClosure({ startsAt, endsAt }, pace, times, zone).slice(1)
}

type Timed = Pick<ClosureWanted, 'startsAt' | 'endsAt'>

function nobodyAt(now: Instant) {
  return { startsAt: now, endsAt: now, units: [] as UnitId[] }
}

function statusOf(trouble: CloseTrouble | null, isFaulty: boolean): number {
  if (trouble !== null) return trouble.kind === 'moves' || trouble.kind === 'overlapping' ? 422 : 409
  return isFaulty ? 422 : 200
}
