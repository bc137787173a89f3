import { z } from 'zod'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf, instant, instantText, plainText } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { askAccess } from '../commands/ask-access.ts'
import { decideAccess } from '../commands/decide-access.ts'
import type { AccessRequest } from '../access-request.ts'
import { readMyAccess, type Training } from '../reads/my-access.ts'
import { readOpenRequests } from '../reads/open-requests.ts'

const tag = 'Training and access'
const json = { 'content-type': 'application/json' } as const
const kind = z.enum(['training', 'access'])
const named = z.strictObject({ id: z.string(), name: z.string() })
const request = z
  .strictObject({
    id: z.string(),
    kind,
    facility: named,
    resource: named,
    training: z.string().nullable(),
    note: z.string(),
    createdAt: instantText,
    decision: z.enum(['granted', 'declined', 'withdrawn']).nullable(),
    grantedUntil: instantText.nullable(),
    reason: z.string(),
  })
  .meta({ id: 'AccessRequest' })
const waiting = z.strictObject({
  ...request.shape,
  person: z.strictObject({ name: z.string(), email: z.string() }),
  firm: z.string(),
})
const training = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    validFrom: instantText.nullable(),
    validUntil: instantText.nullable(),
    facility: named.nullable(),
    resources: z.array(named).meta({ description: 'The first five of those that it opens' }),
    resourceCount: z.int(),
  })
  .meta({ id: 'Training' })

/** What I may use, asking for more, and deciding it. */
export function accessApi(api: Api): void {
  mineRoute(api)
  askRoute(api)
  openRoute(api)
  decideRoute(api)
  withdrawRoute(api)
}

function mineRoute(api: Api): void {
  const mine = z.strictObject({
    trainings: z.array(training),
    restricted: z.array(z.strictObject({ ...named.shape, admitted: z.boolean() })),
    requests: z.array(request),
  })
  api.route(
    {
      method: 'get',
      path: '/me/access',
      policy: 'signed-in',
      summary: 'My training and access, what they open, and what I asked for',
      tag,
      answers: { 200: { description: 'At most 200 of each', schema: mine } },
    },
    async ({ c, deps, actor }) => {
      const { viewer, trainings, restricted, requests } = await readMyAccess(deps, actor)
      const { locale } = viewer
      return c.json({
        trainings: trainings.map((one) => trainingDocument(one, locale)),
        restricted: restricted.map(({ id, names, admitted }) => ({ id, name: nameIn(names, locale), admitted })),
        requests: requests.map((one) => requestDocument(one, locale)),
      })
    },
  )
}

function askRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/access-requests',
      policy: 'signed-in',
      summary: 'Ask the lab managers for a training, or to be let in to a restricted resource',
      tag,
      key: 'taken',
      body: z.strictObject({ resourceId: idOf('res'), kind, note: plainText(300).default('') }),
      answers: {
        201: { description: 'Asked', schema: z.strictObject({ id: z.string() }) },
        200: { description: 'Asked before, and not decided yet', schema: z.strictObject({ id: z.string() }) },
        409: { description: 'Nothing is missing, or too much is asked for' },
      },
    },
    async ({ c, deps, actor, body, request: key }) => {
      const answer = await askAccess(deps, actor, body, key)
      return c.body(answer.body, answer.status as 201, json)
    },
  )
}

function openRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/access-requests',
      policy: 'lab-manager',
      summary: 'Who waits for a decision at the facilities that I manage',
      tag,
      answers: {
        200: { description: 'Oldest first, at most 100', schema: z.strictObject({ items: z.array(waiting) }) },
      },
    },
    async ({ c, deps, actor }) => {
      const { viewer, requests } = await readOpenRequests(deps, actor)
      const items = requests.map(({ person, firm, ...one }) => ({
        ...requestDocument(one, viewer.locale),
        person,
        firm: nameIn(firm, viewer.locale),
      }))
      return c.json({ items })
    },
  )
}

function decideRoute(api: Api): void {
  const body = z.strictObject({
    decision: z.enum(['granted', 'declined']),
    until: instant
      .nullable()
      .default(null)
      .meta({ description: 'The end of what is granted; a training must have one' }),
    reason: plainText(300).default('').meta({ description: 'Of what is declined' }),
  })
  api.route(
    {
      method: 'post',
      path: '/access-requests/{id}/decision',
      policy: 'lab-manager',
      summary: 'Grant a training until a time, or access; or decline with a reason',
      tag,
      params: z.strictObject({ id: idOf('acr') }),
      key: 'taken',
      body,
      answers: {
        200: { description: 'Decided', schema: z.strictObject({ decision: z.string() }) },
        409: { description: 'Decided otherwise before' },
      },
    },
    async ({ c, deps, actor, params: { id }, body: { decision, until, reason }, request: key }) => {
      await decideAccess(deps, actor, id, decision === 'granted' ? { decision, until } : { decision, reason }, key)
      return c.json({ decision })
    },
  )
}

function withdrawRoute(api: Api): void {
  api.route(
    {
      method: 'delete',
      path: '/access-requests/{id}',
      policy: 'signed-in',
      summary: 'Take my own request back',
      tag,
      params: z.strictObject({ id: idOf('acr') }),
      answers: { 204: { description: 'Taken back' }, 409: { description: 'Decided before' } },
    },
    async ({ c, deps, actor, params: { id }, request: key }) => {
      await decideAccess(deps, actor, id, { decision: 'withdrawn' }, key)
      return c.body(null, 204)
    },
  )
}

function requestDocument(one: AccessRequest, locale: Locale) {
  const { id, kind: what, facilityId, facility, resource, note, createdAt, decision, grantedUntil, reason } = one
  return {
    id,
    kind: what,
    facility: { id: facilityId, name: nameIn(facility, locale) },
    resource: { id: resource.id, name: nameIn(resource.names, locale) },
    training: one.training && nameIn(one.training, locale),
    note,
    createdAt: formatInstant(createdAt),
    decision,
    grantedUntil: grantedUntil === null ? null : formatInstant(grantedUntil),
    reason,
  }
}

function trainingDocument({ qualificationId, names, held, opens }: Training, locale: Locale) {
  return {
    id: qualificationId,
    name: nameIn(names, locale),
    validFrom: held && formatInstant(held.validFrom),
    validUntil: held && formatInstant(held.validUntil),
    facility: opens && { id: opens.facilityId, name: nameIn(opens.facility, locale) },
    resources: (opens?.resources ?? []).map((one) => ({ id: one.id, name: nameIn(one.names, locale) })),
    resourceCount: opens?.count ?? 0,
  }
}
