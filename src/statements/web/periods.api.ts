import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { idOf, instantText, moneySchema } from '../../platform/http/schemas.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { closePeriod } from '../commands/close-period.ts'
import { issueStatements } from '../commands/issue-statements.ts'
import { readPeriod } from '../reads/period.ts'
import { periodInPath } from './statements.api.ts'

const tag = 'Billing periods'
const finance = { policy: 'park-finance' } as const
const params = z.strictObject({ period: periodInPath })

const checklistSchema = z
  .strictObject({
    period: z.string(),
    state: z.enum(['open', 'closed']),
    isOver: z.boolean(),
    closedAt: instantText.nullable(),
    statements: z.strictObject({ count: z.int(), lines: z.int(), total: moneySchema }),
    unstatedFirms: z.int(),
    unstated: z.array(
      z.strictObject({
        firm: z.strictObject({ id: z.string(), name: z.string() }),
        entries: z.int(),
        total: moneySchema,
      }),
    ),
    unsettledBookings: z.int(),
    unreviewedUses: z.int(),
    openObjections: z.int(),
    negativeStatements: z.int(),
  })
  .meta({ id: 'BillingPeriod' })

/** A month: its checklist, its statements, its end. */
export function periodsApi(api: Api): void {
  checklistRoute(api)
  issueRoute(api)
  closeRoute(api)
}

function checklistRoute(api: Api): void {
  api.route(
    {
      ...finance,
      method: 'get',
      path: '/billing-periods/{period}',
      summary: 'What has to be seen before a month is closed',
      tag,
      params,
      answers: { 200: { description: 'The checklist', schema: checklistSchema } },
    },
    async ({ c, deps, actor, params: { period } }) => {
      const list = await readPeriod(deps, actor, period)
      const { currency } = deps.park()
      const money = (amountMinor: number) => ({ amountMinor, currency })
      const { state, isOver, closedAt, statements, unstatedFirms } = list
      return c.json({
        period,
        state,
        isOver,
        closedAt: closedAt === null ? null : formatInstant(closedAt),
        statements: { count: statements.count, lines: statements.lines, total: money(statements.totalMinor) },
        unstatedFirms,
        unstated: list.unstated.map(({ firmId, entries, totalMinor, ...names }) => ({
          firm: { id: firmId, name: nameIn(names, list.viewer.locale) },
          entries,
          total: money(totalMinor),
        })),
        unsettledBookings: list.unsettled,
        unreviewedUses: list.unreviewed,
        openObjections: list.openObjections,
        negativeStatements: list.negative,
      })
    },
  )
}

/** In one request: each is a write of its own, and what is left is told. */
export const issuedAtOnce = 250

function issueRoute(api: Api): void {
  const issuedSchema = z
    .strictObject({ statements: z.int(), lines: z.int(), total: moneySchema, firmsLeft: z.int() })
    .meta({ id: 'Issued' })
  api.route(
    {
      ...finance,
      method: 'post',
      path: '/billing-periods/{period}/statements',
      summary: `Issue what stands on no statement yet, up to ${issuedAtOnce} firms; ask again while any are left`,
      tag,
      params,
      body: z.strictObject({ firmId: idOf('firm').optional() }),
      answers: {
        201: { description: 'What was issued', schema: issuedSchema },
        409: { description: 'The month still runs', example: problemExample('too-early') },
      },
    },
    async ({ c, deps, actor, params: { period }, body: { firmId = null }, request }) => {
      const wish = { period, firmId, atMost: issuedAtOnce }
      const { totalMinor, ...issued } = await issueStatements(deps, actor, wish, request)
      return c.json({ ...issued, total: { amountMinor: totalMinor, currency: deps.park().currency } }, 201)
    },
  )
}

function closeRoute(api: Api): void {
  api.route(
    {
      ...finance,
      method: 'post',
      path: '/billing-periods/{period}/closing',
      summary: 'Close a month for ever: what comes later goes to the next open one, marked as late',
      tag,
      params,
      answers: {
        200: { description: 'It is closed' },
        409: { description: 'It runs, or not everything of it is stated', example: problemExample('state-forbids') },
      },
    },
    async ({ c, deps, actor, params: { period }, request }) => {
      await closePeriod(deps, actor, period, request)
      return c.json({ period, state: 'closed' })
    },
  )
}
