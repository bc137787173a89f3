import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { consents } from './consents-told.ts'
import { importedCalendar } from './calendar.ts'
import { actors, extraPeople, longNames, signEverybodyIn, unbroken, type ActorName } from './actors.ts'
import { monthsEnd } from './finance-told.ts'
import { conductLife } from './review-told.ts'
import { labLife } from './lab-told.ts'
import { labAfternoon, labKnowledge, labMorning, labNoon } from './lab-day.ts'
import { openStage, type OpenStage } from './open-stage.ts'
import { officeLife } from './people-told.ts'
import { oldSeries, serieses } from './series-told.ts'
import { booked, call, freeResource, galleryNow, idIn, placed, type Telling } from './telling.ts'
import { trainingLife } from './training-told.ts'
import { queues } from './waiting-told.ts'

/** A park in which everything that a page can show has happened, and the names of what it happened to. */
export interface Story extends OpenStage {
  readonly tokens: ReadonlyMap<ActorName, string>
  /** Paths by what stands there: `booking.pending`, `resource.approval`. */
  readonly at: (place: string) => string
  /** An interval of `resource.free` that somebody else has, as a form sends it. */
  readonly takenSlot: string
}

/** The same moment again, in a park of its own: what happens there is not known here. */
export async function again(story: Story): Promise<Story> {
  const { tokens, at, takenSlot } = story
  const copy = { file: await story.copy(), photos: story.photos }
  return { ...(await openStage(galleryNow, copy)), tokens, at, takenSlot }
}

/** Lives through the demo's morning. Nothing in it depends on the day on which it is told. */
export async function tellStory(): Promise<Story> {
  const stage = await openStage(galleryNow - 4 * hour)
  await stage.script(extraPeople(stage.clock.now))
  const tokens = await signEverybodyIn(stage)
  const scene: Telling = { stage, tokens, places: new Map(), used: new Set() }
  await morning(scene)
  await oldSeries(scene)
  await labMorning(scene)
  await noon(scene)
  await labNoon(scene)
  await lunch(scene)
  stage.clock.now = galleryNow
  await stage.tick()
  // Whoever keeps the park has signed in a moment ago.
  await stage.script(`UPDATE session SET created_at = ${galleryNow}`)
  const takenSlot = await afternoon(scene)
  await importedCalendar(scene, takenSlot)
  await collect(scene)
  await stickers(scene)
  await officeLife(scene)
  await labLife(scene)
  await conductLife(scene)
  await trainingLife(scene)
  await serieses(scene)
  await monthsEnd(scene)
  await queues(scene)
  await labAfternoon(scene)
  await labKnowledge(scene)
  await consents(scene)
  return { ...stage, tokens, at: (place) => placed(scene, place), takenSlot }
}

const approval = { approval: true, laterMinutes: 4320 }
const hour = 3600
const minute = 60

/** 10:20: what will be a no-show, what expires, what is refused, given up or waits. */
async function morning(telling: Telling): Promise<void> {
  await booked(telling, 'no-show', -60, 60)
  await booked(telling, 'in-use', 0, 150)
  await booked(telling, 'check-in', 30, 120)
  await booked(telling, 'cancelled', 20 * 60, 60, { laterMinutes: 1440 })
  await booked(telling, 'confirmed', 24 * 60, 120, { laterMinutes: 2880 })
  await booked(telling, 'pending', 48 * 60, 120, approval)
  await booked(telling, 'rejected', 24 * 60, 120, approval)
  await booked(telling, 'expired', 26 * 60, 60, approval)
  // Nobody decided in time.
  await telling.stage.script(`UPDATE booking SET wake_at = ${telling.stage.clock.now}
    WHERE id = '${idIn(telling, 'expired')}'`)
  await call(telling, 'labManager', 'POST', `/api/v1/bookings/${idIn(telling, 'rejected')}/approval`, {
    decision: 'reject',
    note: 'The room is being inspected that day',
  })
  await call(telling, 'researcher', 'POST', `/api/v1/bookings/${idIn(telling, 'cancelled')}/cancellation`, {})
}

/** 13:50: somebody begins to work. */
async function noon(telling: Telling): Promise<void> {
  telling.stage.clock.now = galleryNow - 30 * minute
  await telling.stage.tick()
  await call(telling, 'researcher', 'POST', `/api/v1/bookings/${idIn(telling, 'in-use')}/check-in`, {})
}

/** 14:15: what was booked a moment ago stands under its seal. */
async function lunch(telling: Telling): Promise<void> {
  telling.stage.clock.now = galleryNow - 5 * minute
  await telling.stage.tick()
  await booked(telling, 'just-booked', 27 * 60, 90, { laterMinutes: 1440 })
  await booked(telling, 'just-requested', 27 * 60, 90, approval)
}

