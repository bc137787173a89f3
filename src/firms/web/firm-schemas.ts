import { z } from 'zod'
import { spanOfDay } from '../../kernel/wall-clock.ts'
import { calendarDate, idOf, plainText } from '../../platform/http/schemas.ts'
import { creditCodeOf } from '../credit-code.ts'
import { firmKinds } from '../firm.ts'
import type { WantedProject } from '../project.ts'

const missing = { params: { kind: 'missing' } }
const isSaid = (text: string) => text !== ''
const nameText = plainText(80).refine(isSaid, missing)

/** What stands behind the @ of a firm's addresses. */
const domainSchema = z
  .string()
  .max(253)
  .transform((text) => text.trim().toLowerCase())
  .refine((text) => /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(text), { params: { kind: 'format' } })

/** A unified social credit code, checked, in capitals. */
export const creditCodeSchema = z
  .string()
  .max(40)
  .meta({ description: 'Unified social credit code, GB 32100' })
  .transform((text, context) => {
    const code = creditCodeOf(text)
    if (code !== null) return code
    context.addIssue({ code: 'custom', params: { kind: 'format' } })
    return z.NEVER
  })

/** A name in the three languages. */
export const namesSchema = z.strictObject({ hans: nameText, hant: nameText, en: nameText })

/** What a firm is saved with. */
export const firmBody = z.strictObject({
  names: namesSchema,
  kind: z.enum(firmKinds).default('company'),
  priceCategory: plainText(60).refine(isSaid, missing).default('resident'),
  tier: plainText(60).default('standard'),
  creditCode: creditCodeSchema.nullable().default(null),
  consortiumId: idOf('con').nullable().default(null),
  domains: z.array(domainSchema).max(20).default([]),
})

/** What a project is saved with. */
export const projectBody = z.strictObject({
  code: plainText(40).refine(isSaid, missing),
  name: plainText(120).refine(isSaid, missing),
  state: z.enum(['open', 'closed']).default('open'),
  startsOn: calendarDate.nullable().default(null),
  endsOn: calendarDate.nullable().default(null),
  members: z.array(idOf('usr')).max(500).nullable().default(null),
  budgetMinor: z.int().min(0).max(1_000_000_000_000).nullable().default(null),
})

export type ProjectBody = z.output<typeof projectBody>

/** The body as a command takes it: days of the park's calendar as instants, the last one included. */
export function wantedProject({ startsOn, endsOn, members, ...rest }: ProjectBody, zone: string): WantedProject {
  return {
    ...rest,
    startsAt: startsOn === null ? null : spanOfDay(startsOn, zone).startsAt,
    endsAt: endsOn === null ? null : spanOfDay(endsOn, zone).endsAt,
    memberIds: members,
  }
}
