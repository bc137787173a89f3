import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import { advanceBookings } from '../../src/bookings/commands/advance-bookings.ts'
import { facilities, firms, people, projects, quotas, resources, tokenHash, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { consentsOn } from './approval-asks.ts'
import { trainingOf } from './training-stage.ts'
import { quietEvent } from './calendar-asks.ts'
import { statementOf, subsidyOf } from './finance-stage.ts'
import { conductOf } from './conduct-stage.ts'
import { realPatience } from '../support/patience.ts'

/** Ids of one object of each kind that belongs to Helix or the imaging facility, or to Orchid or the cells. */
export type Objects = Readonly<Record<string, string>>

export interface Stage {
  /** A park as it stood when everything was made: each opening is a fresh copy. */
  readonly open: () => Promise<TestPark>
  readonly own: Objects
  readonly other: Objects
  readonly remove: () => Promise<void>
}

/** Makes a park with an object of every kind on both sides, once. */
export async function setStage(): Promise<Stage> {
  const park = await openPark()
  await park.script(`INSERT INTO access_grant (resource_id, subject_kind, subject_id)
    VALUES ('${resources.cleanroom}', 'firm', '${firms.orchid}')`)
  const made = [await objectsOf(park, 'helix', 0), await objectsOf(park, 'orchid', 3)]
  park.clock.now += 3 * 3600
  await advanceBookings(park.deps)
  const [own, other] = await Promise.all(made.map((objects) => withEntry(park, objects)))
  if (!own || !other) throw new Error('the stage has two sides')
  await park.script(`UPDATE session SET created_at = ${park.clock.now}, last_used_at = ${park.clock.now};
    UPDATE person SET created_at = ${park.clock.now}`)
  await park.script('PRAGMA wal_checkpoint(TRUNCATE)')
  const { file } = park
  if (file === null) throw new Error('the stage stands on a file')
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-stage-'))
  const kept = join(folder, 'stage.db')
  await copyFile(file, kept)
  const { now } = park.clock
  await park.close()
  return { own, other, open: () => openCopy(kept, now), remove: () => rm(folder, { recursive: true, force: true }) }
}

async function openCopy(kept: string, now: number): Promise<TestPark> {
  const park = await openPark({
    script: '',
    ground: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'gongtai-scene-'))
      const file = join(folder, 'park.db')
      await copyFile(kept, file)
      const embedded = await openEmbedded({ path: file, patience: realPatience, onFatal: fail })
      const remove = async () => {
        embedded.close()
        await rm(folder, { recursive: true, force: true })
      }
      return { ...embedded, file, remove }
    },
  })
  park.clock.now = now
  return park
}

type Side = 'helix' | 'orchid'

const sides = {
  helix: { person: people.helixResearcher, admin: people.helixAdmin, manager: people.imagingManager },
  orchid: { person: people.orchidResearcher, admin: people.orchidAdmin, manager: people.cellsManager },
}

async function objectsOf(park: TestPark, side: Side, hour: number): Promise<Objects> {
  const { person, manager } = sides[side]
  const isHelix = side === 'helix'
  const projectId = projects[side]
  const book = (resource: keyof typeof resources, from: string, to: string) =>
    made(park, person, '/bookings', { resourceId: resources[resource], projectId, startsAt: from, endsAt: to })
  const booking = await book('confocal', day(25, 9 + hour), day(25, 11 + hour))
  const request = await book('cleanroom', day(26, 9 + hour), day(26, 11 + hour))
  const used = await book('benches', day(23, 10), day(23, 11))
  const series = await madeSeries(park, person, { projectId, startsAt: day(27, 14 + hour), endsAt: day(27, 15 + hour) })
  const resource = isHelix ? resources.confocal : resources.centrifuge
  const closed = { startsAt: day(28, 9), endsAt: day(28, 10), kind: 'maintenance', reason: 'oil', affected: [] }
  const closure = await made(park, manager, `/resources/${resource}/closures`, closed)
  const calendar = await madeCalendar(park, manager, resource)
  const fault = await made(park, person, `/resources/${resource}/faults`, { usable: true, words: 'Canary fault' })
  return {
    booking,
    calendar,
    fault,
    series,
    request,
    used,
    resource,
    space: resources.benches,
    closure,
    facility: isHelix ? facilities.imaging : facilities.cells,
    firm: firms[side],
    person: isHelix ? people.helixColleague.id : people.orchidResearcher.id,
    project: projectId,
    quota: `quo_${isHelix ? quotas.helixMonth : quotas.orchidMonth}`,
  }
}

