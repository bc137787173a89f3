import { openRequestsOf, openRequestsQuery, managedQuery } from '../../access/reads/open-requests.ts'
import type { Actor, Deps } from '../../deps.ts'
import { mayAnywhere } from '../../firms/viewer.ts'
import type { AccessRequestId, FacilityId } from '../../kernel/id.ts'
import { Forbidden } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { awaitedOf, awaitedQueries, decidesForLabs, type AwaitedPage } from '../reads/awaited.ts'
import type { Faulty } from './awaited-list.tsx'
import type { RequestsForm } from './paths.ts'
import { RequestsPage } from './requests-view.tsx'

export interface RequestsShown {
  readonly form: RequestsForm
  /** Under which key the decisions were sent whose outcomes are told. */
  readonly told?: string | undefined
  readonly faulty?: Faulty
  readonly faultyAccess?: AccessRequestId
}

/** The whole of one side, as its address without a query shows it. */
export function wholeOf(side: RequestsForm['side']): RequestsForm {
  return { side, by: null, facility: '', words: '', all: false }
}

/** The page of requests; with a fault, as the answer to what could not be taken. Throws Unauthenticated, Forbidden. */
export async function showRequests(c: DoorContext, deps: Deps, actor: Actor, shown: RequestsShown): Promise<Response> {
  const { form, told = '', faulty, faultyAccess } = shown
  const wanted = { ...form, facilityId: (form.facility || null) as FacilityId | null }
  const rows = await deps.db.read({
    ...awaitedQueries(deps, actor, wanted, told),
    access: openRequestsQuery(managedQuery(actor), 100),
  })
  const page = awaitedOf(deps, rows)
  assertDecides(page, form.side)
  const access =
    mayAnywhere(page.viewer, 'manage-resources') && form.side === 'lab' ? openRequestsOf(rows.access) : null
  const voice = voiceOf(page.viewer.locale, deps.park(), deps.now())
  const whole = (
    <RequestsPage
      page={page}
      form={form}
      faulty={faulty ?? null}
      access={access}
      faultyAccess={faultyAccess}
      voice={voice}
    />
  )
  return pageAnswer(c, whole, faulty || faultyAccess ? 422 : 200)
}

/** A page of decisions is for those who decide something; whoever nobody asked is kept out. */
export function assertDecides(page: AwaitedPage, side: RequestsForm['side']): void {
  const decides = side === 'lab' ? decidesForLabs(page) : mayAnywhere(page.viewer, 'manage-projects')
  if (!decides && page.awaited.length === 0 && page.authority.lent.length === 0) throw new Forbidden()
}
