import { calendarOf } from '../support/ics.ts'
import type { Ask } from './asks.ts'

/** An event that stands in nobody's way. */
export const quietEvent = calendarOf(['UID:quiet', 'DTSTART:20270301T010000Z', 'DURATION:PT1H', 'SUMMARY:Canary event'])

/** Importing calendars. */
export const calendarAsks: Readonly<Record<string, Ask>> = {
  'GET /m/import': {},
  'POST /m/import': {
    form: ({ resource = '' }) => ({ resource, address: 'https://calendar.example.com/lab.ics' }),
    nobody: 'no other house answers here',
  },
  'GET /m/import/:id': { of: 'calendar' },
  'POST /m/import/:id/apply': { of: 'calendar', form: { version: '1' } },
  'POST /m/import/:id/units': { of: 'calendar', form: {} },
  'POST /m/import/:id/end': { of: 'calendar', form: {} },
  'POST /api/v1/imports/calendar': {
    query: 'preview=1&source=lab&resourceId=res_00000000000000000000000001',
    body: quietEvent,
    headers: { 'content-type': 'text/calendar' },
  },
}
