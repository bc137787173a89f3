import { sha256Hex } from '../../src/kernel/digest.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { rings } from '../support/pictures.ts'
import { actors, type ActorName } from './actors.ts'
import { call, galleryNow, idIn, placed, sendForm, type Telling } from './telling.ts'

/** 14:20 in the labs: what is broken, who asks to be trained or let in, and stickers, some of them out of date. */
export async function labLife(telling: Telling): Promise<void> {
  await faults(telling)
  await requests(telling)
  await oldStickers(telling)
  await labels(telling)
  await stations(telling)
  await bareFacility(telling)
}

/** A facility that was founded today, and has no machine yet. */
async function bareFacility({ stage, places }: Telling): Promise<void> {
  const id = 'fac_00000000000000000000000001'
  await stage.script(`INSERT INTO facility (id, code, name_hans, name_hant, name_en)
    VALUES ('${id}', 'NEW', '新平台', '新平台', 'New Facility');
    INSERT INTO role (person_id, role, facility_id)
    SELECT id, 'lab-manager', '${id}' FROM person WHERE email = '${actors.spacesManager}'`)
  places.set('facility.bare', id)
}

/** A screen by the door of two rooms, one with the longest names, and a meter that was heard. */
async function stations(telling: Telling): Promise<void> {
  const { stage, places } = telling
  const [busiest] = await stage.rows(`SELECT facility_id AS facility, location AS room FROM resource
    WHERE location <> '' AND state = 'published' AND facility_id = (SELECT facility_id FROM resource
      WHERE id = '${placed(telling, 'resource.faulty').slice(3)}')
    GROUP BY facility_id, location ORDER BY count(*) DESC, location LIMIT 1`)
  const [long] = await stage.rows(`SELECT facility_id AS facility, location AS room, asset_number AS number
    FROM resource WHERE id = '${placed(telling, 'resource.long').slice(3)}'`)
  places.set('number.long', long?.['number'] as string)
  for (const [place, row] of [
    ['kiosk', busiest],
    ['kiosk.long', long],
  ] as const) {
    const token = `gs_gallery-${place}`
    const id = `stn_0000000000000000000000000${place.length % 9}`
    await stage.script(`INSERT INTO station (id, facility_id, kind, name, room, token_hash, created_by, created_at)
      VALUES ('${id}', '${row?.['facility'] as string}', 'kiosk', 'Door of ${row?.['room'] as string}',
        '${row?.['room'] as string}', '${await sha256Hex(token)}', 'usr', ${galleryNow - day})`)
    places.set(place, `/k/${token}`)
  }
  const faulty = placed(telling, 'resource.faulty').slice(3)
  const [unit] = await stage.rows(`SELECT id FROM unit WHERE resource_id = '${faulty}'`)
  const meter = { kind: 'sensor', name: 'Socket 14', unitId: `unt_${unit?.['id'] as number}` }
  const made = await call(telling, 'labManager', 'POST', '/api/v1/stations', meter)
  await stage.script(`UPDATE station SET heard_at = ${galleryNow - 300} WHERE id = '${(made as { id: string }).id}'`)
}

const day = 86_400
const longWords = `The emission filter wheel grinds between positions 4 and 5 and the software then shows
MicroscopeCommunicationTimeoutException_0x80070005_FilterWheelPositionNotReachedWithinExpectedInterval.
It happened three times today; after switching off and on again it works for about a quarter of an hour.`

async function faults(telling: Telling): Promise<void> {
  const { places } = telling
  const scanner = await byNumber(telling, 'IMG-0109')
  const several = await byNumber(telling, 'IMG-0108')
  const photo = new Blob([rings(640, 400)], { type: 'image/png' })
  const words = 'Slides 3 and 4 of every rack are scanned out of focus.\nThe other two are fine.'
  const open = await sendForm(telling, 'researcher', `/i/${scanner}/faults`, { usable: '1', words, photo })
  const closed = await report(telling, 'researcher', several, { usable: false, words: '灯箱打不开，指示灯不亮。' })
  const long = await report(telling, 'longNamed', placed(telling, 'resource.long').slice(3), {
    usable: false,
    words: longWords,
    bookingId: idIn(telling, 'long'),
  })
  const answer = 'The fuse of the lamp housing was changed. If it goes out again, tell us at once.'
  await call(telling, 'labManager', 'POST', `/api/v1/faults/${closed}/closing`, { answer })
  places.set('resource.faulty', `/i/${scanner}`)
  places.set('resource.several', `/i/${several}`)
  places.set('fault.open', open)
  places.set('fault.closed', `/faults/${closed}`)
  places.set('fault.long', `/faults/${long}`)
}

async function report(telling: Telling, who: ActorName, resourceId: string, body: object): Promise<string> {
  const made = await call(telling, who, 'POST', `/api/v1/resources/${resourceId}/faults`, body)
  return (made as { id: string }).id
}

