import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { parse } from '../../platform/http/parse.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { typedAgain, type TypedAgain } from '../../platform/http/typed-again.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { bucketOf } from '../../quotas/quota-window.ts'
import { saveProject } from '../commands/save-project.ts'
import { readProjects } from '../reads/projects.ts'
import { projectBody, wantedProject } from './firm-schemas.ts'
import { ProjectsPage } from './projects-view.tsx'

const here = '/me/firm/projects'
const ofFirm = { policy: 'firm-admin' } as const
const form = z
  .strictObject({
    code: z.string().max(100),
    name: z.string().max(300),
    state: z.enum(['open', 'closed']).default('open'),
    startsOn: z.string().max(20).default(''),
    endsOn: z.string().max(20).default(''),
    budget: z.string().max(20).default(''),
    who: z.enum(['everybody', 'only']).default('everybody'),
  })
  .catchall(z.literal('1'))

/** The projects and budgets of a firm, kept by its admins. */
export function projectsPages(pages: Pages): void {
  const query = z.object({ edit: z.string().max(64).optional() })
  pages.page({ ...ofFirm, method: 'get', path: here, query }, async ({ c, deps, actor, query: { edit } }) => {
    return show(c, deps, actor, edit ?? null)
  })
  pages.page(
    { ...ofFirm, method: 'post', path: '/me/firm/:id/projects', params: z.object({ id: idOf('firm') }), form },
    async ({ c, deps, actor, params: { id }, form: filled, request }) => {
      const { timeZone, currency } = deps.park()
      const typed = await typedAgain(filled, 'code', () =>
        saveProject(deps, actor, { firmId: id }, wantedProject(bodyOf(filled, currency), timeZone), request),
      )
      return typed === null ? c.redirect(here, 303) : show(c, deps, actor, null, typed)
    },
  )
  pages.page(
    { ...ofFirm, method: 'post', path: '/me/firm/projects/:id', params: z.object({ id: idOf('prj') }), form },
    async ({ c, deps, actor, params: { id }, form: filled, request }) => {
      const { timeZone, currency } = deps.park()
      const typed = await typedAgain(filled, 'code', () =>
        saveProject(deps, actor, { id }, wantedProject(bodyOf(filled, currency), timeZone), request),
      )
      return typed === null ? c.redirect(here, 303) : show(c, deps, actor, id, typed)
    },
  )
}

async function show(c: DoorContext, deps: Deps, actor: Actor, edit: string | null, typed?: TypedAgain) {
  const { timeZone: zone } = deps.park()
  const facts = await readProjects(deps, actor, bucketOf(deps.now(), 'year', zone))
  const voice = voiceOf(facts.viewer.locale, deps.park(), deps.now())
  const page = <ProjectsPage {...facts} voice={voice} edit={edit} {...(typed ? { typed } : {})} />
  return pageAnswer(c, page, typed === undefined ? 200 : 422)
}

function bodyOf(
  { code, name, state, startsOn, endsOn, budget, who, ...ticked }: z.output<typeof form>,
  currency: string,
) {
  return parse(projectBody, {
    code,
    name,
    state,
    startsOn: startsOn === '' ? null : startsOn,
    endsOn: endsOn === '' ? null : endsOn,
    members: who === 'only' ? Object.keys(ticked).filter((key) => key.startsWith('usr_')) : null,
    budgetMinor: minorOf(budget, currency),
  })
}

/** Throws Malformed for what is no amount; nothing is no budget. */
function minorOf(text: string, currency: string): number | null {
  if (text.trim() === '') return null
  const minor = readMoney(text, currency)
  if (minor === null) throw new Malformed([{ pointer: '/budget', kind: 'format' }])
  return minor
}
