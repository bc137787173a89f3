import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { Conflict } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { flag, idOf, plainText } from '../../platform/http/schemas.ts'
import { openingHoursSchema } from '../../resources/hours-schema.ts'
import type { HoursWish } from '../../resources/hours-wish.ts'
import { hoursAnswer } from '../../resources/web/management-schemas.ts'
import { bookingDocument } from '../booking-document.ts'
import type { ClosureAnswer } from '../commands/close-resource.ts'
import { setHours, type HoursAnswer } from '../commands/set-hours.ts'
import { readHoursPreview } from '../reads/hours-preview.ts'
import { choiceIn, decided } from './decided-body.ts'
import { refusalsAnswer } from './refused-answer.ts'

const params = z.strictObject({ id: idOf('res') })

const hoursBody = openingHoursSchema.partial({ exceptions: true, holidayRule: true }).extend({
  reason: plainText(300).prefault(''),
  affected: decided(['move', 'cancel', 'keep']).meta({
    description: 'What becomes of bookings that stand outside; any other is kept, marked, and its person told',
  }),
})

/** Setting opening hours, for lab managers' programs. */
export function hoursApi(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/resources/{id}/opening-hours',
      policy: 'signed-in',
      scope: 'manage',
      summary: 'Set opening hours; `?preview=1` lists the bookings that would stand outside',
      tag: 'Managing resources',
      params,
      query: z.strictObject({ preview: flag }),
      body: hoursBody,
      answers: { 200: { description: 'The hours as set, or `affected`', schema: hoursAnswer } },
    },
    async ({ c, deps, actor, params: { id }, query, body, request }) => {
      const { affected, reason, exceptions = [], later = [], holidayRule = 'closed', weekly, staffed } = body
      const wish = { from: null, week: { weekly, holidayRule, staffed }, exceptions, later }
      if (query.preview) return c.json(await previewOf(deps, actor, id, wish))
      const choices = affected.map(choiceIn)
      const wanted = { wish, scope: 'this', reason, affected: choices, undecided: 'keep', seen: null } as const
      const answer = await setHours(deps, actor, id, wanted, request)
      if (answer.kind === 'overtaken') throw new Conflict('try-again')
      return answerOf(c, answer)
    },
  )
}

async function previewOf(deps: Deps, actor: Actor, id: ResourceId, wish: HoursWish) {
  const { facts, affected, hours } = await readHoursPreview(deps, actor, { resourceId: id, scope: 'this', wish })
  const { viewer, now } = facts
  return {
    openingHours: hours,
    affected: affected.map(({ standing: { booking, names } }) => bookingDocument(booking, names, viewer.locale, now)),
  }
}

type Context = Parameters<typeof refusalsAnswer>[0]

/** What a command of a lab manager answers: its body, or why a booking cannot move where it should. */
export function answerOf(c: Context, answer: ClosureAnswer | Exclude<HoursAnswer, { kind: 'overtaken' }>): Response {
  if (answer.kind !== 'refused') return c.body(answer.body, answer.status as 201, json)
  const refusals = answer.refused.flatMap((one) => one.refusals)
  return refusalsAnswer(c, refusals, answer.facts, [])
}

const json = { 'content-type': 'application/json' }
