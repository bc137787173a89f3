import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { keptAnswer } from '../../platform/http/kept-answer.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { calendarDate, idOf, moneySchema, oneLine, plainText } from '../../platform/http/schemas.ts'
import { periodInPath } from '../../statements/web/statements.api.ts'
import { handInClaims, payClaims } from '../commands/claims.ts'
import { closeProgramme, saveProgramme } from '../commands/save-programme.ts'
import { evidenceOf } from '../files.ts'
import { scopeKinds, type Programme } from '../programme.ts'
import { readClaims } from '../reads/claims.ts'
import { listProgrammes } from '../reads/programmes.ts'

const tag = 'Subsidies'
const finance = { policy: 'park-finance' } as const
const params = z.strictObject({ id: idOf('sub') })
const cap = z.int().min(1).max(1_000_000_000_000).nullable().default(null)
const codes = z.array(plainText(80)).max(100).default([])

const programmeBody = z
  .strictObject({
    names: z.strictObject({ hans: plainText(120), hant: plainText(120), en: plainText(120) }),
    region: plainText(80).default(''),
    scope: z
      .array(z.strictObject({ kind: z.enum(scopeKinds), code: plainText(80) }))
      .max(500)
      .default([])
      .meta({ description: 'Asset numbers, facility codes, categories, tags; none: every resource' }),
    tiers: codes,
    priceCategories: codes,
    percent: z.int().min(1).max(100),
    rank: z.int().min(1).max(9_999).default(1),
    claimCapMinor: cap,
    yearCapMinor: cap,
    yearCapOf: z.enum(['firm', 'controller']).default('firm'),
    budgetMinor: cap,
    startsOn: calendarDate,
    endsOn: calendarDate,
    evidence: z.array(plainText(200)).max(50).default([]),
  })
  .meta({ id: 'SubsidyProgramme' })

const programmeSchema = programmeBody
  .extend({ id: z.string(), state: z.enum(['open', 'closed']), used: moneySchema, ownThisYear: moneySchema })
  .meta({ id: 'SubsidyProgrammeStanding' })

/** Subsidy programmes and what is claimed of them. */
export function subsidiesApi(api: Api): void {
  readingRoutes(api)
  writingRoutes(api)
  changingRoutes(api)
  claimRoutes(api)
  paymentRoute(api)
}

function readingRoutes(api: Api): void {
  api.route(
    {
      policy: 'any-finance',
      method: 'get',
      path: '/subsidy-programmes',
      summary: 'Programmes in the order in which they stack',
      tag,
      answers: {
        200: { description: 'Programmes', schema: z.strictObject({ items: z.array(programmeSchema) }) },
      },
    },
    async ({ c, deps, actor }) => {
      const { programmes } = await listProgrammes(deps, actor)
      return c.json({ items: programmes.map((one) => programmeDocument(one, deps.park().currency)) })
    },
  )
}

const added = z.strictObject({ id: z.string() })
const fault = { 404: { description: 'No such programme or list, or none of yours' } }
const again = { 409: { description: 'Nothing to do', example: problemExample('state-forbids') } }
const ofPeriod = z.strictObject({ id: idOf('sub'), period: periodInPath })

function terms(body: z.output<typeof programmeBody>) {
  return { ...body, scope: body.scope.map(({ kind, code }) => [kind, code] as const) }
}

function writingRoutes(api: Api): void {
  api.route(
    {
      ...finance,
      method: 'post',
      path: '/subsidy-programmes',
      summary: 'Publish a programme',
      tag,
      body: programmeBody,
      answers: { 201: { description: 'It is published', schema: added } },
    },
    async ({ deps, actor, body, request }) => keptAnswer(await saveProgramme(deps, actor, null, terms(body), request)),
  )
}

function changingRoutes(api: Api): void {
  const inUse = { 409: { description: 'It ended, or has paid already', example: problemExample('state-forbids') } }
  api.route(
    {
      ...finance,
      method: 'put',
      path: '/subsidy-programmes/{id}',
      summary: 'Change a programme ahead of its use',
      tag,
      params,
      body: programmeBody,
      answers: { 200: { description: 'It is changed', schema: added }, ...fault, ...inUse },
    },
    async ({ deps, actor, params: { id }, body, request }) =>
      keptAnswer(await saveProgramme(deps, actor, id, terms(body), request)),
  )
  api.route(
    {
      ...finance,
      method: 'post',
      path: '/subsidy-programmes/{id}/closing',
      summary: 'End a programme; what it has granted stays',
      tag,
      params,
      answers: { 200: { description: 'It has ended' }, ...fault },
    },
    async ({ deps, actor, params: { id }, request }) => keptAnswer(await closeProgramme(deps, actor, id, request)),
  )
}

function claimRoutes(api: Api): void {
  api.route(
    {
      ...finance,
      method: 'get',
      path: '/subsidy-programmes/{id}/claims/{period}',
      summary: 'Each charge that a programme pays of, with what shows its use',
      tag,
      params: ofPeriod,
      answers: { 200: { description: 'Claims' }, ...fault },
    },
    async ({ c, deps, actor, params: { id, period } }) => {
      const { claims } = await readClaims(deps, actor, id, period)
      return c.json({ items: claims.map(evidenceOf) })
    },
  )
  api.route(
    {
      ...finance,
      method: 'post',
      path: '/subsidy-programmes/{id}/claims/{period}',
      summary: 'Hand in what was not handed in yet',
      tag,
      params: ofPeriod,
      answers: { 201: { description: 'The list' }, ...fault, ...again },
    },
    async ({ deps, actor, params: { id, period }, request }) =>
      keptAnswer(await handInClaims(deps, actor, id, period, request)),
  )
}

function paymentRoute(api: Api): void {
  api.route(
    {
      ...finance,
      method: 'post',
      path: '/claim-lists/{id}/payment',
      summary: 'The programme has paid a list',
      tag,
      params: z.strictObject({ id: idOf('clm') }),
      body: z.strictObject({ voucher: oneLine(80).default('') }),
      answers: { 200: { description: 'It is paid' }, ...fault, ...again },
    },
    async ({ deps, actor, params: { id }, body, request }) =>
      keptAnswer(await payClaims(deps, actor, id, body.voucher, request)),
  )
}

function programmeDocument(programme: Programme, currency: string) {
  const { version: _version, claims: _claims, usedMinor, ownMinor, scope, ...rest } = programme
  return {
    ...rest,
    scope: scope.map(([kind, code]) => ({ kind, code })),
    used: { amountMinor: usedMinor, currency },
    ownThisYear: { amountMinor: ownMinor, currency },
  }
}
