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
import { lookAtBankFile, reconcile } from '../commands/reconcile.ts'
import { mostBankLines } from '../read-bank-file.ts'
import { fileFields, lookedAt, recorded, sentFile, type Shown } from './judged-file.ts'
import { reconcileText } from './reconcile.text.ts'
import { reconcilePath, ReconcileView } from './reconcile-view.tsx'

const policy = 'park-finance'

/** The finance department's list of payments, beside the statements. */
export function reconcilePages(pages: Pages): void {
  const query = z.object({ done: wholeNumber(0, 1_000).optional().catch(undefined) })
  pages.page({ policy, method: 'get', path: reconcilePath, query }, ({ c, deps, actor, query: { done = null } }) =>
    show(c, deps, actor, { done }),
  )
  const form = z.strictObject({
    ...fileFields,
    tick: z.union([z.string().max(6), z.array(z.string().max(6)).max(mostBankLines)]).default([]),
  })
  pages.page({ policy, method: 'post', path: reconcilePath, form, file: sentFile }, async (call) => {
    const { c, deps, actor, request } = call
    const { kept, tick } = call.form
    if (kept === undefined) return show(c, deps, actor, lookedAt(call.file))
    const sent = { text: kept, ticked: new Set([tick].flat().map(Number)) }
    const came = await recorded(kept, () => reconcile(deps, actor, sent, keyOfForm(request)))
    return typeof came === 'number' ? c.redirect(`${reconcilePath}?done=${came}`, 303) : show(c, deps, actor, came)
  })
}

async function show(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const { text = null, done = null, overtaken = false } = shown
  const { viewer, judged, fault: found } = await lookAtBankFile(deps, actor, text)
  const fault = shown.fault ?? found
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const { title } = reconcileText[voice.locale]
  const formKey = newId('frm', deps.now() * 1000, deps.entropy)
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
      <ReconcileView {...{ judged, text, fault, done, overtaken, voice, formKey }} />
    </Frame>
  )
  return pageAnswer(c, page, overtaken ? 409 : fault === null ? 200 : 422)
}
