import * as z from 'zod'
import { isDate } from '../kernel/wall-clock.ts'
import { mostLaterWeeks } from './hours-wish.ts'

const dayRanges = z
  .array(
    z.strictObject({
      from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
    }),
  )
  .max(4)
  .refine(
    (ranges) => ranges.every(({ from, to }, at) => from < to && (at === 0 || (ranges[at - 1]?.to ?? '') <= from)),
    'ranges end after they begin, come in order and do not overlap',
  )

const week = {
  weekly: z.array(dayRanges).min(7).max(7),
  holidayRule: z.enum(['closed', 'open-as-weekday', 'weekend-hours']),
  staffed: z
    .array(dayRanges)
    .min(7)
    .max(7)
    .optional()
    .meta({ description: 'When somebody is there to assist; left out where that is not told apart' }),
}
const date = z.string().refine(isDate, 'a date is YYYY-MM-DD')

/** Dates with hours of their own. */
export const exceptionsSchema = z
  .array(z.strictObject({ date, ranges: dayRanges, note: z.string().max(200) }))
  .max(400)
  .refine((days) => new Set(days.map((day) => day.date)).size === days.length, 'a date has two exceptions')

/** Weeks that are planned, each from a date on. */
export const laterWeeksSchema = z
  .array(z.strictObject({ from: date, ...week }))
  .max(mostLaterWeeks)
  .refine((weeks) => new Set(weeks.map(({ from }) => from)).size === weeks.length, 'a date begins two weeks')

/** Opening hours as a door receives them: seven days from Monday, a holiday rule, dated exceptions. */
export const openingHoursSchema = z
  .strictObject({
    ...week,
    exceptions: exceptionsSchema,
    later: laterWeeksSchema
      .optional()
      .meta({ description: 'Weeks that take the place of the one before, each from a date on' }),
  })
  .meta({ id: 'OpeningHours' })

/** New hours as a form carries them on from its preview. */
export const hoursWishSchema = z.strictObject({
  from: date.nullable(),
  week: z.strictObject(week),
  exceptions: exceptionsSchema,
  later: laterWeeksSchema,
})