/** Of what the learner asked for one was granted, one declined, and the rest waits; and one with long names waits. */
async function requests(telling: Telling): Promise<void> {
  const { stage, places } = telling
  const missing = await stage.rows(`SELECT min(r.id) AS id FROM resource r WHERE r.kind = 'instrument'
    AND r.state = 'published' AND r.restricted = 0 AND r.qualification_id NOT IN
      (SELECT kind_id FROM qualification q JOIN person p ON p.id = q.person_id WHERE p.email = '${actors.learner}')
    GROUP BY r.qualification_id ORDER BY min(r.asset_number) LIMIT 3`)
  const [granted, declined, waits] = missing.map((row) => row['id'] as string)
  const note = 'I take over the sorting from Miriam Weber on 1 December.'
  const decide = (id: string, body: object) =>
    call(telling, 'labManager', 'POST', `/api/v1/access-requests/${id}/decision`, body)
  await decide(await asked(telling, 'learner', granted, 'training'), {
    decision: 'granted',
    until: formatInstant(galleryNow + 365 * day),
  })
  await decide(await asked(telling, 'learner', declined, 'training'), {
    decision: 'declined',
    reason: 'Please come to the introduction on Thursday at 10:00 first, in A2 · 104.',
  })
  await asked(telling, 'learner', waits, 'training', note)
  const restricted = await byNumber(telling, 'GLP-0604')
  const closer = await byNumber(telling, 'GLP-0603')
  await asked(telling, 'longNamed', closer, 'access', longWords.slice(0, 280))
  places.set('resource.asked', `/i/${waits}`)
  places.set('resource.restricted', `/i/${restricted}`)
  const [request] = await stage.rows(`SELECT id FROM access_request WHERE resource_id = '${waits}'`)
  places.set('request', `/m/requests/${request?.['id'] as string}`)
}

async function asked(telling: Telling, who: ActorName, resourceId = '', kind = '', note = ''): Promise<string> {
  const made = await call(telling, who, 'POST', '/api/v1/access-requests', { resourceId, kind, note })
  return (made as { id: string }).id
}

/** A code that was replaced, and one whose unit was given away. */
async function oldStickers(telling: Telling): Promise<void> {
  const { stage, places } = telling
  const replaced = await codeOf(telling, `'${await byNumber(telling, 'SEQ-0512')}'`)
  await sendForm(telling, 'labManager', `/m/codes/${replaced}/replacement`, {})
  places.set('sticker.replaced', `/q/${replaced}`)
  const several = `(SELECT id FROM resource WHERE asset_number = 'CEL-0405')`
  await stage.script(`UPDATE unit SET state = 'retired' WHERE id =
    (SELECT max(id) FROM unit WHERE resource_id = ${several})`)
  const [gone] = await stage.rows(`SELECT code FROM qr_code q JOIN unit u ON u.id = q.unit_id
    WHERE q.resource_id = ${several} AND u.state = 'retired'`)
  places.set('sticker.unit-gone', `/q/${gone?.['code'] as string}`)
  const closed = `(SELECT resource_id FROM closure WHERE starts_at <= ${galleryNow} AND ends_at > ${galleryNow}
    AND lifted_at IS NULL ORDER BY id LIMIT 1)`
  places.set('sticker.closed', `/q/${await codeOf(telling, closed)}`)
  const [row] = await stage.rows(`SELECT ${closed} AS id`)
  places.set('resource.closed', `/i/${row?.['id'] as string}`)
  places.set('sticker.long', `/q/${await codeOf(telling, `'${placed(telling, 'resource.long').slice(3)}'`)}`)
}

/** What a sheet of labels is asked for: one with the longest name, some of units, and some of one machine alone. */
async function labels({ stage, places }: Telling): Promise<void> {
  const rows = await stage.rows(`SELECT code FROM qr_code q JOIN resource r ON r.id = q.resource_id
    WHERE q.replaced_at IS NULL AND r.asset_number BETWEEN 'IMG-0101' AND 'IMG-0110'
    ORDER BY r.asset_number, q.unit_id LIMIT 12`)
  places.set('labels', `/m/resources/qr/sheet?${rows.map((row) => `c=${row['code'] as string}`).join('&')}`)
}

async function byNumber({ stage }: Telling, assetNumber: string): Promise<string> {
  const [row] = await stage.rows(`SELECT id FROM resource WHERE asset_number = '${assetNumber}'`)
  if (row === undefined) throw new Error(`the demo has no ${assetNumber}`)
  return row['id'] as string
}

/** The code on the first sticker of a resource, which SQL names. */
async function codeOf({ stage }: Telling, resource: string): Promise<string> {
  const [row] = await stage.rows(`SELECT code FROM qr_code WHERE resource_id = ${resource} AND replaced_at IS NULL
    ORDER BY unit_id LIMIT 1`)
  if (row === undefined) throw new Error(`no sticker is on ${resource}`)
  return row['code'] as string
}
