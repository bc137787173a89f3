import { z } from 'zod'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf, instant, instantText, plainText } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { approvers } from '../../resources/approval-rule.ts'
import { giveAhead } from '../commands/give-ahead.ts'
import { endDelegation, nameDelegate } from '../commands/name-delegate.ts'
import { endSafety, nameSafety } from '../commands/name-safety.ts'
import { withdrawAhead } from '../commands/withdraw-ahead.ts'
import { readStanding } from '../reads/standing.ts'
import { subjectKinds, type Preapproval } from '../standing.ts'

const tag = 'Approvals'
const json = { 'content-type': 'application/json' } as const
const id = z.strictObject({ id: z.string() })
const giver = z.union([
  z.strictObject({ by: z.enum(['lab-manager', 'safety']), facilityId: idOf('fac') }),
  z.strictObject({ by: z.literal('firm-admin'), firmId: idOf('firm') }),
])

const preapproval = z
  .strictObject({
    id: z.string(),
    by: z.enum(approvers),
    of: z.string(),
    subject: z.strictObject({ kind: z.enum(subjectKinds), name: z.string() }),
    resource: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    category: z.string().nullable(),
    maxMinutes: z.int().nullable(),
    startsAt: instantText,
    endsAt: instantText,
    note: z.string(),
    withdrawnAt: instantText.nullable(),
  })
  .meta({ id: 'Preapproval' })

/** Consent given ahead, stand-ins, and who answers for safety. */
export function standingApi(api: Api): void {
  aheadListRoute(api)
  giveRoute(api)
  withdrawRoute(api)
  delegationRoutes(api)
  safetyRoutes(api)
}

function aheadListRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/preapprovals',
      policy: 'signed-in',
      summary: 'Consents given ahead that are mine to give',
      tag,
      answers: { 200: { description: 'At most 300', schema: z.strictObject({ items: z.array(preapproval) }) } },
    },
    async ({ c, deps, actor }) => {
      const { viewer, preapprovals } = await readStanding(deps, actor)
      return c.json({ items: preapprovals.map((one) => preapprovalDocument(one, viewer.locale)) })
    },
  )
}

function giveRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/preapprovals',
      policy: 'signed-in',
      summary: 'Consent ahead to a kind of use by a firm, a person or a project, until it lapses',
      tag,
      key: 'taken',
      body: z.strictObject({
        giver,
        subject: z.strictObject({ kind: z.enum(subjectKinds), text: plainText(200) }),
        resource: z.string().max(100).prefault('').meta({ description: 'Its id or asset number; or a category' }),
        categoryId: z.string().max(100).prefault(''),
        maxMinutes: z.int().min(1).max(525_600).nullable().prefault(null),
        until: instant,
        note: plainText(300).prefault(''),
      }),
      answers: { 201: { description: 'Given', schema: id } },
    },
    async ({ c, deps, actor, body, request }) => {
      const answer = await giveAhead(deps, actor, body, request)
      return c.body(answer.body, answer.status as 201, json)
    },
  )
}

function withdrawRoute(api: Api): void {
  api.route(
    {
      method: 'delete',
      path: '/preapprovals/{id}',
      policy: 'signed-in',
      summary: 'Take a consent given ahead back; what is booked stays',
      tag,
      params: z.strictObject({ id: idOf('pap') }),
      answers: { 204: { description: 'Taken back' } },
    },
    async ({ c, deps, actor, params, request }) => {
      await withdrawAhead(deps, actor, params.id, request)
      return c.body(null, 204)
    },
  )
}

function delegationRoutes(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/approval-delegations',
      policy: 'signed-in',
      summary: 'Leave my consents to somebody for a while',
      tag,
      key: 'taken',
      body: z.strictObject({ address: z.string().max(254), startsAt: instant, endsAt: instant }),
      answers: { 201: { description: 'Left to them', schema: id }, 409: { description: 'Too many' } },
    },
    async ({ c, deps, actor, body, request }) => {
      const answer = await nameDelegate(deps, actor, body, request)
      return c.body(answer.body, answer.status as 201, json)
    },
  )
  api.route(
    {
      method: 'delete',
      path: '/approval-delegations/{id}',
      policy: 'signed-in',
      summary: 'End it before its time: mine, or one by which I stand in',
      tag,
      params: z.strictObject({ id: idOf('dlg') }),
      answers: { 204: { description: 'Ended' } },
    },
    async ({ c, deps, actor, params, request }) => {
      await endDelegation(deps, actor, params.id, request)
      return c.body(null, 204)
    },
  )
}

function safetyRoutes(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/safety/{id}',
      policy: 'park-admin',
      summary: 'Name who answers for safety at a facility',
      tag,
      key: 'taken',
      params: z.strictObject({ id: idOf('fac') }),
      body: z.strictObject({ address: z.string().max(254) }),
      answers: { 204: { description: 'Named' } },
    },
    async ({ c, deps, actor, params, body, request }) => {
      await nameSafety(deps, actor, params.id, body.address, request)
      return c.body(null, 204)
    },
  )
  api.route(
    {
      method: 'delete',
      path: '/safety/{id}/{personId}',
      policy: 'park-admin',
      summary: 'Take them off again',
      tag,
      params: z.strictObject({ id: idOf('fac'), personId: idOf('usr') }),
      answers: { 204: { description: 'Taken off' } },
    },
    async ({ c, deps, actor, params, request }) => {
      await endSafety(deps, actor, params.id, params.personId, request)
      return c.body(null, 204)
    },
  )
}

function preapprovalDocument(one: Preapproval, locale: Locale) {
  return {
    id: one.id,
    by: one.by,
    of: nameIn(one.of, locale),
    subject: { kind: one.subjectKind, name: one.subject },
    resource: one.resource && { id: one.resource.id, name: nameIn(one.resource.names, locale) },
    category: one.category && nameIn(one.category, locale),
    maxMinutes: one.maxMinutes,
    startsAt: formatInstant(one.startsAt),
    endsAt: formatInstant(one.endsAt),
    note: one.note,
    withdrawnAt: one.withdrawnAt === null ? null : formatInstant(one.withdrawnAt),
  }
}
