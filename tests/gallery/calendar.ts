import { calendarOf } from '../support/ics.ts'
import { call, placed, type Telling } from './telling.ts'

/** A calendar of the instrument that somebody booked: of its events some are closed already, and one is in the way. */
export async function importedCalendar(telling: Telling, taken: string): Promise<void> {
  const { stage, places } = telling
  const resourceId = placed(telling, 'resource.free').slice(3)
  const stamp = (instant: string) => instant.replaceAll(/[-:]/g, '')
  const [from = '', until = ''] = taken.split('/').map(stamp)
  const service = ['UID:service', 'SUMMARY:激光器保养', 'DTSTART:20270114T010000Z', 'DURATION:PT2H']
  const weekly = [
    'UID:weekly',
    'SUMMARY:Weekly calibration',
    'DTSTART:20270108T080000',
    'DURATION:PT30M',
    'RRULE:FREQ=WEEKLY',
  ]
  const inTheWay = ['UID:visit', 'SUMMARY:Visit of the maker', `DTSTART:${from}`, `DTEND:${until}`]
  const odd = ['UID:odd', 'SUMMARY:Chiller', 'DTSTART:20270230T010000Z']
  const path = `/api/v1/imports/calendar?source=Service%20plan&resourceId=${resourceId}`
  await call(telling, 'labManager', 'POST', path, calendarOf(service, weekly.slice(0, 4)))
  await call(telling, 'labManager', 'POST', path, calendarOf(service, inTheWay, weekly, odd))
  // Looked at once more, after what needed no decision was done: an event that moves, and one that is gone.
  await stage.script(`UPDATE imported_time SET starts_at = starts_at + 3600, ends_at = ends_at + 3600
    WHERE uid = 'service'; DELETE FROM imported_time WHERE uid = 'weekly' AND starts_at > 1800000000 AND
    starts_at < 1801500000`)
  const [calendar] = await stage.rows('SELECT id FROM imported_calendar LIMIT 1')
  places.set('calendar', `/m/import/${calendar?.['id'] as string}`)
}
