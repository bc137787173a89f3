import { z } from 'zod'
import { idOf } from '../../platform/http/schemas.ts'
import type { AffectedChoice } from '../closing.ts'
import { intervalBody } from './booking-schemas.ts'

type Fate = AffectedChoice['do']

/** What becomes of bookings in the way, as a program says it. */
export const decided = (fates: readonly Fate[]) =>
  z
    .array(z.strictObject({ bookingId: idOf('bkg'), do: z.enum(fates), to: intervalBody.optional() }))
    .max(500)
    .prefault([])

/** One of them. */
export function choiceIn({ bookingId, do: fate, to }: z.output<ReturnType<typeof decided>>[number]): AffectedChoice {
  return {
    bookingId,
    do: fate,
    to: to ? { startsAt: to.startsAt, endsAt: to.endsAt, unitId: to.unitId ?? null } : null,
  }
}
