import { z } from 'zod'
import { idOf, instant, instantText, moneySchema, plainText, unitId } from '../../platform/http/schemas.ts'
import { mostAnswer } from '../../knowledge/question.ts'
import { approvers } from '../../resources/approval-rule.ts'
import { refusalNames } from '../refusal.ts'

const longestSeconds = 366 * 86_400

const asked = {
  resourceId: idOf('res'),
  unitId: unitId.optional(),
  startsAt: instant,
  endsAt: instant,
  projectId: idOf('prj').optional(),
  samples: z.int().min(0).max(100_000).prefault(0),
  onBehalfOf: idOf('usr').optional(),
  whole: z.boolean().prefault(false).meta({ description: 'Every unit of the resource at once' }),
  override: z
    .strictObject({
      rules: z.array(z.enum(refusalNames)).min(1).max(refusalNames.length),
      reason: plainText(500).refine((text) => text !== '', { params: { kind: 'value' } }),
    })
    .optional()
    .meta({ description: "A lab manager's: sets these rules aside, and says why" }),
}

interface Ends {
  readonly startsAt: number
  readonly endsAt: number
}

/** An interval that ends after it begins, within a year. */
function withEnds<S extends z.ZodType<Ends>>(schema: S) {
  const message = { path: ['endsAt'], params: { kind: 'value' } }
  return schema.refine(({ startsAt, endsAt }) => endsAt > startsAt && endsAt - startsAt <= longestSeconds, message)
}

/** The body of a quote. */
export const quoteBody = withEnds(z.strictObject(asked))

/** The body of a booking; with `repeat` a weekly series, with `also` a bundle. */
export const bookingBody = withEnds(
  z.strictObject({
    ...asked,
    purpose: plainText(500).prefault(''),
    answers: z
      .record(z.string().max(64), z.string().max(mostAnswer))
      .prefault({})
      .meta({ description: 'Answers to what is asked at booking, by the id of the question' }),
    repeat: z.strictObject({ weeks: z.int().min(1).max(60) }).optional(),
    also: z
      .array(
        z.strictObject({
          resourceId: idOf('res'),
          unitId: unitId.optional(),
          offsetMinutes: z.int().min(0).max(10_080),
          minutes: z.int().min(1).max(10_080).optional(),
        }),
      )
      .max(7)
      .optional()
      .meta({
        description: 'More resources, each from its offset after the start; as long as the first unless it says',
      }),
    ifSomeRefused: z.enum(['book-none', 'book-the-rest']).prefault('book-none'),
  }),
)

/** Where a booking moves to. */
export const intervalBody = withEnds(z.strictObject({ startsAt: instant, endsAt: instant, unitId: unitId.optional() }))

export const cancellationBody = z.strictObject({
  reason: plainText(500).prefault(''),
  free: z.boolean().prefault(false).meta({ description: "A lab manager's: without charge; it needs a reason" }),
})

export const usageBody = z.strictObject({
  samples: z.int().min(0).max(100_000).optional(),
  note: plainText(500).prefault(''),
})

export const decisionBody = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  by: z.enum(approvers).optional().meta({ description: 'Which consent; else every one that is mine to give' }),
  note: plainText(500).prefault('').meta({ description: 'Needed to reject' }),
})

export const priceSchema = z
  .strictObject({
    total: moneySchema,
    lines: z.array(
      z.strictObject({
        kind: z.string(),
        description: z.string(),
        minutes: z.number().optional(),
        quantity: z.int().optional(),
        rate: moneySchema.optional(),
        amount: moneySchema,
      }),
    ),
    estimate: z.boolean().optional(),
  })
  .meta({ id: 'Price' })

const named = z.strictObject({ id: z.string(), name: z.string() })

/** A booking as answers show it. */
export const bookingSchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    state: z.string(),
    resource: named,
    unit: named,
    whole: z.boolean(),
    startsAt: instantText,
    endsAt: instantText,
    firm: named,
    project: z.strictObject({ id: z.string(), code: z.string(), name: z.string() }),
    person: named,
    bookedBy: named,
    purpose: z.string(),
    samples: z.int(),
    groupId: z.string().nullable(),
    price: priceSchema,
    needs: z.array(z.string()),
    cancellation: z.strictObject({ freeUntil: instantText, feeNow: moneySchema }),
    checkIn: z.strictObject({ kind: z.string(), from: instantText, until: instantText }),
    checkedInAt: instantText.nullable(),
    checkedOutAt: instantText.nullable(),
    outcome: z.string().nullable(),
    settlement: z.string(),
    override: z.strictObject({ rules: z.array(z.string()), reason: z.string() }).nullable(),
    version: z.int(),
  })
  .meta({ id: 'Booking' })

/** A series or a bundle. */
export const groupSchema = z
  .strictObject({
    groupId: z.string(),
    bookings: z.array(bookingSchema),
    refused: z.array(z.looseObject({ index: z.int() })),
  })
  .meta({ id: 'BookingGroup' })

export const refusalSchema = z
  .looseObject({
    rule: z.enum(refusalNames),
    limit: z.union([z.number(), z.string(), z.null()]),
    actual: z.union([z.number(), z.string(), z.null()]),
    measure: z.string().nullable(),
    detail: z.string(),
    remedy: z.string(),
  })
  .meta({ id: 'Refusal' })

export const alternativeSchema = z
  .strictObject({
    resourceId: z.string(),
    unitId: z.string(),
    startsAt: instantText,
    endsAt: instantText,
    price: priceSchema,
    reason: z.enum(['earlier', 'later', 'sister-unit', 'equivalent']),
  })
  .meta({ id: 'Alternative' })

/** A problem that comes with refusals, and with what could be had instead. */
export const refusedSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    requestId: z.string(),
    refusals: z.array(refusalSchema).optional(),
    alternatives: z.array(alternativeSchema).optional(),
  })
  .meta({ id: 'Refused' })

export const quoteSchema = z
  .strictObject({
    bookable: z.boolean(),
    price: priceSchema.nullable(),
    quota: z.array(z.looseObject({ id: z.string(), measure: z.string() })),
    refusals: z.array(refusalSchema),
    alternatives: z.array(alternativeSchema),
    needs: z.array(z.string()),
  })
  .meta({ id: 'Quote' })
