import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, parseId, type ResourceId } from '../../kernel/id.ts'
import { parse } from '../../platform/http/parse.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { changeTogether } from '../commands/change-together.ts'
import type { Chosen } from '../machine-filter.ts'
import { readTogetherChoices, readTogetherPreview } from '../reads/together-preview.ts'
import { togetherKinds, type Together } from '../together.ts'
import { ChooseView } from './choose-view.tsx'
import { filterOf, filterQuery, managers } from './machines.pages.tsx'
import type { Filled } from './new-form.tsx'
import { listPath, queryOfFilter } from './paths.ts'
import { changeOf, type TogetherFault } from './together-form.ts'
import { togetherText } from './together.text.ts'
import { TogetherView } from './together-view.tsx'

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Changing several machines at once: choosing what, seeing whom it hits, and doing it. */
export function togetherPages(pages: Pages): void {
  const query = z.object({})
  pages.page({ ...managers, method: 'get', path: '/m/resources/together', query }, ({ c, deps, actor }) => {
    const fields: Record<string, string | string[]> = { ...c.req.query(), r: c.req.queries('r') ?? [] }
    return show(c, deps, actor, meantBy(fields, deps), false)
  })
  const form = z.object({}).catchall(z.union([z.string().max(400), z.array(z.string().max(64)).max(500)]))
  pages.page({ ...managers, method: 'post', path: '/m/resources/together', form }, async (call) => {
    const { c, deps, actor, form: fields, request } = call
    const meant = meantBy(fields, deps)
    const { chosen, change } = meant
    if (change === null || 'fault' in change) return show(c, deps, actor, meant, false)
    const seen = textIn(fields, 'seen')
    const answer = await changeTogether(deps, actor, { chosen, change, seen }, keyOfForm(request))
    if (answer.kind === 'overtaken') return show(c, deps, actor, meant, true)
    return c.redirect(listPath(chosen.filter, { done: `${answer.changed}.${answer.affected}` }), 303)
  })
}

interface Meant {
  readonly chosen: Chosen
  /** Null while it is still to be chosen. */
  readonly change: ReturnType<typeof changeOf> | null
  readonly what: Together['kind'] | null
  /** Which machines, as forms carry it on; and all that was said. */
  readonly selection: Fields
  readonly filled: Filled
}

function meantBy(fields: Fields, deps: Deps): Meant {
  const filter = filterOf(parse(z.object(filterQuery).strip(), fields))
  const listed = [fields['r'] ?? []].flat().flatMap((text) => parseId('res', text) ?? [])
  const isAll = textIn(fields, 'all') === '1'
  const ids: Chosen['ids'] = isAll ? 'all' : [...new Set<ResourceId>(listed)].slice(0, 500)
  const filled = Object.fromEntries(Object.keys(fields).map((name) => [name, textIn(fields, name)]))
  const what = togetherKinds.find((kind) => kind === filled['do']) ?? null
  return {
    chosen: { ids, filter },
    what,
    change: what === null ? null : changeOf(what, filled, { now: deps.now(), zone: deps.park().timeZone }),
    selection: { ...queryOfFilter(filter), ...(isAll ? { all: '1' } : { r: ids as ResourceId[] }) },
    filled,
  }
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

async function show(c: DoorContext, deps: Deps, actor: Actor, meant: Meant, isOvertaken: boolean): Promise<Response> {
  const { chosen, change, selection, filled } = meant
  if (change === null) return showChoices(c, deps, actor, meant, null)
  if ('fault' in change) return showChoices(c, deps, actor, meant, change.fault)
  const preview = await readTogetherPreview(deps, actor, chosen, change)
  const copies = change.kind === 'hours' || change.kind === 'rates'
  if (preview.reach.chosen === 0 || (copies && preview.source === null)) {
    const field = change.kind === 'rates' ? 'number' : 'from'
    const fault: TogetherFault = { field, kind: 'noSource', expected: '' }
    return showChoices(c, deps, actor, meant, preview.reach.chosen === 0 ? null : fault)
  }
  const { viewer, now } = preview
  const voice = voiceOf(viewer.locale, deps.park(), now)
  const said = Object.entries(filled).filter(([name]) => !(name in selection) && name !== 'seen' && name !== 'r')
  const title = togetherText[voice.locale].title(preview.reach.chosen)
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={title} wide sheets={['manager.css']}>
      <TogetherView
        preview={preview}
        change={change}
        fields={{ ...selection, ...Object.fromEntries(said) }}
        isOvertaken={isOvertaken}
        formKey={newId('frm', now * 1000, deps.entropy)}
        back={listPath(chosen.filter)}
        voice={voice}
      />
    </Frame>
  )
  return pageAnswer(c, page, isOvertaken ? 409 : 200)
}

async function showChoices(c: DoorContext, deps: Deps, actor: Actor, meant: Meant, fault: TogetherFault | null) {
  const { chosen, selection, filled } = meant
  const choices = await readTogetherChoices(deps, actor, chosen)
  const { viewer, now } = choices
  const words = togetherText[viewer.locale]
  const sentence =
    fault === null ? '' : fault.kind === 'notNumber' ? words.notNumber(fault.expected) : words[fault.kind]
  const page = (
    <Frame viewer={viewer} locale={viewer.locale} title={words.title(choices.count)} sheets={['manager.css']}>
      <ChooseView
        choices={choices}
        filled={filled}
        faults={fault === null ? {} : { [fault.field]: sentence }}
        selection={selection}
        back={listPath(chosen.filter)}
        voice={voiceOf(viewer.locale, deps.park(), now)}
      />
    </Frame>
  )
  return pageAnswer(c, page, fault !== null || choices.count === 0 ? 422 : 200)
}
