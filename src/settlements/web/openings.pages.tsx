import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId } from '../../kernel/id.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { importOpenings, lookAtOpenings } from '../commands/import-openings.ts'
import { fileFields, lookedAt, recorded, sentFile, type Shown } from './judged-file.ts'
import { openingsPath, OpeningsView } from './openings-view.tsx'
import { openingsText } from './openings.text.ts'

const policy = 'park-finance'

/** What firms owed and had paid before the park kept this book. */
export function openingPages(pages: Pages): void {
  const query = z.object({ done: wholeNumber(0, 1_000).optional().catch(undefined) })
  pages.page({ policy, method: 'get', path: openingsPath, query }, ({ c, deps, actor, query: { done = null } }) =>
    show(c, deps, actor, { done }),
  )
  const form = z.strictObject(fileFields)
  pages.page({ policy, method: 'post', path: openingsPath, form, file: sentFile }, async (call) => {
    const { c, deps, actor, request } = call
    const { kept } = call.form
    if (kept === undefined) return show(c, deps, actor, lookedAt(call.file))
    const came = await recorded(kept, () => importOpenings(deps, actor, kept, keyOfForm(request)))
    return typeof came === 'number' ? c.redirect(`${openingsPath}?done=${came}`, 303) : show(c, deps, actor, came)
  })
}

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
