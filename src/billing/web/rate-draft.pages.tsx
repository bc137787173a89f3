import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { importBodyBytes } from '../../platform/http/read-body.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { fileDraftText } from '../../platform/ui/file-draft.text.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import {
  applyForm,
  draftQuery,
  fileFaultText,
  fileForm,
  keepFile,
  type FileFault,
} from '../../resources/web/file-draft.ts'
import { applyRates, draftRates } from '../commands/draft-rates.ts'
import { readRateDraft } from '../reads/rate-draft.ts'
import { readRateFileOf } from '../reads/rates-of-assets.ts'
import { rateDraftText } from './rate-draft.text.ts'
import { RateDraftView, rateOutcomes, type RateDraftProps } from './rate-draft-view.tsx'
import { rateDraftPath } from './rate-paths.ts'
import { rateFilterOf, rateQuery } from './rates.pages.tsx'

const finance = { policy: 'park-finance' } as const

/** Rates as a file: out of the house, and back into it with a look at every line. */
export function rateDraftPages(pages: Pages): void {
  pages.page(
    { policy: 'rates-reader', method: 'get', path: '/f/rates/prices.csv', query: z.object(rateQuery) },
    async ({ c: _c, deps, actor, query }) => {
      const csv = await readRateFileOf(deps, actor, rateFilterOf(query))
      return attachment(csv, 'rates', 'csv')
    },
  )
  pages.page(
    { ...finance, method: 'get', path: '/f/rates/import', query: draftQuery(rateOutcomes) },
    ({ c, deps, actor, query: { show = null, after = 0 } }) => showDraft(c, deps, actor, { show, after }),
  )
  sendPages(pages)
}

function sendPages(pages: Pages): void {
  const file = { name: 'file', mostBytes: importBodyBytes }
  pages.page({ ...finance, method: 'post', path: '/f/rates/import', form: fileForm, file }, async (call) => {
    const { c, deps, actor, request } = call
    const fault = await keepFile(call.file, (text) => draftRates(deps, actor, text, keyOfForm(request)))
    return fault === null ? c.redirect(`${rateDraftPath}#report`, 303) : showDraft(c, deps, actor, { fault })
  })
  pages.page({ ...finance, method: 'post', path: '/f/rates/import/apply', form: applyForm }, async (call) => {
    const { c, deps, actor, form: filled, request } = call
    try {
      await applyRates(deps, actor, filled.draft, keyOfForm(request))
    } catch (error) {
      if (error instanceof NotFound) return showDraft(c, deps, actor, { unpublished: 'replaced' })
      if (error instanceof Conflict) return showDraft(c, deps, actor, { unpublished: 'changed' })
      throw error
    }
    return c.redirect(`${rateDraftPath}#report`, 303)
  })
}

interface Shown extends Partial<Pick<RateDraftProps, 'show' | 'after'>> {
  readonly fault?: FileFault
  /** Why nothing was published: another file was sent since, or a line would come out otherwise. */
  readonly unpublished?: 'replaced' | 'changed'
}

async function showDraft(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const { show = null, after = 0, fault, unpublished } = shown
  const { viewer, draft } = await readRateDraft(deps, actor)
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const { locale } = voice
  const { title, changed } = rateDraftText[locale]
  const notices = { replaced: fileDraftText[locale].replaced, changed }
  const page = (
    <Frame viewer={viewer} locale={locale} title={title} wide sheets={['rates.css']}>
      <RateDraftView
        draft={draft}
        show={show}
        after={after}
        fault={fault === undefined ? null : fileFaultText(fault, locale)}
        notice={unpublished === undefined ? null : notices[unpublished]}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        voice={voice}
      />
    </Frame>
  )
  return pageAnswer(c, page, unpublished !== undefined ? 409 : fault === undefined ? 200 : 422)
}
