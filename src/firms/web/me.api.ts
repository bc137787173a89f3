import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { readMe } from '../reads/me.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'

const meSchema = z
  .strictObject({
    person: z.strictObject({ id: z.string(), name: z.string(), email: z.string(), locale: z.string() }),
    firms: z.array(z.strictObject({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
    projects: z.array(z.strictObject({ id: z.string(), firmId: z.string(), code: z.string(), name: z.string() })),
    facilities: z.array(z.strictObject({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
    parkRoles: z.array(z.string()),
  })
  .meta({ id: 'Me' })

/** Who I am, for whom I may book, and on which projects. */
export function meApi(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/me',
      policy: 'signed-in',
      summary: 'Who I am: my firms, roles and projects',
      tag: 'Me',
      answers: { 200: { description: 'The signed-in person', schema: meSchema } },
    },
    async ({ c, deps, actor }) => {
      const { viewer, firms, facilities, projects } = await readMe(deps, actor)
      const { locale } = viewer
      return c.json({
        person: { id: viewer.personId, name: viewer.name, email: viewer.email, locale },
        firms: firms.map(({ id, names, roles }) => ({ id, name: nameIn(names, locale), roles })),
        projects,
        facilities: facilities.map(({ id, names, roles }) => ({ id, name: nameIn(names, locale), roles })),
        parkRoles: viewer.roles
          .filter((role) => role.firmId === null && role.facilityId === null)
          .map(({ role }) => role),
      })
    },
  )
}
