import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { importBodyBytes } from '../../platform/http/read-body.ts'
import { wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { UnusableFile } from '../../resources/import-report.ts'
import { applyRates, draftRates } from '../commands/draft-rates.ts'
import { readRateDraft } from '../reads/rate-draft.ts'
import { readRateFileOf } from '../reads/rates-of-assets.ts'
import { rateDraftText, type RateDraftText } from './rate-draft.text.ts'
import { RateDraftView, rateOutcomes, type RateDraftProps } from './rate-draft-view.tsx'
import { rateDraftPath } from './rate-paths.ts'
import { rateFilterOf, rateQuery } from './rates.pages.tsx'

const finance = { policy: 'park-finance' } as const

/** Rates as a file: out of the house, and back into it with a look at every line. */
export function rateDraftPages(pages: Pages): void {
  pages.page(
    { policy: 'rates-reader', method: 'get', path: '/f/rates/prices.csv', query: z.object(rateQuery) },
    async ({ c, deps, actor, query }) => {
      const csv = await readRateFileOf(deps, actor, rateFilterOf(query))
      return c.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="rates.csv"',
      })
    },
  )
  const query = z.object({
    show: z.enum(rateOutcomes).optional().catch(undefined),
    after: wholeNumber(0, 1_000_000).optional().catch(undefined),
  })
  pages.page({ ...finance, method: 'get', path: '/f/rates/import', query }, ({ c, deps, actor, query: asked }) =>
    showDraft(c, deps, actor, { show: asked.show ?? null, after: asked.after ?? 0 }),
  )
  sendPages(pages)
}

function sendPages(pages: Pages): void {
  const form = z.strictObject({ file: z.literal('').optional() })
  const file = { name: 'file', mostBytes: importBodyBytes }
  pages.page({ ...finance, method: 'post', path: '/f/rates/import', form, file }, async (call) => {
    const { c, deps, actor, request } = call
    const text = call.file === null ? null : textOf(call.file)
    if (text === null) return showDraft(c, deps, actor, { fault: call.file === null ? 'noFile' : 'notText' })
    try {
      await draftRates(deps, actor, text, keyOfForm(request))
    } catch (error) {
      if (error instanceof UnusableFile) return showDraft(c, deps, actor, { fault: error })
      throw error
    }
    return c.redirect(`${rateDraftPath}#report`, 303)
  })
  const draft = z.strictObject({ draft: z.string().max(40) })
  pages.page({ ...finance, method: 'post', path: '/f/rates/import/apply', form: draft }, async (call) => {
    const { c, deps, actor, form: filled, request } = call
    try {
      await applyRates(deps, actor, filled.draft, keyOfForm(request))
    } catch (error) {
      if (error instanceof NotFound) return showDraft(c, deps, actor, { notice: 'replaced' })
      if (error instanceof Conflict) return showDraft(c, deps, actor, { notice: 'changed' })
      throw error
    }
    return c.redirect(`${rateDraftPath}#report`, 303)
  })
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes).replaceAll('\u0000', '')
  } catch {
    return null
  }
}

interface Shown extends Partial<Pick<RateDraftProps, 'show' | 'after' | 'notice'>> {
  readonly fault?: 'noFile' | 'notText' | UnusableFile
}

async function showDraft(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const { show = null, after = 0, fault, notice = null } = shown
  const { viewer, draft } = await readRateDraft(deps, actor)
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const words = rateDraftText[voice.locale]
  const props = { draft, show, after, notice, voice, formKey: newId('frm', deps.now() * 1000, deps.entropy) }
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={words.title} wide sheets={['rates.css']}>
      <RateDraftView {...props} fault={fault === undefined ? null : sentence(fault, words)} />
    </Frame>
  )
  return pageAnswer(c, page, notice !== null ? 409 : fault === undefined ? 200 : 422)
}

function sentence(fault: NonNullable<Shown['fault']>, { faults }: RateDraftText): string {
  if (typeof fault === 'string') return faults[fault]
  const { fault: of } = fault
  return of.kind === 'not-csv' ? faults.notCsv(of.line) : faults.missing(of.missing.join(', '))
}
