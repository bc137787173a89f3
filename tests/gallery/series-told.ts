import { formatInstant } from '../../src/kernel/rfc3339.ts'
import type { ActorName } from './actors.ts'
import { call, freeResource, galleryNow, placed, type Telling } from './telling.ts'

/** 10:20: a series of which something is left, and one of its bookings given up. */
export async function oldSeries(telling: Telling): Promise<void> {
  const { id, startsAt } = await freeResource(telling, 50 * 60, 60, { laterMinutes: 4320 })
  const bookings = await booked(telling, 'researcher', 'series', id, startsAt)
  await call(telling, 'researcher', 'POST', `/api/v1/bookings/${bookings[1]}/cancellation`, {})
  telling.places.set('booking.in-series', `/b/${bookings[0]}`)
}

/** 14:20: a series that was just made, of each kind of name; some weeks could not be had. */
export async function serieses(telling: Telling): Promise<void> {
  const { places } = telling
  const { id, startsAt } = await freeResource(telling, 51 * 60, 60, { laterMinutes: 4320 })
  await booked(telling, 'researcher', 'series-new', id, startsAt)
  const first = `${formatInstant(startsAt)}/${formatInstant(startsAt + 3600)}`
  places.set('series.missed', `${placed(telling, 'series.series-new')}?slot=${first}&missed=4.5`)
  places.set('repeat.free', `/i/${id}/repeat?slot=${later(first, 3600)}`)
  const long = placed(telling, 'resource.long').slice(3)
  const longAt = Math.ceil(galleryNow / 3600) * 3600 + 9 * 86_400
  await booked(telling, 'longNamed', 'series-long', long, longAt)
  places.set('repeat.long', `/i/${long}/repeat?slot=${slot(longAt, 3600)}&weeks=6`)
}

async function booked(telling: Telling, who: ActorName, name: string, resourceId: string, startsAt: number) {
  const wanted = { resourceId, startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + 3600) }
  const body = { ...wanted, repeat: { weeks: 4 }, ifSomeRefused: 'book-the-rest' }
  const made = await call(telling, who, 'POST', '/api/v1/bookings', body)
  const { groupId, bookings } = made as { groupId: string; bookings: { id: string }[] }
  telling.places.set(`series.${name}`, `/series/${groupId}`)
  return bookings.map(({ id }) => id)
}

function slot(startsAt: number, seconds: number): string {
  return `${formatInstant(startsAt)}/${formatInstant(startsAt + seconds)}`
}

function later(interval: string, seconds: number): string {
  return interval
    .split('/')
    .map((text) => formatInstant(Date.parse(text) / 1000 + seconds))
    .join('/')
}
