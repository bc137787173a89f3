import { actors } from './actors.ts'
import { galleryNow, placed, type Telling } from './telling.ts'

const day = 86_400

/** Rules about no-shows, what followed for two people, and the appeal of one of them. */
export async function conductLife(telling: Telling): Promise<void> {
  const { stage, places } = telling
  const noShow = placed(telling, 'booking.no-show').slice(3)
  const person = (email: string) => `(SELECT id FROM person WHERE email = '${email}')`
  const missed = `(SELECT r.facility_id FROM booking b JOIN resource r ON r.id = b.resource_id
    WHERE b.id = '${noShow}')`
  // Where the one with the long names books nothing: their suspension stands in no other scene's way.
  const other = `(SELECT id FROM facility WHERE id <> (SELECT facility_id FROM resource
    WHERE id = '${placed(telling, 'resource.long').slice(3)}') ORDER BY code DESC LIMIT 1)`
  const rule = (number: number, facility: string, rest: string) => `('${id('cdr', number)}', ${facility}, ${rest},
    ${person(actors.labManager)}, ${galleryNow - 30 * day})`
  const appeal = `I was in the room at 13:55 and at work by 14:00; the card reader by the door did not take my card, and
    I had no network down there. My colleagues saw me.`
  await stage.script(`INSERT INTO conduct_rule (id, facility_id, after_count, within_days, consequence, fee_minor,
      suspension_days, created_by, created_at)
    VALUES ${rule(1, missed, `2, 30, 'warning', 0, 0`)}, ${rule(2, missed, `3, 30, 'fee', 5000, 0`)},
      ${rule(3, other, `4, 90, 'suspension', 0, 14`)};
    INSERT INTO consequence (id, rule_id, facility_id, person_id, booking_id, kind, counted_to, missed, applied_at,
      until, appeal, appealed_at) VALUES
      ('${id('csq', 1)}', '${id('cdr', 1)}', ${missed}, ${person(actors.researcher)}, '${noShow}', 'warning', 0, 2,
        ${galleryNow - day}, NULL, '', NULL),
      ('${id('csq', 2)}', '${id('cdr', 3)}', ${other}, ${person(actors.longNamed)}, '${noShow}', 'suspension', 0, 4,
        ${galleryNow - day}, ${galleryNow + 13 * day}, '${appeal}', ${galleryNow - 3600})`)
  places.set('consequence', `/me/conduct/${id('csq', 1)}/appeal`)
  const [row] = await stage.rows(`SELECT ${missed} AS facility`)
  places.set('facility', row?.['facility'] as string)
  places.set('review', `/m/review/${noShow}`)
}

function id(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(26, '0')}`
}