/** With the ledger's entry of the booking that was used. */
async function withEntry(park: TestPark, objects: Objects): Promise<Objects> {
  const [row] = await park.rows(`SELECT id FROM journal_entry WHERE booking_id = '${objects['used']}'`)
  const feed = await feedOf(park, objects['firm'] === firms.helix ? people.helixResearcher : people.orchidResearcher)
  const { person } = sides[objects['firm'] === firms.helix ? 'helix' : 'orchid']
  const passkey = `passkey-of-${person.id}`
  await park.script(`INSERT INTO passkey (id, person_id, public_key, counter, name, created_at)
    VALUES ('${passkey}', '${person.id}', 'AA', 0, 'Phone', 0)`)
  const provider = `idp_${person.id.slice(4)}`
  await park.script(`INSERT INTO identity_provider (id, name, issuer, client_id, client_secret, created_at)
    VALUES ('${provider}', 'SSO', 'http://127.0.0.1:1', 'a', 'b', 0)`)
  const { admin } = sides[objects['firm'] === firms.helix ? 'helix' : 'orchid']
  const asked = await park.call(admin, 'POST', `/api/v1/firms/${objects['firm']}/invitations`, { uses: 9 })
  const { id: invitation, url } = (await asked.json()) as { id: string; url: string }
  const joinRequest = `joi_${person.id.slice(4)}`
  await park.script(`INSERT INTO join_request (id, firm_id, person_id, created_at)
    VALUES ('${joinRequest}', '${objects['firm']}', '${people.visitor.id}', 0)`)
  const [sticker] = await park.rows(`SELECT code FROM qr_code
    WHERE resource_id = '${objects['resource']}' AND unit_id IS NULL`)
  const consortium = `con_${person.id.slice(4)}`
  await park.script(`INSERT INTO consortium (id, name_hans, name_hant, name_en)
    VALUES ('${consortium}', 'C ${person.id}', 'C ${person.id}', 'C ${person.id}')`)
  const isHelix = objects['firm'] === firms.helix
  const accessRequest = `acr_${person.id.slice(4)}`
  await park.script(`INSERT INTO access_request (id, person_id, firm_id, facility_id, resource_id, kind,
    qualification_id, created_at) VALUES ('${accessRequest}', '${person.id}', '${objects['firm']}',
    '${objects['facility']}', '${isHelix ? resources.confocal : resources.benches}', 'training',
    'qualification_confocal', 0)`)
  const certificate = `crt_${person.id.slice(4)}`
  const certificateCode = `code-of-${isHelix ? 'helix' : 'orchid'}`
  await park.script(`INSERT INTO certificate (id, number, code, person_id, qualification_id, made_at)
    VALUES ('${certificate}', '${certificateCode}', '${certificateCode}', '${person.id}', 'qualification_confocal', 0)`)
  const firmsOwn = {
    certificate,
    certificateCode,
    consortium,
    invitation,
    joinRequest,
    accessRequest,
    missed: resources.confocal,
    ...(await trainingOf(park, isHelix)),
    link: url.replace(/^.*\//, ''),
  }
  const consents = await consentsOf(park, objects, isHelix)
  const waits = await waitingOf(park, isHelix ? 'helix' : 'orchid')
  const [session] = await park.rows(`SELECT id FROM session WHERE person_id = '${person.id}' AND kind = 'feed'`)
  return {
    ...objects,
    ...firmsOwn,
    ...waits,
    ...consents,
    passkey,
    provider,
    session: session?.['id'] as string,
    feed,
    entry: row?.['id'] as string,
    ...(await stationsOf(park, objects)),
    ...(await conductOf(park, objects, person)),
    period: '2026-10',
    ...(await statementOf(park, objects, row?.['id'] as string)),
    ...(await subsidyOf(park, objects, row?.['id'] as string)),
    code: sticker?.['code'] as string,
  }
}

async function consentsOf(park: TestPark, objects: Objects, isHelix: boolean): Promise<Objects> {
  const [number, officer] = isHelix ? ([1, people.suspended.id] as const) : ([2, people.orchidSuspended.id] as const)
  const { facility = '', firm = '', resource = '' } = objects
  const [manager, other] = isHelix ? ['imagingManager', 'cellsManager'] : ['cellsManager', 'imagingManager']
  const staff = { manager: people[manager as 'imagingManager'].id, standIn: people[other as 'imagingManager'].id }
  await park.script(consentsOn({ number, facility, firm, resource, ...staff, officer }))
  const id = (prefix: string) => `${prefix}_0000000000000000000000000${number}`
  return { preapproval: id('pap'), delegation: id('dlg'), officer }
}

/** A meter, and the screen of a room. */
async function stationsOf(park: TestPark, { facility = '', resource = '' }: Objects): Promise<Objects> {
  const station = `stn_${facility.slice(4)}`
  const kiosk = `gs_kiosk-of-${facility}`
  const [unit] = await park.rows(`SELECT id FROM unit WHERE resource_id = '${resource}' ORDER BY id LIMIT 1`)
  await park.script(`UPDATE resource SET location = 'Room of ' || facility_id WHERE id = '${resource}';
    INSERT INTO station (id, facility_id, kind, name, room, resource_id, unit_id, token_hash, created_by, created_at)
    VALUES ('${station}', '${facility}', 'sensor', 'Meter', '', '${resource}', ${unit?.['id'] as number},
        '${station}', 'x', 0),
      ('stk_${facility.slice(4)}', '${facility}', 'kiosk', 'Door', 'Room of ${facility}', NULL, NULL,
        '${tokenHash(kiosk)}', 'x', 0)`)
  return { station, kiosk, unit: `unt_${unit?.['id'] as number}` }
}

/** A wish that waits for what the other side has booked, and an offer that nobody has answered yet. */
async function waitingOf(park: TestPark, side: Side): Promise<Objects> {
  const { person } = sides[side]
  const isHelix = side === 'helix'
  const taken = isHelix ? 12 : 9
  const wishes = { minutes: 60, startsAt: day(25, taken), endsAt: day(25, taken + 2), resourceId: resources.confocal }
  const wish = await made(park, person, '/waitlist', wishes)
  const free = { resourceId: isHelix ? resources.confocal : resources.centrifuge, minutes: 60, part: 'evening' }
  const offered = await made(park, person, '/waitlist', { ...free, date: '2026-11-27' })
  await park.settled()
  const [row] = await park.rows(`SELECT booking_id AS id FROM wish WHERE id = '${offered}'`)
  return { wish, offer: row?.['id'] as string }
}

async function madeCalendar(park: TestPark, who: CastPerson, resource: string): Promise<string> {
  const path = `/api/v1/imports/calendar?source=lab&resourceId=${resource}`
  const headers = { 'content-type': 'text/calendar', 'idempotency-key': crypto.randomUUID() }
  const answer = await park.call(who, 'POST', path, quietEvent, headers)
  return ((await answer.json()) as { id: string }).id
}

async function feedOf(park: TestPark, who: CastPerson): Promise<string> {
  const { url } = (await (await park.call(who, 'POST', '/api/v1/calendar-feeds', {})).json()) as { url: string }
  return url.replace(/^.*\/|\.ics$/g, '')
}

function day(date: number, hour: number): string {
  return `2026-11-${date}T${String(hour).padStart(2, '0')}:00:00+08:00`
}

async function madeSeries(park: TestPark, who: CastPerson, wish: object): Promise<string> {
  const body = { resourceId: resources.confocal, repeat: { weeks: 2 }, ...wish }
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const answer = await park.call(who, 'POST', '/api/v1/bookings', body, headers)
  return ((await answer.json()) as { groupId: string }).groupId
}

async function made(park: TestPark, who: CastPerson, path: string, body: object): Promise<string> {
  const answer = await park.call(who, 'POST', `/api/v1${path}`, body, { 'idempotency-key': crypto.randomUUID() })
  const text = await answer.text()
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${text}`)
  return (JSON.parse(text) as { id: string }).id
}

function fail(error: unknown): never {
  throw new Error('the engine gave up', { cause: error })
}
