import { of, placed, seen, type Scene } from './scene.ts'

/** A lab manager's day, and what they close. */
export const todayScenes: readonly Scene[] = [
  ...of('GET /m', {
    today: seen('labManager', '/m'),
    'today-found': seen('labManager', '/m?q=%E6%98%BE%E5%BE%AE%E9%95%9C'),
    'today-none': seen('labManager', '/m?q=zzzz'),
    'today-late': seen('labManager', '/m?show=late'),
    'today-done': seen('labManager', '/m?done=check-in'),
  }),
  ...of('POST /m/bookings/:id/check-in', {
    'today-too-early': {
      who: 'labManager',
      path: () => '/m',
      send: ({ at }) => ({ to: `/m/bookings${at('booking.confirmed').slice(2)}/check-in`, fields: { back: '' } }),
      status: 409,
    },
  }),
  ...of('GET /m/timeline', {
    timeline: seen('labManager', '/m/timeline'),
    'timeline-week': seen('labManager', '/m/timeline?view=week&booked=1'),
    'timeline-long': seen('labManager', ({ at }) => `/m/timeline?q=${at('number.long')}`),
    'timeline-bare': seen('spacesManager', ({ at }) => `/m/timeline?facility=${at('facility.bare')}`),
    'timeline-none': seen('labManager', '/m/timeline?q=zzzz'),
  }),
  ...of('GET /m/bookings/:id/time', {
    'move-others': { who: 'labManager', path: ({ at }) => sheetOf(at('booking.confirmed')) },
    'move-others-faulty': {
      who: 'labManager',
      path: ({ at }) => `${sheetOf(at('booking.confirmed'))}?from=2026-11-25T18:00&until=2026-11-25T17:00`,
      status: 422,
    },
    'move-others-against': {
      who: 'labManager',
      path: ({ at }) => `${sheetOf(at('booking.confirmed'))}?from=2026-11-25T02:10&until=2026-11-25T03:00`,
    },
    'move-others-looked': {
      who: 'labManager',
      path: ({ at }) => `${sheetOf(at('booking.confirmed'))}?from=2026-11-26T09:00&until=2026-11-26T12:00`,
    },
    'move-others-over': { who: 'labManager', path: ({ at }) => sheetOf(at('booking.no-show')) },
  }),
  ...of('GET /m/resources/:id/close', {
    close: { who: 'labManager', path: ({ at }) => `/m/resources${at('resource.busy').slice(2)}/close` },
    'close-units': { who: 'labManager', path: ({ at }) => `/m/resources${at('space').slice(2)}/close?begin=at` },
    'close-faulty': {
      who: 'labManager',
      path: ({ at }) => `/m/resources${at('resource.busy').slice(2)}/close?look=1&begin=at&date=2026-11-24&time=10:00`,
      status: 422,
    },
    'close-preview': { who: 'labManager', path: ({ at }) => previewOf(at('resource.busy')) },
    'close-nobody': {
      who: 'labManager',
      path: ({ at }) => `${previewOf(at('resource.long'))}&reason=Laser`,
    },
  }),
  ...of('POST /m/resources/:id/close', {
    'close-stale': {
      who: 'labManager',
      path: ({ at }) => previewOf(at('resource.busy')),
      send: ({ at }) => ({
        to: `/m/resources${at('resource.busy').slice(2)}/close`,
        fields: { starts: 'now', ends: '2026-11-25T10:00:00Z', kind: 'maintenance', reason: '' },
      }),
      status: 409,
    },
  }),
  ...of('GET /m/resources/:id/hours', {
    hours: { who: 'labManager', path: ({ at }) => hoursOf(at('resource.busy')) },
    'hours-faulty': {
      who: 'labManager',
      path: ({ at }) => `${hoursOf(at('resource.busy'))}?look=1&open_1_1_1=22:00&open_1_2_1=06:00&day_1=2026-02-30`,
      status: 422,
    },
    'hours-preview': { who: 'labManager', path: ({ at }) => `${hoursOf(at('resource.busy'))}?${shortWeek}` },
    'hours-copied': {
      who: 'labManager',
      path: ({ at }) =>
        `${hoursOf(at('resource.busy'))}?${shortWeek}&scope=facility&all=move&begin=at&from=2026-12-01&told=1`,
    },
  }),
  ...of('POST /m/resources/:id/hours', {
    'hours-overtaken': {
      who: 'labManager',
      path: ({ at }) => `${hoursOf(at('resource.busy'))}?${shortWeek}`,
      send: ({ at }) => ({
        to: hoursOf(at('resource.busy')),
        fields: { wish: JSON.stringify(wish), scope: 'this', seen: '{}' },
      }),
      status: 409,
    },
  }),
  ...of('GET /m/closures/:id', {
    closure: { who: 'labManager', path: ({ at }) => at('closure') },
    'closure-to-come': { who: 'labManager', path: ({ at }) => at('closure.to-come') },
  }),
  ...of('GET /m/import', { import: seen('labManager', '/m/import') }),
  ...of('POST /m/import', {
    'import-refused': seen('labManager', '/m/import', {
      send: ({ at }) => ({
        to: '/m/import',
        fields: { resource: at('resource.free').slice(3), name: 'Service plan', address: 'http://10.0.0.1/lab.ics' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /m/import/:id', { 'import-calendar': placed('labManager', 'calendar') }),
]

function previewOf(resource: string): string {
  return `/m/resources${resource.slice(2)}/close?look=1&begin=now&length=day&kind=maintenance`
}

const shortWeek = 'look=1&open_1_1_1=10:00&open_1_2_1=16:00&same_open=1'
const day = [{ from: '10:00', to: '16:00' }]
const wish = {
  from: null,
  week: { weekly: [day, day, day, day, day, [], []], holidayRule: 'closed' },
  exceptions: [],
  later: [],
}

function hoursOf(resource: string): string {
  return `/m/resources${resource.slice(2)}/hours`
}

function sheetOf(booking: string): string {
  return `/m/bookings${booking.slice(2)}/time`
}
