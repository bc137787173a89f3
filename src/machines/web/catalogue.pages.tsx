import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { importBodyBytes } from '../../platform/http/read-body.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { wholeNumber } from '../../platform/http/schemas.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { UnusableFile } from '../../resources/import-report.ts'
import { applyCatalogueDraft, draftCatalogue } from '../commands/draft-catalogue.ts'
import { readCatalogueDraft } from '../reads/catalogue-draft.ts'
import { readCatalogueOf } from '../reads/catalogue-of.ts'
import { catalogueText } from './catalogue.text.ts'
import { CatalogueView, outcomes } from './catalogue-view.tsx'
import { filterOf, filterQuery, managers } from './machines.pages.tsx'
import { draftPath } from './paths.ts'

/** The catalogue as a file: out of the house, and back into it with a look at every line. */
export function cataloguePages(pages: Pages): void {
  pages.page(
    { ...managers, method: 'get', path: '/m/resources/catalogue.csv', query: z.object(filterQuery) },
    async ({ c, deps, actor, query }) => {
      const csv = await readCatalogueOf(deps, actor, filterOf(query))
      return c.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="machines.csv"',
      })
    },
  )
  draftPages(pages)
}

function draftPages(pages: Pages): void {
  const query = z.object({
    show: z.enum(outcomes).optional().catch(undefined),
    after: wholeNumber(0, 1_000_000).optional().catch(undefined),
  })
  pages.page(
    { ...managers, method: 'get', path: '/m/resources/import', query },
    ({ c, deps, actor, query: { show = null, after = 0 } }) => showDraft(c, deps, actor, { show, after }),
  )
  const form = z.strictObject({ file: z.literal('').optional() })
  const file = { name: 'file', mostBytes: importBodyBytes }
  pages.page({ ...managers, method: 'post', path: '/m/resources/import', form, file }, async (call) => {
    const { c, deps, actor, request } = call
    const text = call.file === null ? null : textOf(call.file)
    if (text === null) return showDraft(c, deps, actor, { fault: call.file === null ? 'noFile' : 'notText' })
    try {
      await draftCatalogue(deps, actor, text, keyOfForm(request))
    } catch (error) {
      if (error instanceof UnusableFile) return showDraft(c, deps, actor, { fault: error })
      throw error
    }
    return c.redirect(`${draftPath}#report`, 303)
  })
  const draft = z.strictObject({ draft: z.string().max(40) })
  pages.page({ ...managers, method: 'post', path: '/m/resources/import/apply', form: draft }, async (call) => {
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

function textOf(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes).replaceAll('\u0000', '')
  } catch {
    return null
  }
}

interface Shown {
  readonly show?: (typeof outcomes)[number] | null
  readonly after?: number
  readonly fault?: 'noFile' | 'notText' | UnusableFile
  readonly isReplaced?: boolean
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
        fault={fault === undefined ? null : sentence(fault, catalogueText[locale])}
        isReplaced={isReplaced}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        locale={locale}
      />
    </Frame>
  )
  return pageAnswer(c, page, isReplaced ? 409 : fault === undefined ? 200 : 422)
}

function sentence(fault: NonNullable<Shown['fault']>, words: (typeof catalogueText)['en']): string {
  if (typeof fault === 'string') return words[fault]
  const { fault: of } = fault
  return of.kind === 'not-csv' ? words.notCsv(of.line) : words.missing(of.missing.join(', '))
}
