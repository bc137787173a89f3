import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { importBodyBytes } from '../../platform/http/read-body.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import {
  applyForm,
  draftQuery,
  fileFaultText,
  fileForm,
  keepFile,
  type FileFault,
} from '../../resources/web/file-draft.ts'
import { applyCatalogueDraft, draftCatalogue } from '../commands/draft-catalogue.ts'
import { readCatalogueDraft } from '../reads/catalogue-draft.ts'
import { readCatalogueOf } from '../reads/catalogue-of.ts'
import { catalogueText } from './catalogue.text.ts'
import { CatalogueView, outcomes, type CatalogueViewProps } from './catalogue-view.tsx'
import { filterOf, filterQuery, managers } from './machines.pages.tsx'
import { draftPath } from './paths.ts'

/** The catalogue as a file: out of the house, and back into it with a look at every line. */
export function cataloguePages(pages: Pages): void {
  pages.page(
    { ...managers, method: 'get', path: '/m/resources/catalogue.csv', query: z.object(filterQuery) },
    async ({ c: _c, deps, actor, query }) => {
      const csv = await readCatalogueOf(deps, actor, filterOf(query))
      return attachment(csv, 'machines', 'csv')
    },
  )
  draftPages(pages)
}

function draftPages(pages: Pages): void {
  const query = draftQuery(outcomes)
  pages.page(
    { ...managers, method: 'get', path: '/m/resources/import', query },
    ({ c, deps, actor, query: { show = null, after = 0 } }) => showDraft(c, deps, actor, { show, after }),
  )
  const file = { name: 'file', mostBytes: importBodyBytes }
  pages.page({ ...managers, method: 'post', path: '/m/resources/import', form: fileForm, file }, async (call) => {
    const { c, deps, actor, request } = call
    const fault = await keepFile(call.file, (text) => draftCatalogue(deps, actor, text, keyOfForm(request)))
    return fault === null ? c.redirect(`${draftPath}#report`, 303) : showDraft(c, deps, actor, { fault })
  })
  pages.page({ ...managers, method: 'post', path: '/m/resources/import/apply', form: applyForm }, async (call) => {
    const { c, deps, actor, form: filled, request } = call
    try {
      await applyCatalogueDraft(deps, actor, filled.draft, keyOfForm(request))
    } catch (error) {
      if (error instanceof NotFound) return showDraft(c, deps, actor, { isReplaced: true })
      throw error
    }
    return c.redirect(`${draftPath}#report`, 303)
  })
}

interface Shown extends Partial<Pick<CatalogueViewProps, 'show' | 'after' | 'isReplaced'>> {
  readonly fault?: FileFault
}

async function showDraft(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const { show = null, after = 0, fault, isReplaced = false } = shown
  const { viewer, draft } = await readCatalogueDraft(deps, actor)
  const { locale } = viewer
  const page = (
    <Frame viewer={viewer} locale={locale} title={catalogueText[locale].title} wide sheets={['manager.css']}>
      <CatalogueView
        draft={draft}
        show={show}
        after={after}
        fault={fault === undefined ? null : fileFaultText(fault, locale)}
        isReplaced={isReplaced}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        locale={locale}
      />
    </Frame>
  )
  return pageAnswer(c, page, isReplaced ? 409 : fault === undefined ? 200 : 422)
}
