import { of, placed, seen, type Scene } from './scene.ts'

const kind = '/m/training/electron'
const list = `email,until
tang.yu@helix.example,2027-06-30
researcher@helix.example,2027-06-30
nobody@helix.example,2027-06-30
researcher@orchid.example,30.6.2027
`

/** Who is trained, sessions, and granting many at once. */
export const trainingScenes: readonly Scene[] = [
  ...of('GET /m/training', {
    training: seen('labManager', '/m/training'),
    'training-none': seen('spacesManager', '/m/training'),
  }),
  ...of('GET /m/training/:kind', {
    'training-kind': seen('labManager', kind),
    'training-kind-over': seen('labManager', `${kind}?state=over`),
    'training-kind-found': seen('labManager', `${kind}?q=zzzz`),
    'training-kind-lapsing': seen('labManager', '/m/training/confocal?done=saved'),
  }),
  ...of('POST /m/training/:kind/grants', {
    'training-grant-faulty': seen('labManager', kind, {
      send: () => ({ to: `${kind}/grants`, fields: { email: 'nobody@helix.example', until: '2027-06-30' } }),
      status: 422,
    }),
  }),
  ...of('POST /m/training/:kind/setting', {
    'training-setting-affected': placed('labManager', 'kind.lapsing', '', {
      send: ({ at }) => ({ to: `${at('kind.lapsing')}/setting`, fields: { lapse: '1', remind: '30' } }),
      status: 409,
    }),
  }),
  ...of('POST /m/training/:kind/sessions', {
    'training-session-past': seen('labManager', kind, {
      send: ({ at }) => ({
        to: `${kind}/sessions`,
        fields: {
          facility: at('facility.electron'),
          date: '2026-01-01',
          from: '14:00',
          to: '16:00',
          place: 'B3 · 101',
          trainer: '王雪',
          seats: '4',
          months: '12',
        },
      }),
      status: 422,
    }),
  }),
  ...of('GET /m/training/:kind/list', { 'training-list': seen('labManager', `${kind}/list`) }),
  ...of('POST /m/training/:kind/list', {
    'training-list-preview': seen('labManager', `${kind}/list`, {
      send: () => ({ to: `${kind}/list`, fields: { text: list } }),
    }),
    'training-list-unusable': seen('labManager', `${kind}/list`, {
      send: () => ({ to: `${kind}/list`, fields: { text: 'name,day\nx,y\n' } }),
      status: 422,
    }),
  }),
  ...of('GET /m/training/:kind/people/:person', {
    'training-holder': placed('labManager', 'holder'),
    'training-holder-withdrawn': placed('labManager', 'holder.withdrawn'),
    'training-holder-long': placed('labManager', 'holder.long'),
  }),
  ...of('POST /m/training/:kind/people/:person', {
    'training-holder-affected': placed('labManager', 'holder', '', {
      send: ({ at }) => ({ to: at('holder'), fields: { act: 'until', until: '2026-11-25' } }),
      status: 409,
    }),
  }),
  ...of('GET /m/sessions/:id', {
    'training-session': placed('labManager', 'session.ahead'),
    'training-session-held': placed('labManager', 'session.held'),
    'training-session-cancelled': placed('labManager', 'session.cancelled'),
  }),
  ...of('POST /me/access/sessions/:id', {
    'access-full': seen('learner', '/me/access', {
      send: ({ at }) => ({
        to: `/me/access/sessions${at('session.full').slice('/m/sessions'.length)}`,
        fields: { act: 'take' },
      }),
      status: 409,
    }),
  }),
]
