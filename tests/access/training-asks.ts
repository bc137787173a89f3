import type { Ask } from './asks.ts'

const session = {
  date: '2026-11-27',
  from: '14:00',
  to: '16:00',
  place: 'Room 2',
  trainer: 'Dr. Lin',
  seats: '6',
  months: '12',
}

/** The routes of trainings, their people and sessions. */
export const trainingAsks: Readonly<Record<string, Ask>> = {
  'GET /m/training': {},
  'GET /m/training/:kind': { of: 'kind', param: 'kind' },
  'POST /m/training/:kind/grants': {
    of: 'kind',
    param: 'kind',
    form: { email: 'colleague@helix.example', until: '2027-11-23' },
  },
  'POST /m/training/:kind/setting': { of: 'kind', param: 'kind', form: { lapse: '', remind: '14' } },
  'POST /m/training/:kind/sessions': {
    of: 'kind',
    param: 'kind',
    form: ({ facility }) => ({ ...session, facility: facility ?? '' }),
  },
  'GET /m/training/:kind/list': { of: 'kind', param: 'kind' },
  'POST /m/training/:kind/list': {
    of: 'kind',
    param: 'kind',
    form: { text: 'email,until\ncolleague@helix.example,2027-11-23\n' },
  },
  'GET /m/training/:kind/people/:person': { of: 'kind', param: 'kind', also: { person: 'trained' } },
  'POST /m/training/:kind/people/:person': {
    of: 'kind',
    param: 'kind',
    also: { person: 'trained' },
    form: { act: 'until', until: '2029-12-31' },
  },
  'GET /m/sessions/:id': { of: 'training' },
  'POST /m/sessions/:id/attendance': { of: 'heldTraining', form: {} },
  'POST /m/sessions/:id/cancellation': { of: 'training', form: { reason: 'laser is down' } },
  'GET /me/access/sessions/:id': { of: 'training', suffix: '.ics' },
  'POST /me/access/sessions/:id': { of: 'training', form: { act: 'take' } },
}
