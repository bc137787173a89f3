import { z } from 'zod'
import { rateTermsSchema } from '../../billing/tariff.ts'
import { priceSchema } from '../../bookings/web/booking-schemas.ts'
import { instantText, moneySchema } from '../../platform/http/schemas.ts'
import { closureKinds } from '../closure.ts'
import { openingHoursSchema } from '../hours-schema.ts'
import { policySchema } from '../resource.ts'

const named = z.strictObject({ id: z.string(), name: z.string() })
const span = { startsAt: instantText, endsAt: instantText }

const resource = {
  id: z.string(),
  kind: z.enum(['instrument', 'space', 'expert']),
  state: z.enum(['draft', 'published', 'out-of-service', 'retired']),
  name: z.string(),
  model: z.string(),
  assetNumber: z.string(),
  location: z.string(),
  facility: named,
  category: named,
  stepMinutes: z.int(),
  minMinutes: z.int(),
  maxMinutes: z.int(),
  permitted: z.boolean().meta({ description: 'Whether an access group admits me' }),
  qualification: z
    .strictObject({
      required: z.string().meta({ description: 'Which training' }),
      name: z.string().optional(),
      held: z.boolean().meta({ description: 'Whether I hold it now' }),
      validUntil: instantText.nullable(),
    })
    .nullable()
    .meta({ description: 'Null where no training is asked for' }),
}

/** A resource as a search answers it. */
export const foundSchema = z
  .strictObject({
    ...resource,
    units: z.int().meta({ description: 'How many are in service' }),
    pricePerHour: moneySchema
      .nullable()
      .meta({ description: 'My ordinary price; null where none is published for me' }),
    firstFree: z
      .strictObject({ unitId: z.string(), ...span, freeUntil: instantText, price: priceSchema.nullable() })
      .optional()
      .meta({ description: 'With `freeFrom`, `freeTo` and `minutes`: the first gap that is long enough' }),
  })
  .meta({ id: 'FoundResource' })

/** A resource with its rules. */
export const profileSchema = z
  .strictObject({
    ...resource,
    facility: named.extend({ building: z.string() }),
    units: z.array(named.extend({ state: z.enum(['active', 'retired']) })),
    setupMinutes: z.int(),
    cleanupMinutes: z.int(),
    restricted: z.boolean(),
    rules: policySchema,
    openingHours: openingHoursSchema,
    price: z
      .strictObject({
        category: z.string(),
        currency: z.string(),
        validFrom: instantText,
        terms: rateTermsSchema,
      })
      .nullable()
      .meta({ description: 'What it costs me now, in minor units of the currency' }),
    version: z.int(),
  })
  .meta({ id: 'Resource' })

/** When a resource can be had. */
export const availabilitySchema = z
  .strictObject({
    free: z.array(z.strictObject({ unitId: z.string(), ...span })),
    busy: z.array(
      z.strictObject({
        unitId: z.string(),
        ...span,
        mine: z.boolean(),
        bookingId: z.string().optional().meta({ description: 'Of a booking that I may see' }),
      }),
    ),
    closures: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(closureKinds),
        reason: z.string(),
        startsAt: instantText,
        endsAt: instantText.nullable().meta({ description: 'Null until somebody opens it again' }),
        unitIds: z.array(z.string()),
      }),
    ),
    openingHours: z.array(z.strictObject(span)),
  })
  .meta({ id: 'Availability' })
