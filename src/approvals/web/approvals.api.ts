import { z } from 'zod'
import { Forbidden } from '../../kernel/thrown.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { personName } from '../../firms/person-name.ts'
import { mayAnywhere } from '../../firms/viewer.ts'
import type { FacilityId } from '../../kernel/id.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf, instantText, plainText } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { bookingStates } from '../../bookings/booking.ts'
import { approvers } from '../../resources/approval-rule.ts'
import { decideMany, mostChoices } from '../commands/decide-many.ts'
import { outcomeKinds } from '../outcome.ts'
import { decidesForLabs, readAwaited, type AwaitedConsent } from '../reads/awaited.ts'

const tag = 'Approvals'
const json = { 'content-type': 'application/json' } as const
const by = z.enum(approvers)
const named = z.strictObject({ id: z.string(), name: z.string() })

const awaited = z
  .strictObject({
    bookingId: z.string(),
    by,
    askedAt: instantText,
    decideBy: instantText,
    resource: named,
    facility: named,
    startsAt: instantText,
    endsAt: instantText,
    person: z.string(),
    firm: named,
    project: z.string(),
    purpose: z.string(),
    alsoAwaits: z.array(by),
    own: z.boolean().meta({ description: 'I asked for it: somebody else decides' }),
  })
  .meta({ id: 'AwaitedConsent' })

const outcome = z
  .strictObject({
    bookingId: z.string(),
    by,
    kind: z.enum(outcomeKinds),
    number: z.string().optional(),
    resource: z.string().optional(),
    startsAt: instantText.optional(),
    endsAt: instantText.optional(),
    awaits: z.array(by).optional(),
    state: z.enum(bookingStates).optional(),
    rules: z.array(z.string()).optional(),
  })
  .meta({ id: 'DecisionOutcome' })

/** What waits for my consent, and deciding many at once. */
export function approvalsApi(api: Api): void {
  listRoute(api)
  decideRoute(api)
}

function listRoute(api: Api): void {
  const query = z.strictObject({
    side: z.enum(['lab', 'firm']).prefault('lab').meta({ description: 'A lab’s consents, or my own firm’s' }),
    by: by.optional(),
    facility: z.string().max(64).optional(),
    q: plainText(100).prefault(''),
  })
  api.route(
    {
      method: 'get',
      path: '/approvals',
      policy: 'signed-in',
      summary: 'Requests that wait for my consent, or of those in whose place I decide',
      tag,
      query,
      answers: {
        200: {
          description: 'The first to lapse first, at most 100',
          schema: z.strictObject({ items: z.array(awaited) }),
        },
      },
    },
    async ({ c, deps, actor, query: { side, by: step = null, facility = null, q } }) => {
      const wanted = { side, by: step, facilityId: facility as FacilityId | null, words: q }
      const page = await readAwaited(deps, actor, wanted)
      const decides = side === 'lab' ? decidesForLabs(page) : mayAnywhere(page.viewer, 'manage-projects')
      if (!decides && page.authority.lent.length === 0) throw new Forbidden()
      return c.json({ items: page.awaited.map((one) => awaitedDocument(one, page.viewer.locale)) })
    },
  )
}

function decideRoute(api: Api): void {
  const body = z.strictObject({
    decision: z.enum(['approve', 'reject']),
    note: plainText(500).prefault('').meta({ description: 'Needed to reject' }),
    choices: z
      .array(z.strictObject({ bookingId: idOf('bkg'), by }))
      .min(1)
      .max(mostChoices),
  })
  api.route(
    {
      method: 'post',
      path: '/approvals',
      policy: 'signed-in',
      summary: 'Approve or reject many requests with one reason; each gets its outcome',
      tag,
      key: 'taken',
      body,
      answers: { 200: { description: 'What became of each', schema: z.strictObject({ outcomes: z.array(outcome) }) } },
    },
    async ({ c, deps, actor, body: wish, request }) => {
      const answer = await decideMany(deps, actor, wish, request)
      return c.body(answer.body, answer.status as 200, json)
    },
  )
}

function awaitedDocument(one: AwaitedConsent, locale: Locale) {
  return {
    bookingId: one.bookingId,
    by: one.by,
    askedAt: formatInstant(one.askedAt),
    decideBy: formatInstant(one.decideBy),
    resource: { id: one.resource.id, name: nameIn(one.resource.names, locale) },
    facility: { id: one.facilityId, name: nameIn(one.facility, locale) },
    startsAt: formatInstant(one.startsAt),
    endsAt: formatInstant(one.endsAt),
    person: personName(one.person, locale),
    firm: { id: one.firmId, name: nameIn(one.firm, locale) },
    project: one.project,
    purpose: one.purpose,
    alsoAwaits: [...one.others],
    own: one.isOwn,
  }
}
