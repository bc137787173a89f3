import * as z from 'zod'
import { rateTermsSchema } from '../billing/tariff.ts'
import { openingHoursSchema } from './hours-schema.ts'
import { policySchema } from './resource.ts'

const minutes = (least: number, most: number) => z.int().min(least).max(most)
const name = z.string().trim().min(1).max(120)

/**
 * A resource as a lab manager adds it. A name that is left out in one language is taken from another; every default is
 * the usual one.
 */
export const newResourceSchema = z
  .strictObject({
    facilityId: z.string(),
    categoryId: z.string(),
    kind: z.enum(['instrument', 'space', 'expert']),
    state: z.enum(['draft', 'published']).prefault('published'),
    names: z
      .strictObject({ hans: name.exactOptional(), hant: name.exactOptional(), en: name.exactOptional() })
      .refine((names) => Object.keys(names).length > 0, 'at least one name'),
    model: z.string().trim().max(120).prefault(''),
    assetNumber: z.string().trim().min(1).max(60),
    location: z.string().trim().max(120).prefault(''),
    units: z
      .array(z.string().trim().min(1).max(60))
      .min(1)
      .max(500)
      .refine((units) => new Set(units).size === units.length, 'two units have one name')
      .prefault(['1']),
    openingHours: openingHoursSchema,
    setupMinutes: minutes(0, 720).prefault(0),
    cleanupMinutes: minutes(0, 720).prefault(0),
    stepMinutes: minutes(1, 1440).prefault(15),
    minMinutes: minutes(1, 525_600).prefault(15),
    maxMinutes: minutes(1, 525_600).prefault(720),
    qualificationId: z.string().nullable().prefault(null),
    restricted: z.boolean().prefault(false),
    policy: policySchema.partial().prefault({}),
    rates: z
      .array(z.strictObject({ priceCategory: z.string().min(1).max(60), terms: rateTermsSchema }))
      .max(50)
      .refine(
        (rates) => new Set(rates.map((rate) => rate.priceCategory)).size === rates.length,
        'a category has two prices',
      )
      .prefault([]),
  })
  .refine(({ minMinutes, maxMinutes }) => minMinutes <= maxMinutes, {
    path: ['maxMinutes'],
    message: 'shorter than the shortest',
  })
  .meta({ id: 'NewResource' })

export type NewResource = z.infer<typeof newResourceSchema>
