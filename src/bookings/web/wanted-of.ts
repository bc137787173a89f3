import type { z } from 'zod'
import type { Interval } from '../../kernel/interval.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { Wanted, WantedBy } from '../wanted.ts'
import { weeklyFrom } from '../weekly.ts'
import type { bookingBody, quoteBody } from './booking-schemas.ts'

type QuoteBody = z.output<typeof quoteBody>
type BookingBody = z.output<typeof bookingBody>

/** What a quote asks for. */
export function wantedOnce({ resourceId, unitId, whole, samples, startsAt, endsAt }: QuoteBody): Wanted {
  return { resourceId, unitId: unitId ?? null, whole, samples, purpose: '', startsAt, endsAt }
}

/** For whom and on whose money. */
export function byOf({ projectId, onBehalfOf, override }: QuoteBody): WantedBy {
  return { projectId: projectId ?? null, onBehalfOf: onBehalfOf ?? null, override: override ?? null }
}

/**
 * What a body asks for: one booking, each week of a series, each resource of a bundle. Throws Malformed where a wall
 * time is not there.
 */
export function wantedOf(body: BookingBody, zone: string): Wanted[] {
  const first: Wanted = { ...wantedOnce(body), purpose: body.purpose, answers: body.answers }
  const also = (body.also ?? []).map((part): Wanted => {
    const startsAt = first.startsAt + part.offsetMinutes * 60
    const endsAt =
      part.minutes === undefined ? startsAt + (first.endsAt - first.startsAt) : startsAt + part.minutes * 60
    return {
      ...first,
      resourceId: part.resourceId,
      unitId: part.unitId ?? null,
      whole: false,
      samples: 0,
      startsAt,
      endsAt,
    }
  })
  const bundle = [first, ...also]
  const weeks = body.repeat?.weeks ?? 1
  return weeks === 1
    ? bundle
    : bundle.flatMap((wanted) => weekly(wanted, weeks, zone)).toSorted((a, b) => a.startsAt - b.startsAt)
}

/** A series keeps its wall time over changes of the clock. */
function weekly<T extends Interval>(wanted: T, weeks: number, zone: string): T[] {
  return weeklyFrom(wanted, weeks, zone).map((time) => {
    if (time === null) throw new Malformed([{ pointer: '/repeat/weeks', kind: 'wall-time' }])
    return { ...wanted, ...time }
  })
}
