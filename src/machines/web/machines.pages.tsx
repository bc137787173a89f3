import { z } from 'zod'
import { Frame } from '../../firms/web/frame.tsx'
import type { FacilityId } from '../../kernel/id.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import type { MachineFilter } from '../machine-filter.ts'
import { readMachineList } from '../reads/machine-list.ts'
import { machineStates } from './filter-form.tsx'
import { listText } from './list.text.ts'
import { ListView } from './list-view.tsx'

export const managers = { policy: 'lab-manager' } as const

/** A filter as it stands in an address; what nobody can look for is looked past. */
export const filterQuery = {
  q: plainText(100).catch('').prefault(''),
  facility: z.string().max(64).catch('').prefault(''),
  category: z.string().max(80).catch('').prefault(''),
  state: z.enum(machineStates).or(z.literal('')).catch('').prefault(''),
  tag: plainText(40).catch('').prefault(''),
}

export function filterOf(query: z.output<z.ZodObject<typeof filterQuery>>): MachineFilter {
  const { q, facility, category, state, tag } = query
  return { words: q, facility: facility as FacilityId | '', category, state, tag }
}

const place = z.strictObject({ code: z.string(), number: z.string() })

/** The list of machines. */
export function machinesPages(pages: Pages): void {
  const query = z.object({
    ...filterQuery,
    cursor: z.string().max(400).optional(),
    from: idOf('res').optional().catch(undefined),
    done: z
      .string()
      .regex(/^\d{1,6}\.\d{1,6}$/)
      .optional()
      .catch(undefined),
  })
  pages.page({ ...managers, method: 'get', path: '/m/resources', query }, async ({ c, deps, actor, query: asked }) => {
    const filter = filterOf(asked)
    const after = placeOf(place, asked.cursor)
    const list = await readMachineList(deps, actor, { filter, after, from: asked.from ?? null })
    const { locale } = list.viewer
    const [changed, marked] = (asked.done ?? '').split('.').map(Number)
    const done = changed === undefined || marked === undefined ? null : { changed, marked }
    const voice = voiceOf(locale, deps.park(), list.now)
    return pageAnswer(
      c,
      <Frame viewer={list.viewer} locale={locale} title={listText[locale].title} wide sheets={['manager.css']}>
        <ListView list={list} filter={filter} done={done} cursor={cursorOf(list.next)} voice={voice} />
      </Frame>,
    )
  })
}
