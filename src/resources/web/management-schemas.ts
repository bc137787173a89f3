import { z } from 'zod'
import { rateTermsSchema } from '../../billing/tariff.ts'
import { bookingSchema } from '../../bookings/web/booking-schemas.ts'
import { instantText } from '../../platform/http/schemas.ts'
import { closureKinds } from '../closure.ts'
import { openingHoursSchema } from '../hours-schema.ts'
import { policySchema } from '../resource.ts'

const changed = { id: z.string(), version: z.int().meta({ description: 'Of the resource’s rules, after the change' }) }
const time = { startsAt: instantText, endsAt: instantText.nullable() }
const closedTime = { ...time, repeats: z.array(z.strictObject(time)).optional(), units: z.array(z.string()) }
const affected = z.array(bookingSchema)

/** Opening hours as they were set, or with `preview` the bookings that would stand outside. */
export const hoursAnswer = z.union([
  z.strictObject({ ...changed, openingHours: openingHoursSchema, affected }),
  z.strictObject({ openingHours: openingHoursSchema, affected }),
])

/** The rules of a resource. */
export const policyAnswer = z.strictObject({
  ...changed,
  state: z.enum(['draft', 'published', 'out-of-service', 'retired']),
  setupMinutes: z.int(),
  cleanupMinutes: z.int(),
  stepMinutes: z.int(),
  minMinutes: z.int(),
  maxMinutes: z.int(),
  restricted: z.boolean(),
  policy: policySchema,
})

/** A price, as published. */
export const rateAnswer = z.strictObject({
  ...changed,
  priceCategory: z.string(),
  validFrom: instantText,
  terms: rateTermsSchema,
})

/** Who would be in the way of a closure. */
export const closurePreview = z.strictObject({ ...closedTime, affected })

/** A closure, with what became of the bookings in its way. */
export const closureAnswer = z
  .strictObject({
    id: z.string(),
    resourceId: z.string(),
    kind: z.enum(closureKinds),
    reason: z.string(),
    ...closedTime,
    affected,
  })
  .meta({ id: 'Closure' })

const lists = z.array(z.looseObject({ kind: z.string() }))

/** What an import did, or would do: every line of the file once. */
export const importAnswer = z
  .strictObject({
    preview: z.boolean(),
    lines: z.array(
      z.strictObject({
        line: z.int(),
        assetNumber: z.string(),
        outcome: z.enum(['new', 'changed', 'unchanged', 'refused']),
        resourceId: z.string().nullable(),
        changes: z.array(z.string()),
        faults: lists,
        notes: lists,
      }),
    ),
    counts: z.record(z.enum(['new', 'changed', 'unchanged', 'refused']), z.int()),
    unknownColumns: z.array(z.string()),
    usedFacility: z.string().nullable(),
  })
  .meta({ id: 'ImportReport' })
