import { actors } from './actors.ts'
import { galleryNow, type Telling } from './telling.ts'

const day = 86_400
const hour = 3600

/** Sessions before, at and after 14:20, one full, one called off; somebody whose training reaches too short. */
export async function trainingLife(telling: Telling): Promise<void> {
  await sessions(telling)
  await holders(telling)
}

async function sessions({ stage, places }: Telling): Promise<void> {
  const [imaging] = await stage.rows(`SELECT id FROM facility WHERE code = 'IMG'`)
  const facility = imaging?.['id'] as string
  places.set('facility.electron', facility)
  const [ahead] = await stage.rows(
    `SELECT id FROM training_session WHERE kind_id = 'electron' ORDER BY starts_at LIMIT 1`,
  )
  places.set('session.ahead', `/m/sessions/${ahead?.['id'] as string}`)
  const person = (email: string) => `(SELECT id FROM person WHERE email = '${email}')`
  const made = async (place: string, number: number, startsAt: number, seats: number, who: readonly string[]) => {
    const id = `trn_${String(number).padStart(26, '0')}`
    await stage.script(`INSERT INTO training_session (id, kind_id, facility_id, starts_at, ends_at, place, trainer,
        seats, valid_months, created_by, created_at) VALUES ('${id}', 'electron', '${facility}', ${startsAt},
        ${startsAt + 2 * hour}, 'B3 · 101', '王雪', ${seats}, 12, ${person(actors.labManager)}, ${galleryNow});
      INSERT INTO training_seat (session_id, person_id, taken_at)
        SELECT '${id}', id, ${galleryNow} FROM person WHERE email IN (${who.map((one) => `'${one}'`).join(', ')})`)
    places.set(`session.${place}`, `/m/sessions/${id}`)
    return id
  }
  const { learner, longNamed, waiting, researcher } = actors
  const held = await made('held', 1, galleryNow - 2 * hour - 20 * 60, 4, [longNamed, waiting, researcher])
  await stage.script(`UPDATE training_seat SET attended = person_id = ${person(waiting)}
    WHERE session_id = '${held}' AND person_id <> ${person(longNamed)}`)
  await made('full', 2, galleryNow + 2 * day - 20 * 60, 1, [waiting])
  const cancelled = await made('cancelled', 3, galleryNow + 4 * day - 20 * 60, 4, [researcher, learner])
  await stage.script(`UPDATE training_session SET cancelled_at = ${galleryNow},
    cancel_reason = 'The column is being aligned until Friday' WHERE id = '${cancelled}'`)
}

async function holders({ stage, places }: Telling): Promise<void> {
  const [row] = await stage.rows(`SELECT b.person_id AS person, r.qualification_id AS kind FROM booking b
    JOIN resource r ON r.id = b.resource_id JOIN qualification q ON q.person_id = b.person_id
      AND q.kind_id = r.qualification_id
    WHERE b.state = 'confirmed' AND b.starts_at > ${galleryNow + 4 * day} ORDER BY b.starts_at DESC, b.id LIMIT 1`)
  const [personId, kind] = [row?.['person'] as string, row?.['kind'] as string]
  await stage.script(`UPDATE qualification SET valid_from = ${galleryNow - 300 * day},
    counted_from = ${galleryNow - 28 * day}, used_at = NULL WHERE person_id = '${personId}' AND kind_id = '${kind}'`)
  places.set('kind.lapsing', `/m/training/${kind}`)
  places.set('holder', `/m/training/${kind}/people/${personId}`)
  const of = async (email: string) => {
    const [one] = await stage.rows(`SELECT id FROM person WHERE email = '${email}'`)
    return `/m/training/electron/people/${one?.['id'] as string}`
  }
  places.set('holder.long', await of(actors.longNamed))
  await stage.script(`UPDATE qualification SET withdrawn_at = ${galleryNow - day},
      withdrawn_reason = 'The sample chamber was vented with the beam on'
    WHERE kind_id = 'electron' AND person_id = (SELECT id FROM person WHERE email = '${actors.researcher}')`)
  places.set('holder.withdrawn', await of(actors.researcher))
}
