import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { reportExtras } from '../commands/report-extras.ts'

const extrasBody = z.strictObject({
  consumables: z
    .array(z.strictObject({ id: idOf('cns'), quantity: z.int().min(0).max(9_999) }))
    .max(200)
    .prefault([]),
  assistedMinutes: z.int().min(0).max(10_080).prefault(0).meta({ description: 'Staff of the lab only' }),
  reason: plainText(300).prefault('').meta({ description: 'Needed once the use is billed' }),
})

/** What was used up and how long staff assisted. */
export function extrasApi(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/bookings/{id}/extras',
      policy: 'signed-in',
      summary: 'Report consumables and assistance: billed with the use, or as an adjustment once it is billed',
      tag: 'Bookings',
      params: z.strictObject({ id: idOf('bkg') }),
      body: extrasBody,
      answers: {
        200: { description: 'Kept until the use is billed' },
        201: { description: 'The entry that was posted' },
        409: { description: 'Neither going on nor billed', example: problemExample('state-forbids') },
      },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const { consumables, assistedMinutes, reason } = body
      const quantities = new Map<string, number>(consumables.map((one) => [one.id, one.quantity]))
      const answer = await reportExtras(deps, actor, id, { quantities, assistedMinutes, reason }, request)
      return c.body(answer.body, answer.status as 200, { 'content-type': 'application/json' })
    },
  )
}
