import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId } from '../../kernel/id.ts'
import { Conflict } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { importOpenings, lookAtOpenings } from '../commands/import-openings.ts'
import { UnusableFile } from '../read-columns.ts'
import { keptText, mostBytes } from './kept-text.ts'
import { openingsPath, OpeningsView, type OpeningsProps } from './openings-view.tsx'
import { openingsText } from './openings.text.ts'

const policy = 'park-finance'

/** What firms owed and had paid before the park kept this book. */
export function openingPages(pages: Pages): void {
  const query = z.object({ done: wholeNumber(0, 1_000).optional().catch(undefined) })
  pages.page({ policy, method: 'get', path: openingsPath, query }, ({ c, deps, actor, query: { done = null } }) =>
    show(c, deps, actor, { done }),
  )
  const form = z.strictObject({ file: z.literal('').optional(), kept: keptText.optional() })
  const file = { name: 'file', mostBytes }
  pages.page({ policy, method: 'post', path: openingsPath, form, file }, async (call) => {
    const { c, deps, actor, request } = call
    const { kept } = call.form
    if (kept === undefined) {
      const text = call.file === null ? null : new TextDecoder().decode(call.file)
      return show(c, deps, actor, { text, ...(text === null ? { fault: { kind: 'no-file' } } : {}) })
    }
    try {
      const posted = await importOpenings(deps, actor, kept, keyOfForm(request))
      return c.redirect(`${openingsPath}?done=${posted}`, 303)
    } catch (error) {
      if (error instanceof UnusableFile) return show(c, deps, actor, { fault: error.fault })
      if (error instanceof Conflict) return show(c, deps, actor, { text: kept, overtaken: true })
      throw error
    }
  })
}

type Shown = Partial<Pick<OpeningsProps, 'text' | 'fault' | 'done' | 'overtaken'>>

async function show(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const { text = null, done = null, overtaken = false } = shown
  const { viewer, judged, fault: found } = await lookAtOpenings(deps, actor, text)
  const fault = shown.fault ?? found
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const formKey = newId('frm', deps.now() * 1000, deps.entropy)
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={openingsText[voice.locale].title} sheets={['finance.css']} wide>
      <OpeningsView {...{ judged, text, fault, done, overtaken, voice, formKey }} />
    </Frame>
  )
  return pageAnswer(c, page, overtaken ? 409 : fault === null ? 200 : 422)
}
