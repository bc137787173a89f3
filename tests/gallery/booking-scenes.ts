import { of, placed, seen, type Scene } from './scene.ts'

const thursday = '2026-11-26T02:00:00Z/2026-11-26T04:00:00Z'
const night = '2026-11-26T19:07:00Z/2026-11-26T19:21:00Z'

const ahead = ['just-booked', 'just-requested', 'confirmed', 'in-series', 'check-in', 'in-use', 'pending']
const over = ['completed', 'cancelled', 'rejected', 'expired', 'no-show']

/** Finding, booking, and what becomes of a booking. */
export const bookingScenes: readonly Scene[] = [
  ...of('GET /', {
    home: seen('researcher', '/'),
    'home-of-finance': seen('parkFinance', '/'),
    'home-of-firm-finance': seen('firmFinance', '/'),
    'home-new': seen('newcomer', '/'),
    'home-offered': seen('waiting', '/'),
    'home-long': seen('longNamed', '/'),
  }),
  ...of('GET /find', {
    find: seen('researcher', '/find'),
    'find-words': seen('researcher', '/find?q=%E6%98%BE%E5%BE%AE%E9%95%9C&mine=1'),
    'find-none': seen('researcher', '/find?q=zzzz&mine=1'),
    'find-free': seen('researcher', '/find?date=2026-11-26&from=09%3A00&until=12%3A00&minutes=120'),
    'find-spaces': seen('newcomer', '/find?kind=space'),
    'find-long': seen('longNamed', '/find?q=IMG-010'),
    'find-unbroken': seen('researcher', '/find?q=PUB-0702'),
  }),
  ...of('GET /i/:id', {
    instrument: placed('researcher', 'resource.free'),
    'instrument-untrained': placed('researcher', 'resource.untrained'),
    'instrument-lapsed': placed('researcher', 'resource.lapsed'),
    'instrument-asked': placed('learner', 'resource.asked'),
    'instrument-restricted': placed('longNamed', 'resource.restricted'),
    'instrument-closed': placed('researcher', 'resource.closed'),
    'instrument-faulty': placed('researcher', 'resource.faulty'),
    'instrument-out': placed('researcher', 'resource.out-of-service'),
    'instrument-retired': placed('researcher', 'resource.retired', '', { status: 410 }),
    'instrument-long': placed('longNamed', 'resource.long'),
    'instrument-of-no-firm': placed('guest', 'resource.free'),
    expert: placed('researcher', 'expert'),
  }),
  ...of('GET /i/:id/time', {
    time: placed('researcher', 'resource.free', '/time?date=2026-11-26'),
    'time-today': placed('researcher', 'resource.free', '/time'),
    'time-refused': placed('researcher', 'resource.free', '/time?date=2026-11-26&from=03:07&until=03:21'),
    'time-exact': placed('researcher', 'resource.free', '/time?date=2026-11-30&from=10:00&until=12:00'),
    'time-closed': placed('researcher', 'resource.closed', '/time'),
    'time-long': placed('longNamed', 'resource.long', '/time?date=2026-11-26'),
  }),
  ...of('GET /i/:id/repeat', {
    repeat: placed('researcher', 'repeat.free'),
    'repeat-gaps': seen('researcher', ({ at, takenSlot }) => `${at('resource.free')}/repeat?slot=${takenSlot}&weeks=6`),
    'repeat-long': placed('longNamed', 'repeat.long'),
  }),
  ...of('POST /i/:id/repeat', {
    'repeat-lost': placed('researcher', 'resource.free', '', {
      send: ({ at, takenSlot }) => ({
        to: `${at('resource.free')}/repeat`,
        fields: { slot: takenSlot, weeks: '4', some: 'none' },
      }),
      status: 409,
    }),
  }),
  ...of('GET /i/:id/wait', {
    wait: placed('researcher', 'resource.free', '/wait?date=2026-11-27'),
    'wait-long': placed('longNamed', 'resource.long', '/wait'),
  }),
  ...of('POST /i/:id/wait', {
    'wait-too-many': placed('learner', 'resource.free', '', {
      send: ({ at, takenSlot }) => ({
        to: `${at('resource.free')}/wait`,
        fields: { date: takenSlot.slice(0, 10), part: 'day', minutes: '120' },
      }),
      status: 409,
    }),
    'wait-refused': placed('researcher', 'resource.untrained', '', {
      send: ({ at }) => ({
        to: `${at('resource.untrained')}/wait`,
        fields: { date: '2026-11-27', part: 'day', minutes: '60' },
      }),
      status: 422,
    }),
    'wait-too-short': placed('researcher', 'resource.free', '', {
      send: ({ at }) => ({
        to: `${at('resource.free')}/wait`,
        fields: { date: '2026-11-27', part: 'morning', minutes: '720' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /s/:id', {
    space: placed('researcher', 'space'),
    'space-whole': placed('researcher', 'space', '?whole=1'),
    'space-unbroken': placed('researcher', 'space.unbroken'),
  }),
  ...of('GET /s/:id/time', { 'space-time': placed('researcher', 'space', '/time?date=2026-11-26') }),
  ...of('GET /s/:id/repeat', {
    'space-repeat': placed('researcher', 'space', `/repeat?slot=${thursday}&weeks=3&whole=1`),
  }),
  ...of('GET /q/:code', {
    'qr-free': placed('researcher', 'sticker.free'),
    'qr-check-in': placed('researcher', 'sticker.check-in'),
    'qr-in-use': placed('researcher', 'sticker.in-use'),
    'qr-taken': placed('newcomer', 'sticker.taken'),
    'qr-closed': placed('waiting', 'sticker.closed'),
    'qr-untrained': placed('researcher', 'sticker.untrained'),
    'qr-retired': placed('researcher', 'sticker.retired', '', { status: 410 }),
    'qr-replaced': placed('researcher', 'sticker.replaced', '', { status: 410 }),
    'qr-unit-gone': placed('researcher', 'sticker.unit-gone', '', { status: 410 }),
    'qr-long': placed('longNamed', 'sticker.long'),
    'qr-unknown': seen('researcher', '/q/zzzzzzzz', { status: 404 }),
  }),
  ...of('POST /i/:id/book', {
    lost: placed('researcher', 'resource.free', '', {
      send: ({ at, takenSlot }) => ({ to: `${at('resource.free')}/book`, fields: { slot: takenSlot } }),
      status: 409,
    }),
    'lost-refused': placed('researcher', 'resource.untrained', '', {
      send: ({ at }) => ({ to: `${at('resource.untrained')}/book`, fields: { slot: night, purpose: 'A trial' } }),
      status: 422,
    }),
    'lost-long': placed('longNamed', 'resource.long', '', {
      send: ({ at }) => ({ to: `${at('resource.long')}/book`, fields: { slot: night } }),
      status: 422,
    }),
  }),
  ...of('GET /b/:id', {
    ...Object.fromEntries(
      [...ahead, ...over].map((state) => [`booking-${state}`, placed('researcher', `booking.${state}`)]),
    ),
    'booking-offered': placed('waiting', 'booking.offered'),
    'booking-offered-long': placed('longNamed', 'booking.offered-long'),
    'booking-long': placed('longNamed', 'booking.long'),
    'booking-by-manager': placed('labManager', 'booking.pending'),
    'booking-unknown': seen('researcher', '/b/bkg_unknown', { status: 404 }),
  }),
  ...of('POST /b/:id/check-in', {
    'booking-too-early': placed('researcher', 'booking.confirmed', '', {
      send: ({ at }) => ({ to: `${at('booking.confirmed')}/check-in`, fields: {} }),
      status: 409,
    }),
  }),
  ...of('GET /b/:id/time', {
    move: placed('researcher', 'booking.confirmed', '/time'),
    'move-long': placed('longNamed', 'booking.long', '/time?date=2026-11-30'),
  }),
  ...of('POST /b/:id/time', {
    'move-lost': placed('researcher', 'booking.confirmed', '', {
      send: ({ at }) => ({ to: `${at('booking.confirmed')}/time`, fields: { slot: night, version: '1' } }),
      status: 409,
    }),
  }),
  ...of('GET /series/:id', {
    series: placed('researcher', 'series.series'),
    'series-new': placed('researcher', 'series.series-new'),
    'series-missed': placed('researcher', 'series.missed'),
    'series-long': placed('longNamed', 'series.series-long'),
  }),
]
