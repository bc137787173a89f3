import { z } from 'zod'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { bucketOf } from '../../quotas/quota-window.ts'
import { saveProject } from '../commands/save-project.ts'
import { readProjects, type ProjectRow } from '../reads/projects.ts'
import { projectBody, wantedProject } from './firm-schemas.ts'

const tag = 'Projects'
const json = { 'content-type': 'application/json' } as const
const saved = z.strictObject({ id: z.string() })
const project = z
  .strictObject({
    id: z.string(),
    firmId: z.string(),
    code: z.string(),
    name: z.string(),
    state: z.enum(['open', 'closed']),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    members: z.array(z.string()).nullable(),
    budgetMinor: z.int().nullable(),
    usedMinor: z.int(),
  })
  .meta({ id: 'Project' })

/** The projects that a firm's admins keep. */
export function projectsApi(api: Api): void {
  listRoute(api)
  addRoute(api)
  changeRoute(api)
}

function listRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/projects',
      policy: 'firm-admin',
      summary: 'Projects of the firms whose admin I am',
      tag,
      answers: { 200: { description: 'Open ones first', schema: z.strictObject({ items: z.array(project) }) } },
    },
    async ({ c, deps, actor }) => {
      const { timeZone: zone } = deps.park()
      const { projects } = await readProjects(deps, actor, bucketOf(deps.now(), 'year', zone))
      return c.json({ items: projects.map((row) => projectDocument(row, zone)) })
    },
  )
}

function addRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/firms/{id}/projects',
      policy: 'firm-admin',
      summary: 'Add a project',
      tag,
      params: z.strictObject({ id: idOf('firm') }),
      body: projectBody,
      answers: { 201: { description: 'Added', schema: saved } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const wanted = wantedProject(body, deps.park().timeZone)
      return c.body((await saveProject(deps, actor, { firmId: id }, wanted, request)).body, 201, json)
    },
  )
}

function changeRoute(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/projects/{id}',
      policy: 'firm-admin',
      summary: 'Change a project: its dates, its people, its budget',
      tag,
      params: z.strictObject({ id: idOf('prj') }),
      body: projectBody,
      answers: { 200: { description: 'Changed', schema: saved } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const wanted = wantedProject(body, deps.park().timeZone)
      return c.body((await saveProject(deps, actor, { id }, wanted, request)).body, 200, json)
    },
  )
}

/** A project as answers show it: with days, the last one included. */
export function projectDocument({ startsAt, endsAt, restricted, members, ...rest }: ProjectRow, zone: string) {
  return {
    ...rest,
    startsOn: startsAt === null ? null : dayOf(startsAt, zone).date,
    endsOn: endsAt === null ? null : dayOf(endsAt - 1, zone).date,
    members: restricted === 1 ? (JSON.parse(members) as string[]) : null,
  }
}
