import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type FaultId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { address } from '../../platform/http/address.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { closeFault } from '../commands/close-fault.ts'
import { mostWords } from '../fault.ts'
import { todayAgain } from '../../today/web/paths.ts'
import { readFault, readFaults } from '../reads/fault-query.ts'
import { faultsText } from './faults.text.ts'
import { FaultRows, FaultView } from './fault-view.tsx'
import { faultPath } from './paths.ts'

const params = z.object({ id: idOf('flt') })
const perPage = 50

/** Reports: one, for whoever wrote it and the lab managers; and the lab managers' list. */
export function faultPages(pages: Pages): void {
  pages.page(
    { method: 'get', path: '/faults/:id', policy: 'signed-in', params },
    ({ c, deps, actor, params: { id } }) => showFault(c, deps, actor, id, false),
  )
  pages.page({ method: 'get', path: '/faults/:id/photo', policy: 'signed-in', params }, (call) =>
    showPhoto(call.c, call.deps, call.actor, call.params.id),
  )
  const form = z.strictObject({ answer: plainText(mostWords).prefault(''), back: z.string().max(400).optional() })
  pages.page({ method: 'post', path: '/faults/:id/closing', policy: 'lab-manager', params, form }, async (call) => {
    const {
      c,
      deps,
      actor,
      params: { id },
      request,
    } = call
    const answer = call.form.answer.replaceAll('\r\n', '\n')
    const done = await closeFault(deps, actor, id, answer, keyOfForm(request)).catch(overtaken)
    if (done === null) return showFault(c, deps, actor, id, true)
    return c.redirect(call.form.back === undefined ? faultPath(id) : todayAgain(call.form.back, 'fixed'), 303)
  })
  const query = z.object({
    state: z.enum(['open', 'closed']).catch('open').prefault('open'),
    after: idOf('flt').optional(),
  })
  pages.page({ method: 'get', path: '/m/faults', policy: 'lab-manager', query }, (call) =>
    showList(call.c, call.deps, call.actor, call.query),
  )
}

function overtaken(error: unknown): null {
  if (error instanceof Conflict && error.kind === 'state-forbids') return null
  throw error
}

async function showFault(c: DoorContext, deps: Deps, actor: Actor, id: FaultId, isLate: boolean) {
  const { fault, viewer } = await readFault(deps, actor, id)
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const page = (
    <Frame viewer={viewer} locale={viewer.locale} title={faultsText[viewer.locale].list}>
      <FaultView
        fault={fault}
        isManager={managesFacility(viewer, fault.facilityId)}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        overtaken={isLate}
        voice={voice}
      />
    </Frame>
  )
  return pageAnswer(c, page, isLate ? 409 : 200)
}

/** Only to those who may see the report, and into no cache. */
async function showPhoto(c: DoorContext, deps: Deps, actor: Actor, id: FaultId): Promise<Response> {
  const { fault } = await readFault(deps, actor, id)
  const bytes = fault.photoKey === null ? null : ((await deps.photos?.get(fault.photoKey)) ?? null)
  if (bytes === null || fault.photoType === null) throw new NotFound('photo')
  return c.body(bytes, 200, {
    'content-type': fault.photoType,
    'content-disposition': 'inline',
    'cache-control': 'private, no-store',
  })
}

interface ListQuery {
  readonly state: 'open' | 'closed'
  readonly after?: FaultId | undefined
}

async function showList(c: DoorContext, deps: Deps, actor: Actor, { state, after }: ListQuery) {
  const wanted = { resourceId: null, state, after: after ?? null, limit: perPage }
  const { viewer, faults, more } = await readFaults(deps, actor, wanted)
  const words = faultsText[viewer.locale]
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const last = faults.at(-1)
  return pageAnswer(
    c,
    <Frame viewer={viewer} locale={viewer.locale} title={words.list} wide>
      <h1>{words.list}</h1>
      <nav class="lengths" aria-label={words.list}>
        <a class="chip" href="/m/faults" aria-current={state === 'open' ? 'page' : undefined}>
          {words.open}
        </a>
        <a class="chip" href="/m/faults?state=closed" aria-current={state === 'closed' ? 'page' : undefined}>
          {words.closed}
        </a>
      </nav>
      <FaultRows faults={faults} voice={voice} />
      {more && last ? (
        <p class="beside">
          <a href={address('/m/faults', { state, after: last.id })}>{words.more}</a>
        </p>
      ) : null}
    </Frame>,
  )
}
