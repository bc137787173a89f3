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
import { lookAtBankFile, reconcile } from '../commands/reconcile.ts'
import { UnusableFile, type FileFault } from '../read-columns.ts'
import { keptText, mostBytes } from './kept-text.ts'
import { reconcileText } from './reconcile.text.ts'
import { reconcilePath, ReconcileView } from './reconcile-view.tsx'

const policy = 'park-finance'
/** The finance department's list of payments, beside the statements. */
export function reconcilePages(pages: Pages): void {
  const query = z.object({ done: wholeNumber(0, 1_000).optional().catch(undefined) })
  pages.page({ policy, method: 'get', path: reconcilePath, query }, ({ c, deps, actor, query: { done = null } }) =>
    showReconcile(c, deps, actor, { done }),
  )
  const form = z.strictObject({
    file: z.literal('').optional(),
    kept: keptText.optional(),
    tick: z.union([z.string().max(6), z.array(z.string().max(6)).max(500)]).default([]),
  })
  const file = { name: 'file', mostBytes }
  pages.page({ policy, method: 'post', path: reconcilePath, form, file }, async (call) => {
    const { c, deps, actor, request } = call
    const { kept, tick } = call.form
    if (kept === undefined) {
      const text = call.file === null ? null : new TextDecoder().decode(call.file)
      return showReconcile(c, deps, actor, { text, ...(text === null ? { fault: { kind: 'no-file' } } : {}) })
    }
    try {
      const ticked = new Set([tick].flat().map(Number))
      const { posted } = await reconcile(deps, actor, { text: kept, ticked }, keyOfForm(request))
      return c.redirect(`${reconcilePath}?done=${posted}`, 303)
    } catch (error) {
      if (error instanceof UnusableFile) return showReconcile(c, deps, actor, { fault: error.fault })
      if (error instanceof Conflict) return showReconcile(c, deps, actor, { text: kept, overtaken: true })
      throw error
    }
  })
}

interface Shown {
  readonly text?: string | null
  readonly fault?: FileFault
  readonly done?: number | null
  readonly overtaken?: boolean
}

async function showReconcile(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const { text = null, done = null, overtaken = false } = shown
  const { viewer, judged, fault } = await lookAtBankFile(deps, actor, text)
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const found = shown.fault ?? fault
  const page = (
    <Frame
      viewer={viewer}
      locale={voice.locale}
      title={reconcileText[voice.locale].title}
      sheets={['finance.css']}
      wide
    >
      <ReconcileView
        judged={judged}
        text={text}
        fault={found}
        done={done}
        overtaken={overtaken}
        voice={voice}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
      />
    </Frame>
  )
  return pageAnswer(c, page, overtaken ? 409 : found === null ? 200 : 422)
}
