import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { quotaId } from '../../platform/http/schemas.ts'
import { setQuota } from '../commands/set-quota.ts'

const limitAnswer = z.strictObject({ id: z.string(), limit: z.int(), version: z.int() })

/** Setting limits. */
export function quotaLimitsApi(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/quotas/{id}',
      policy: 'signed-in',
      scope: 'finance',
      summary: 'Set a limit: minutes of machine time, bookings, or minor units of money',
      tag: 'Quotas',
      params: z.strictObject({ id: quotaId }),
      body: z.strictObject({ limit: z.int().min(0).max(1_000_000_000_000) }),
      answers: { 200: { description: 'The limit as set', schema: limitAnswer } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const answer = await setQuota(deps, actor, id, body.limit, request)
      return c.body(answer.body, 200, { 'content-type': 'application/json' })
    },
  )
}
