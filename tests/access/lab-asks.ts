import { approvalAsks } from './approval-asks.ts'
import { machineAsks } from './machine-asks.ts'
import { calendarAsks } from './calendar-asks.ts'
import type { Ask } from './asks.ts'

const early = 'it is too early'

const allDay = [{ from: '00:00', to: '24:00' }]
const openHours = {
  from: null,
  week: { weekly: [allDay, allDay, allDay, allDay, allDay, allDay, allDay], holidayRule: 'open-as-weekday' },
  exceptions: [],
  later: [],
}

/** Routes of a lab manager’s day and of closing. */
export const labAsks: Readonly<Record<string, Ask>> = {
  ...calendarAsks,
  ...approvalAsks,
  ...machineAsks,
  'GET /m': {},
  'POST /m/bookings/:id/check-in': { of: 'booking', form: {}, nobody: early },
  'POST /m/bookings/:id/check-out': { of: 'booking', form: {}, nobody: early },
  'POST /m/bookings/:id/approval': { of: 'request', form: { decision: 'approve' } },
  'GET /m/timeline': { query: 'view=week' },
  'GET /m/bookings/:id/time': { of: 'booking', query: 'from=2026-11-27T09:00&until=2026-11-27T10:00' },
  'POST /m/bookings/:id/time': {
    of: 'booking',
    form: { slot: '2026-11-27T01:00:00Z/2026-11-27T02:00:00Z', version: '1' },
  },
  'GET /m/resources/:id/close': { of: 'resource', query: 'look=1' },
  'POST /m/resources/:id/close': {
    of: 'resource',
    form: { starts: '2026-11-27T01:00:00Z', ends: '2026-11-27T02:00:00Z', kind: 'calibration' },
  },
  'GET /m/resources/:id/hours': { of: 'resource', query: 'look=1&open_1_1_1=09:00&open_1_2_1=17:00' },
  'POST /m/resources/:id/hours': { of: 'resource', form: { wish: JSON.stringify(openHours), scope: 'this' } },
  'GET /m/closures/:id': { of: 'closure' },
  'POST /m/closures/:id/reopening': { of: 'closure', form: {} },
}
