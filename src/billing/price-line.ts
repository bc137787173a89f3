import * as z from 'zod'
import { roundHalfUp } from '../kernel/money.ts'

/** What a line is for. The words of a line are made later, in the reader's language. */
export const priceLineKinds = [
  'time',
  'entitlement',
  'interruption',
  'minimum',
  'start-fee',
  'run',
  'samples',
  'assistance',
  'consumable',
  'discount',
  'late-cancellation',
  'no-show',
  'adjustment',
  'subsidy',
] as const

export type PriceLineKind = (typeof priceLineKinds)[number]

const namesSchema = z.strictObject({ hans: z.string(), hant: z.string(), en: z.string() })

/**
 * One billable line, rounded once: `minutes × perHourMinor ÷ 60` or `quantity × unitMinor`, times `percent` if it has
 * one; `minimum` is what the time lacks of `unitMinor`. The tax is inside the amount. Lines that only explain
 * (`entitlement`: free minutes taken, `interruption`: minutes that the park took back) amount to nothing. A discount is
 * `percent` of `unitMinor`, with a minus; a `subsidy` is what a programme pays in the firm's place, with a minus too.
 */
const priceLineSchema = z
  .strictObject({
    kind: z.enum(priceLineKinds),
    minutes: z.int().min(0).exactOptional(),
    quantity: z.int().min(0).exactOptional(),
    perHourMinor: z.int().min(0).exactOptional(),
    unitMinor: z.int().min(0).exactOptional(),
    band: z.string().exactOptional(),
    percent: z.int().min(0).max(100).exactOptional(),
    /** What a consumable, a discount or a programme is called, as it was when the line was priced. */
    names: namesSchema.exactOptional(),
    programmeId: z.string().exactOptional(),
    amountMinor: z.int(),
    taxBasisPoints: z.int().min(0).max(10_000),
    taxMinor: z.int(),
  })
  .meta({ id: 'PriceLine' })

export type PriceLine = z.infer<typeof priceLineSchema>

/** A line with the tax that its amount contains, rounded half-up. */
export function taxed(line: Omit<PriceLine, 'taxMinor'>): PriceLine {
  const { amountMinor, taxBasisPoints } = line
  const taxMinor = roundHalfUp(BigInt(amountMinor) * BigInt(taxBasisPoints), 10_000 + taxBasisPoints)
  return { ...line, taxMinor }
}

/** The lines of so many equal units: each counts as often, and is taxed on the whole. */
export function timesUnits(lines: readonly PriceLine[], units: number): PriceLine[] {
  if (units === 1) return [...lines]
  return lines.map((line) =>
    taxed({
      ...line,
      ...(line.minutes === undefined ? {} : { minutes: line.minutes * units }),
      ...(line.quantity === undefined ? {} : { quantity: line.quantity * units }),
      amountMinor: line.amountMinor * units,
    }),
  )
}
