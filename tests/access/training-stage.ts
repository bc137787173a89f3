import { facilities, people, resources } from '../support/cast.ts'
import type { TestPark } from '../support/open-park.ts'
import type { Objects } from './stage.ts'

/** A training that a facility looks after, who holds it, and two sessions: one ahead, one that has begun. */
export async function trainingOf(park: TestPark, isHelix: boolean): Promise<Objects> {
  const kind = isHelix ? 'qualification_confocal' : 'qualification_cells'
  const trained = (isHelix ? people.helixResearcher : people.orchidResearcher).id
  const keeper = isHelix ? people.imagingManager : people.cellsManager
  const facility = isHelix ? facilities.imaging : facilities.cells
  if (!isHelix)
    await park.script(`INSERT INTO qualification_kind (id, name_hans, name_hant, name_en)
        VALUES ('${kind}', '细胞培训', '細胞訓練', 'Cells training');
      UPDATE resource SET qualification_id = '${kind}' WHERE id = '${resources.unpriced}';
      UPDATE resource SET facility_id = '${facility}' WHERE id = '${resources.unpriced}';
      INSERT INTO qualification (person_id, kind_id, valid_from, valid_until) VALUES ('${trained}', '${kind}', 0, 9e9)`)
  const sessions = ['training', 'heldTraining'].map((name, at) => {
    const id = `trn_${at + 1}${trained.slice(5)}`
    const startsAt = park.clock.now - (park.clock.now % 60) + (at === 0 ? 86_400 : -3_600)
    return { name, id, startsAt }
  })
  for (const { id, startsAt } of sessions)
    await park.script(`INSERT INTO training_session (id, kind_id, facility_id, starts_at, ends_at, place, trainer,
        seats, valid_months, created_by, created_at)
      VALUES ('${id}', '${kind}', '${facility}', ${startsAt}, ${startsAt + 3_600},
        'Room 2', 'Dr. Lin', 6, 12, '${keeper.id}', 0);
      INSERT INTO training_seat (session_id, person_id, taken_at) VALUES ('${id}', '${people.visitor.id}', 0)`)
  return { kind, trained, ...Object.fromEntries(sessions.map(({ name, id }) => [name, id])) }
}
