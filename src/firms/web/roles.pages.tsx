import type { Pages } from '../../platform/http/pages.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readRoleHolders } from '../reads/role-holders.ts'
import { roleNames, roleTable, type Act, type RoleName } from '../role-table.ts'
import { roleWords } from '../role-words.ts'
import type { Viewer } from '../viewer.ts'
import { adminText } from './admin.text.ts'
import { Frame } from './frame.tsx'

/** The table of roles as the house enforces it, and how many people hold each. */
export function rolesPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/admin/roles', policy: 'park-admin' }, async ({ c, deps, actor }) => {
    const { viewer, holders } = await readRoleHolders(deps, actor)
    return pageAnswer(c, <RolesPage viewer={viewer} holders={holders} locale={viewer.locale} />)
  })
}

interface RolesProps {
  readonly viewer: Viewer
  readonly holders: ReadonlyMap<RoleName, number>
  readonly locale: Locale
}

function RolesPage({ viewer, holders, locale }: RolesProps) {
  const text = adminText[locale]
  return (
    <Frame viewer={viewer} locale={locale} title={text.roles} wide>
      <h1>{text.roles}</h1>
      <p>{text.rolesText}</p>
      <div class="scrolling" tabindex={0} role="region" aria-label={text.roles}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">{text.roles}</th>
              {roleNames.map((role) => (
                <th scope="col">{roleWords[locale][role]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(roleTable) as Act[]).map((act) => (
              <tr data-act={act}>
                <th scope="row">{text.acts[act]}</th>
                {roleNames.map((role) => (
                  <td data-role={role}>{(roleTable[act] as readonly RoleName[]).includes(role) ? text.yes : '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{text.holders}</th>
              {roleNames.map((role) => (
                <td>{holders.get(role) ?? 0}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </Frame>
  )
}
