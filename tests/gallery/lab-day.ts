import { formatInstant } from '../../src/kernel/rfc3339.ts'
import type { ActorName } from './actors.ts'
import { call, freeResource, galleryNow, idIn, placed, type Telling, type Wish } from './telling.ts'

const minute = 60
const hour = 3600
const guest = 'longNamed' as const

/** 10:20: somebody books what they will come late to, and what they will not end in time. */
export async function labMorning(telling: Telling): Promise<void> {
  await booking(telling, 'late', 0, 120)
  await booking(telling, 'overrun', -30, 30)
}

/** 13:50: one of them has come. */
export async function labNoon(telling: Telling): Promise<void> {
  await call(telling, guest, 'POST', `/api/v1/bookings/${idIn(telling, 'overrun')}/check-in`, {})
}

/** 14:20: what a lab manager finds. */
export async function labAfternoon(telling: Telling): Promise<void> {
  const { stage, places } = telling
  const [busy] = await stage.rows(`SELECT resource_id AS id FROM booking WHERE id = '${idIn(telling, 'in-use')}'`)
  const resourceId = busy?.['id'] as string
  places.set('resource.busy', `/i/${resourceId}`)
  for (const from of [180, 270]) await evening(telling, resourceId, from)
  const report = (who: ActorName, place: string, usable: boolean, words: string) =>
    call(telling, who, 'POST', `/api/v1/resources${placed(telling, place).slice(2)}/faults`, { usable, words })
  await report('researcher', 'resource.busy', true, 'The stage drifts a little to the left')
  await report(guest, 'resource.free', false, '激光器不亮，换了钥匙也没有反应')
  await stage.script(`INSERT INTO access_request (id, person_id, firm_id, facility_id, resource_id, kind,
    qualification_id, note, created_at)
    SELECT 'acr_00000000000000000000000001', p.id, o.firm_id, r.facility_id, r.id, 'training', r.qualification_id,
      'I start next week', ${galleryNow - hour} FROM person p JOIN role o ON o.person_id = p.id, resource r
    WHERE p.email = 'newcomer@helix.example' AND r.id = '${placed(telling, 'resource.untrained').slice(3)}'`)
  for (const [place, from, kind] of [
    ['closure', 0, 'calibration'],
    ['closure.to-come', 24 * hour, 'maintenance'],
  ] as const) {
    const { id } = await freeResource(telling, 24 * 60, 60, { who: [guest], laterMinutes: 4320 })
    const startsAt = formatInstant(galleryNow + from)
    const closed = { startsAt, endsAt: formatInstant(galleryNow + from + 3 * hour), kind, reason: '年度计量检定' }
    const path = `/api/v1/resources/${id}/closures`
    const seen = (await call(telling, 'labManager', 'POST', `${path}?preview=1`, closed)) as {
      affected: { id: string }[]
    }
    const affected = seen.affected.map((one) => ({ bookingId: one.id, do: 'cancel' }))
    const made = await call(telling, 'labManager', 'POST', path, { ...closed, affected })
    places.set(place, `/m/closures/${(made as { id: string }).id}`)
  }
}

/** What the laboratory must know of a machine and a room, and a paper that says who is trained. */
export async function labKnowledge({ stage, places }: Telling): Promise<void> {
  const [known] = await stage.rows(`SELECT r.id AS id, q.person_id AS person, q.kind_id AS kind FROM resource r
    JOIN qualification q ON q.kind_id = r.qualification_id JOIN person p ON p.id = q.person_id
    WHERE p.email = 'researcher@helix.example' AND r.state = 'published' ORDER BY r.id LIMIT 1`)
  const id = known?.['id'] as string
  places.set('resource.known', `/i/${id}`)
  const day = 24 * hour
  await stage.script(`INSERT INTO due (resource_id, kind, due_at, warn_days, warn_at, every_days, blocks, done_at)
    VALUES ('${id}', 'calibration', ${galleryNow + 5 * day}, 14, ${galleryNow - 9 * day}, 365, 0,
        ${galleryNow - 360 * day}),
      ('${id}', 'safety', ${galleryNow - 2 * day}, 7, ${galleryNow - 9 * day}, 180, 0, NULL);
    INSERT INTO question (id, facility_id, resource_id, version, kind, hans, hant, en, choices, required)
    SELECT 'qst_00000000000000000000000001', facility_id, id, 1, 'text', '送检样品名称与编号', '送檢樣品名稱與編號',
      'Name and number of the sample', '[]', 1 FROM resource WHERE id = '${id}';
    INSERT INTO question (id, facility_id, resource_id, version, kind, hans, hant, en, choices, required)
    SELECT 'qst_00000000000000000000000002', facility_id, id, 1, 'choice', '样品的生物安全等级', '樣品的生物安全等級',
      'Biosafety level of the sample', '["BSL-1", "BSL-2"]', 0 FROM resource WHERE id = '${id}';
    INSERT INTO certificate (id, number, code, person_id, qualification_id, made_at)
    VALUES ('crt_00000000000000000000000001', '7K2M9QX4TB', 'gallerycode00001', '${known?.['person'] as string}',
      '${known?.['kind'] as string}', ${galleryNow - day})`)
  places.set('certificate', '/me/certificates/crt_00000000000000000000000001')
  places.set('certificate.code', '/certificates/gallerycode00001')
}

async function booking(telling: Telling, state: string, fromMinutes: number, minutes: number): Promise<void> {
  const wish: Wish = { who: [guest] }
  const { id, startsAt } = await freeResource(telling, fromMinutes, minutes, wish)
  const slot = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + minutes * minute) }
  const made = await call(telling, guest, 'POST', '/api/v1/bookings', { resourceId: id, ...slot })
  telling.places.set(`booking.${state}`, `/b/${(made as { id: string }).id}`)
}

/** Something that is in the way of a closure today, where the hours allow it. */
async function evening(telling: Telling, resourceId: string, fromMinutes: number): Promise<void> {
  const startsAt = galleryNow - 20 * minute + fromMinutes * minute
  const slot = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + hour) }
  await call(telling, guest, 'POST', '/api/v1/bookings', { resourceId, ...slot }).catch(() => null)
}
