import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { actors, type ActorName } from './actors.ts'
import { call, freeResource, galleryNow, placed, type Telling } from './telling.ts'

/** 14:20: who waits for what is taken, and what became free and is offered. */
export async function queues(telling: Telling): Promise<void> {
  const { places } = telling
  const { id, startsAt } = await freeResource(telling, 48 * 60, 120, {
    who: ['researcher', 'waiting'],
    mostUnits: 1,
    laterMinutes: 4320,
  })
  places.set(
    'booking.offered',
    await offered(telling, 'researcher', 'waiting', { resourceId: id, ...slotOf(startsAt) }),
  )
  const long = placed(telling, 'resource.long').slice(3)
  const free = await freeTimeOf(telling, long)
  places.set('booking.offered-long', await offered(telling, 'waiting', 'longNamed', { resourceId: long, ...free }))
  // The second in line knows how many are before them, and so does whoever waits for the longest name.
  const [startsAtTaken, endsAtTaken] = placed(telling, 'slot.taken').split('/')
  const taken = { resourceId: placed(telling, 'resource.free').slice(3), startsAt: startsAtTaken, endsAt: endsAtTaken }
  for (const who of ['learner', 'waiting'] as const) await wish(telling, who, { ...taken, minutes: 120 })
  await tooMany(telling)
}

interface Wanted {
  readonly resourceId: string
  readonly startsAt: string
  readonly endsAt: string
}

/** Somebody has a time, somebody waits for it, the first gives it up: the offer's path. */
async function offered(telling: Telling, holder: ActorName, waits: ActorName, wanted: Wanted): Promise<string> {
  const held = (await call(telling, holder, 'POST', '/api/v1/bookings', wanted)) as { id: string }
  const minutes = (Date.parse(wanted.endsAt) - Date.parse(wanted.startsAt)) / 60_000
  const { id } = await wish(telling, waits, { ...wanted, minutes })
  await call(telling, holder, 'POST', `/api/v1/bookings/${held.id}/cancellation`, {})
  await telling.stage.settled()
  const [row] = await telling.stage.rows(`SELECT booking_id AS id FROM wish WHERE id = '${id}' AND state = 'offered'`)
  if (row === undefined) throw new Error(`nothing was offered to ${waits}`)
  return `/b/${row['id'] as string}`
}

async function wish(telling: Telling, who: ActorName, wanted: object): Promise<{ id: string }> {
  return (await call(telling, who, 'POST', '/api/v1/waitlist', wanted)) as { id: string }
}

/** The first time of the coming days at which a resource with one unit is open and free for both. */
async function freeTimeOf(telling: Telling, resourceId: string): Promise<Omit<Wanted, 'resourceId'>> {
  for (let later = 0; later < 96; later++) {
    const slot = slotOf(Math.ceil(galleryNow / 3600) * 3600 + (48 + later) * 3600)
    const asks = (['waiting', 'longNamed'] as const).map((who) =>
      call(telling, who, 'POST', '/api/v1/quotes', { resourceId, ...slot }),
    )
    const quotes = (await Promise.all(asks)) as { refusals: unknown[] }[]
    if (quotes.every(({ refusals }) => refusals.length === 0)) return slot
  }
  throw new Error('the instrument with the long name is never free')
}

function slotOf(startsAt: number): Omit<Wanted, 'resourceId'> {
  return { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + 7200) }
}

/** The learner waits for as much as anybody may. */
async function tooMany({ stage }: Telling): Promise<void> {
  const person = `(SELECT id FROM person WHERE email = '${actors.learner}')`
  await stage.script(`INSERT INTO wish (id, firm_id, project_id, person_id, resource_id, part, starts_at, ends_at,
      minutes, created_at)
    SELECT printf('wsh_%026d', value), w.firm_id, w.project_id, w.person_id, w.resource_id, 'exact',
      w.starts_at + value * 7200, w.ends_at + value * 7200, w.minutes, w.created_at
    FROM wish w, generate_series(1, 9) WHERE w.person_id = ${person}`)
}
