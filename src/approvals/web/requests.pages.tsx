import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { approvers } from '../../resources/approval-rule.ts'
import { decideMany, mostChoices, type Choice } from '../commands/decide-many.ts'
import type { AwaitedWanted } from '../reads/awaited.ts'
import { requestsAddress, requestsPath, type RequestsForm } from './paths.ts'
import { showRequests, wholeOf } from './show-requests.tsx'

const byOf = z.enum(approvers)
const bookingId = idOf('bkg')

/** Where those who consent decide many requests at once: a lab's page, and a firm's own. */
export function requestsPages(pages: Pages): void {
  for (const side of ['lab', 'firm'] as const) {
    listPage(pages, side)
    decidePage(pages, side)
  }
}

// Whose consent is asked is not only said by roles: who may come in is judged inside.
const door = { policy: 'signed-in' } as const

function listPage(pages: Pages, side: AwaitedWanted['side']): void {
  const query = z.object({
    by: byOf.or(z.literal('')).catch('').prefault(''),
    facility: z.string().max(64).catch('').prefault(''),
    q: plainText(100).catch('').prefault(''),
    all: z.literal('1').optional().catch(undefined),
    told: z.string().max(160).optional().catch(undefined),
  })
  pages.page({ ...door, method: 'get', path: requestsPath(side), query }, ({ c, deps, actor, query: asked }) => {
    const form = { side, by: asked.by || null, facility: asked.facility, words: asked.q, all: asked.all === '1' }
    return showRequests(c, deps, actor, { form, told: asked.told })
  })
}

function decidePage(pages: Pages, side: AwaitedWanted['side']): void {
  const pick = z.string().max(100)
  const form = z.strictObject({
    decision: z.enum(['approve', 'reject']),
    reason: plainText(300).default(''),
    back: z.string().max(400).default(''),
    pick: z.union([pick.transform((one) => [one]), z.array(pick).max(mostChoices)]).default([]),
  })
  pages.page({ ...door, method: 'post', path: requestsPath(side), form }, ({ c, deps, actor, form: sent, request }) =>
    decide(c, deps, actor, { ...sent, shown: formIn(side, sent.back) }, keyOfForm(request)),
  )
}

interface Sent {
  readonly decision: 'approve' | 'reject'
  readonly reason: string
  readonly pick: readonly string[]
  readonly shown: RequestsForm
}

/** Decided: the page again, with what became of each. Not to be taken: the same page with what was ticked and typed. */
async function decide(c: DoorContext, deps: Deps, actor: Actor, sent: Sent, key: RequestKey): Promise<Response> {
  const { decision, reason, pick, shown } = sent
  const again = (fault: 'nothing-picked' | 'no-reason') =>
    showRequests(c, deps, actor, { form: shown, faulty: { picked: pick, reason, fault } })
  if (pick.length === 0) return again('nothing-picked')
  try {
    await decideMany(deps, actor, { choices: pick.map(choiceOf), decision, note: reason }, key)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return again('no-reason')
  }
  return c.redirect(requestsAddress(shown, key.key), 303)
}

/** `bkg_…:safety`; anything else names nothing that anybody could decide. */
function choiceOf(text: string): Choice {
  const [id = '', by] = text.split(':')
  return { bookingId: bookingId.parse(id), by: approvers.find((one) => one === by) ?? 'lab-manager' }
}

function formIn(side: AwaitedWanted['side'], back: string): RequestsForm {
  const query = new URLSearchParams(back)
  return {
    ...wholeOf(side),
    by: approvers.find((one) => one === query.get('by')) ?? null,
    facility: query.get('facility')?.slice(0, 64) ?? '',
    words: query.get('q')?.slice(0, 100) ?? '',
  }
}