/** What somebody else took, and the instrument with the longest name. */
async function afternoon(telling: Telling): Promise<string> {
  const { stage, places } = telling
  const { id, startsAt } = await freeResource(telling, 48 * 60, 120, {
    who: ['researcher', 'longNamed', 'waiting', 'learner'],
    mostUnits: 1,
    laterMinutes: 4320,
  })
  places.set('resource.free', `/i/${id}`)
  const slot = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + 2 * hour) }
  await call(telling, 'longNamed', 'POST', '/api/v1/bookings', { resourceId: id, ...slot })
  const { hans, hant, en } = longNames
  for (const state of ['retired', 'out-of-service']) {
    const { id: other } = await freeResource(telling, 48 * 60, 60, { who: ['longNamed'], laterMinutes: 4320 })
    await stage.script(`UPDATE resource SET state = '${state}' WHERE id = '${other}'`)
    places.set(`resource.${state}`, `/i/${other}`)
  }
  const { id: long, startsAt: longAt } = await freeResource(telling, 48 * 60, 60, {
    who: ['longNamed'],
    laterMinutes: 4320,
  })
  await stage.script(`UPDATE resource SET name_hans = '${hans}', name_hant = '${hant}', name_en = '${en}',
    location = 'B3 · 204 · the third bench from the door, behind the cold room' WHERE id = '${long}'`)
  places.set('resource.long', `/i/${long}`)
  await stage.script(`UPDATE resource SET name_hans = '${unbroken}', name_hant = '${unbroken}', name_en = '${unbroken}',
    location = '${unbroken}' WHERE asset_number = 'PUB-0702'`)
  const [space] = await stage.rows(`SELECT id FROM resource WHERE asset_number = 'PUB-0702'`)
  places.set('space.unbroken', `/s/${space?.['id'] as string}`)
  const anHour = { startsAt: formatInstant(longAt), endsAt: formatInstant(longAt + hour) }
  const made = await call(telling, 'longNamed', 'POST', '/api/v1/bookings', { resourceId: long, ...anHour })
  places.set('booking.long', `/b/${(made as { id: string }).id}`)
  const takenSlot = `${slot.startsAt}/${slot.endsAt}`
  places.set('slot.taken', takenSlot)
  return takenSlot
}

/** What the demo's weeks have left behind. */
async function collect({ stage, places }: Telling): Promise<void> {
  const mine = `person_id = (SELECT id FROM person WHERE email = '${actors.researcher}')`
  const one = async (place: string, path: (id: string) => string, query: string) => {
    const [row] = await stage.rows(query)
    if (row !== undefined) places.set(place, path(row['id'] as string))
  }
  const booking = (id: string) => `/b/${id}`
  const resource = (id: string) => `/i/${id}`
  await one(
    'booking.completed',
    booking,
    `SELECT id FROM booking WHERE ${mine} AND state = 'completed'
    ORDER BY starts_at DESC LIMIT 1`,
  )
  await one(
    'resource.untrained',
    resource,
    `SELECT r.id FROM resource r WHERE r.qualification_id IS NOT NULL
    AND r.qualification_id NOT IN (SELECT kind_id FROM qualification WHERE ${mine}) AND r.state = 'published'
    AND r.kind = 'instrument' AND r.restricted = 0 AND r.id NOT IN (SELECT resource_id FROM closure)
    ORDER BY r.asset_number LIMIT 1`,
  )
  await one(
    'resource.lapsed',
    resource,
    `SELECT r.id FROM resource r JOIN qualification q
    ON q.kind_id = r.qualification_id AND ${mine.replace('person_id', 'q.person_id')}
    WHERE q.valid_until < ${galleryNow} AND r.kind = 'instrument' ORDER BY r.asset_number LIMIT 1`,
  )
  await one(
    'space',
    (id) => `/s/${id}`,
    `SELECT r.id FROM resource r WHERE kind = 'space' AND restricted = 0
    AND (SELECT count(*) FROM unit WHERE resource_id = r.id) > 1 AND qualification_id IS NULL
    ORDER BY asset_number LIMIT 1`,
  )
  await one('expert', resource, `SELECT id FROM resource WHERE kind = 'expert' ORDER BY asset_number LIMIT 1`)
  await one('project', (id) => `/me/firm/projects?edit=${id}`, `SELECT id FROM project WHERE code = 'HLX-2601'`)
}

/** The stickers on machines in different states. */
async function stickers(telling: Telling): Promise<void> {
  const { stage, places } = telling
  const { id: free } = await freeResource(telling, 30, 60, { laterMinutes: 60 })
  const of: Readonly<Record<string, string>> = {
    free: `'${free}'`,
    'check-in': `(SELECT resource_id FROM booking WHERE id = '${idIn(telling, 'check-in')}')`,
    'in-use': `(SELECT resource_id FROM booking WHERE id = '${idIn(telling, 'in-use')}')`,
    untrained: `'${placed(telling, 'resource.untrained').slice(3)}'`,
    retired: `'${placed(telling, 'resource.retired').slice(3)}'`,
  }
  const [taken] = await stage.rows(`SELECT code FROM qr_code q JOIN booking b USING (resource_id, unit_id)
    JOIN resource r ON r.id = q.resource_id JOIN person p ON p.id = b.person_id
    WHERE b.state = 'in-use' AND p.email <> '${actors.researcher}' AND q.replaced_at IS NULL
    ORDER BY r.qualification_id IS NOT NULL, b.id LIMIT 1`)
  if (taken !== undefined) places.set('sticker.taken', `/q/${taken['code'] as string}`)
  for (const [name, resource] of Object.entries(of)) {
    const [row] = await stage.rows(`SELECT code FROM qr_code WHERE resource_id = ${resource} AND replaced_at IS NULL
      ORDER BY unit_id LIMIT 1`)
    if (row !== undefined) places.set(`sticker.${name}`, `/q/${row['code'] as string}`)
  }
}
