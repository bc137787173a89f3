import { z } from 'zod'
import { parseId, parseQuotaId, parseUnitId, type Id, type QuotaId, type UnitId } from '../../kernel/id.ts'
import { hidesNothing, isOneLine } from '../../kernel/plain-text.ts'
import { isDate } from '../../kernel/wall-clock.ts'
import { parseInstant } from '../../kernel/rfc3339.ts'
import type { Instant } from '../../deps.ts'

/**
 * An id of one kind. A text that can't be one becomes an id that nobody has: what is malformed must answer exactly
 * like what is unknown, and like what belongs to somebody else.
 */
export function idOf<P extends string>(prefix: P) {
  const nobody = `${prefix}_${'0'.repeat(26)}` as Id<P>
  return z
    .string()
    .max(64)
    .meta({ description: `An opaque id, \`${prefix}_…\`` })
    .transform((text): Id<P> => parseId(prefix, text) ?? nobody)
}

/** Words: trimmed, in one Unicode form, without characters that no screen shows. */
export function plainText(most: number) {
  return z
    .string()
    .max(most)
    .refine(hidesNothing, { params: { kind: 'format' } })
    .transform((text) => text.normalize('NFC').trim())
}

/** The same without a break or a tab: numbers of vouchers and invoices, which others must find again. */
export function oneLine(most: number) {
  return plainText(most).refine(isOneLine, { params: { kind: 'format' } })
}

/** `unt_7`; anything else is a unit that does not exist. */
export const unitId = z
  .string()
  .max(64)
  .meta({ description: 'An opaque id, `unt_…`' })
  .transform((text): UnitId => parseUnitId(text) ?? (0 as UnitId))

/** `quo_7`; anything else is a quota that does not exist. */
export const quotaId = z
  .string()
  .max(64)
  .meta({ description: 'An opaque id, `quo_…`' })
  .transform((text): QuotaId => parseQuotaId(text) ?? (0 as QuotaId))

/** An RFC 3339 time with an offset, to whole seconds. */
export const instant = z
  .string()
  .max(40)
  .meta({ format: 'date-time' })
  .transform((text, context): Instant => {
    const at = parseInstant(text)
    if (at !== null) return at
    context.addIssue({ code: 'custom', params: { kind: 'instant' } })
    return z.NEVER
  })

/** `2026-11-23`, a day of the park's calendar. */
export const calendarDate = z
  .string()
  .refine(isDate, { params: { kind: 'format' } })
  .meta({ format: 'date' })

/** A whole number in a query. */
export function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^-?\d{1,15}$/)
    .meta({ description: `A whole number from ${least} to ${most}` })
    .transform(Number)
    .pipe(z.int().min(least).max(most))
}

/** `1` or `true` in a query; anything else is an error, absence is false. */
export const flag = z
  .enum(['1', 'true', '0', 'false'])
  .transform((text) => text === '1' || text === 'true')
  .prefault('0')

/** `limit` and `cursor` of a list. */
export const listQuery = {
  limit: wholeNumber(1, 200).prefault('50'),
  cursor: z.string().min(1).max(400).optional(),
}

/** A list as answers show it. */
export function listOf<S extends z.ZodType>(one: S) {
  return z.strictObject({ items: z.array(one), nextCursor: z.string().nullable() })
}

/** Money as answers show it. */
export const moneySchema = z.strictObject({ amountMinor: z.int(), currency: z.string() }).meta({ id: 'Money' })

/** A time as answers show it: UTC. */
export const instantText = z.string().meta({ format: 'date-time', example: '2026-11-23T06:00:00Z' })
