import type { ActorName } from './actors.ts'
import type { Trouble } from './open-stage.ts'
import type { Story } from './story.ts'

/** One page in one state, as one person sees it. */
export interface Scene {
  /** Its picture's name. */
  readonly name: string
  /** The route of the house that draws it; `*` where no route is meant to. */
  readonly route: string
  readonly who: ActorName
  readonly path: (story: Story) => string
  /** What is sent from there, when the scene is what a form answers. */
  readonly send?: (story: Story) => { readonly to: string; readonly fields: Readonly<Record<string, string>> }
  /** 200, unless it is said. */
  readonly status?: number
  readonly trouble?: Trouble
}

/** Every page that a GET route serves, in the states that look different. A route that is not here fails the suite. */
export const scenes: readonly Scene[] = [
  ...of('GET /', {
    home: { who: 'researcher', path: () => '/' },
    'home-new': { who: 'newcomer', path: () => '/' },
    'home-long': { who: 'longNamed', path: () => '/' },
  }),
  ...of('GET /find', {
    find: { who: 'researcher', path: () => '/find' },
    'find-words': { who: 'researcher', path: () => '/find?q=%E6%98%BE%E5%BE%AE%E9%95%9C&mine=1' },
    'find-none': { who: 'researcher', path: () => '/find?q=zzzz&mine=1' },
    'find-free': { who: 'researcher', path: () => '/find?date=2026-11-26&from=09%3A00&until=12%3A00&minutes=120' },
    'find-spaces': { who: 'newcomer', path: () => '/find?kind=space' },
  }),
  ...of('GET /i/:id', {
    instrument: { who: 'researcher', path: ({ at }) => at('resource.free') },
    'instrument-untrained': { who: 'researcher', path: ({ at }) => at('resource.untrained') },
    'instrument-lapsed': { who: 'researcher', path: ({ at }) => at('resource.lapsed') },
    'instrument-out': { who: 'researcher', path: ({ at }) => at('resource.out-of-service') },
    'instrument-retired': { who: 'researcher', path: ({ at }) => at('resource.retired'), status: 410 },
    'instrument-long': { who: 'longNamed', path: ({ at }) => at('resource.long') },
    'instrument-of-no-firm': { who: 'guest', path: ({ at }) => at('resource.free') },
    expert: { who: 'researcher', path: ({ at }) => at('expert') },
  }),
  ...of('GET /i/:id/time', {
    time: { who: 'researcher', path: ({ at }) => `${at('resource.free')}/time?date=2026-11-26` },
    'time-today': { who: 'researcher', path: ({ at }) => `${at('resource.free')}/time` },
    'time-refused': {
      who: 'researcher',
      path: ({ at }) => `${at('resource.free')}/time?date=2026-11-26&from=03:07&until=03:21`,
    },
    'time-exact': {
      who: 'researcher',
      path: ({ at }) => `${at('resource.free')}/time?date=2026-11-30&from=10:00&until=12:00`,
    },
    'time-long': { who: 'longNamed', path: ({ at }) => `${at('resource.long')}/time?date=2026-11-26` },
  }),
  ...of('GET /i/:id/wait', {
    wait: { who: 'researcher', path: ({ at }) => `${at('resource.free')}/wait?date=2026-11-27` },
    'wait-long': { who: 'longNamed', path: ({ at }) => `${at('resource.long')}/wait` },
  }),
  ...of('GET /s/:id', {
    space: { who: 'researcher', path: ({ at }) => at('space') },
    'space-whole': { who: 'researcher', path: ({ at }) => `${at('space')}?whole=1` },
  }),
  ...of('GET /s/:id/time', {
    'space-time': { who: 'researcher', path: ({ at }) => `${at('space')}/time?date=2026-11-26` },
  }),
  ...of('GET /q/:code', {
    'qr-free': { who: 'researcher', path: ({ at }) => at('sticker.free') },
    'qr-check-in': { who: 'researcher', path: ({ at }) => at('sticker.check-in') },
    'qr-in-use': { who: 'researcher', path: ({ at }) => at('sticker.in-use') },
    'qr-taken': { who: 'newcomer', path: ({ at }) => at('sticker.taken') },
    'qr-untrained': { who: 'researcher', path: ({ at }) => at('sticker.untrained') },
    'qr-retired': { who: 'researcher', path: ({ at }) => at('sticker.retired'), status: 410 },
    'qr-unknown': { who: 'researcher', path: () => '/q/00000000', status: 404 },
  }),
  ...of('POST /i/:id/book', {
    lost: {
      who: 'researcher',
      path: ({ at }) => at('resource.free'),
      send: ({ at, takenSlot }) => ({ to: `${at('resource.free')}/book`, fields: { slot: takenSlot } }),
      status: 409,
    },
  }),
  ...of('GET /b/:id', {
    'booking-just-booked': booking('just-booked'),
    'booking-just-requested': booking('just-requested'),
    'booking-confirmed': booking('confirmed'),
    'booking-check-in': booking('check-in'),
    'booking-in-use': booking('in-use'),
    'booking-completed': booking('completed'),
    'booking-pending': booking('pending'),
    'booking-cancelled': booking('cancelled'),
    'booking-rejected': booking('rejected'),
    'booking-expired': booking('expired'),
    'booking-no-show': booking('no-show'),
    'booking-long': { who: 'longNamed', path: ({ at }) => at('booking.long') },
    'booking-by-manager': { who: 'labManager', path: ({ at }) => at('booking.pending') },
    'booking-unknown': { who: 'researcher', path: () => '/b/bkg_unknown', status: 404 },
  }),
  ...of('POST /b/:id/check-in', {
    'booking-too-early': {
      who: 'researcher',
      path: ({ at }) => at('booking.confirmed'),
      send: ({ at }) => ({ to: `${at('booking.confirmed')}/check-in`, fields: {} }),
      status: 409,
    },
  }),
  ...of('GET /me', {
    me: { who: 'researcher', path: () => '/me' },
    'me-new': { who: 'newcomer', path: () => '/me' },
    'me-long': { who: 'longNamed', path: () => '/me' },
  }),
  ...of('GET /me/firm', {
    firm: { who: 'firmAdmin', path: () => '/me/firm' },
    'firm-researcher': { who: 'researcher', path: () => '/me/firm' },
    'firm-long': { who: 'longNamed', path: () => '/me/firm' },
  }),
  ...of('GET /me/firm/projects', {
    projects: { who: 'firmAdmin', path: () => '/me/firm/projects' },
    'projects-edit': { who: 'firmAdmin', path: ({ at }) => at('project') },
  }),
  ...of('GET /me/settings', { settings: { who: 'researcher', path: () => '/me/settings' } }),
  ...of('GET /me/access', {
    access: { who: 'researcher', path: () => '/me/access' },
    'access-new': { who: 'newcomer', path: () => '/me/access' },
    'access-manager': { who: 'labManager', path: () => '/me/access' },
  }),
  ...of('GET /me/data', {
    data: { who: 'researcher', path: () => '/me/data' },
    'data-new': { who: 'newcomer', path: () => '/me/data' },
  }),
  ...of('GET /me/sign-in', { 'sign-ins': { who: 'researcher', path: () => '/me/sign-in' } }),
  ...of('GET /join/:token', { join: { who: 'guest', path: ({ at }) => at('join') } }),
  ...of('GET /welcome', {
    welcome: { who: 'guest', path: () => '/welcome' },
    'welcome-asked': { who: 'guest', path: () => '/welcome?asked=1' },
  }),
  ...of('GET /help', { help: { who: 'nobody', path: () => '/help' } }),
  ...of('GET /offline', { offline: { who: 'nobody', path: () => '/offline' } }),
  ...of('GET /goodbye', { goodbye: { who: 'nobody', path: () => '/goodbye' } }),
  ...of('GET /login', {
    login: { who: 'nobody', path: () => '/login' },
    'login-trouble': { who: 'nobody', path: () => '/login?trouble=sso' },
  }),
  ...of('GET /login/code', { 'login-code': { who: 'nobody', path: () => '/login/code?to=a%40helix.example' } }),
  ...of('POST /login/session', {
    'login-code-wrong': {
      who: 'nobody',
      path: () => '/login/code?to=a%40helix.example',
      send: () => ({ to: '/login/session', fields: { code: '000000', to: 'a@helix.example' } }),
      status: 422,
    },
  }),
  ...of('GET /demo/mail', { mail: { who: 'nobody', path: () => '/demo/mail' } }),
  ...of('GET /m/requests', { requests: { who: 'labManager', path: () => '/m/requests' } }),
  ...of('GET /m/import', { import: { who: 'labManager', path: () => '/m/import' } }),
  ...of('POST /m/import', {
    'import-refused': {
      who: 'labManager',
      path: () => '/m/import',
      send: ({ at }) => ({
        to: '/m/import',
        fields: { resource: at('resource.free').slice(3), name: 'Service plan', address: 'http://10.0.0.1/lab.ics' },
      }),
      status: 422,
    },
  }),
  ...of('GET /m/import/:id', { 'import-calendar': { who: 'labManager', path: ({ at }) => at('calendar') } }),
  ...of('GET /admin/firms', { 'admin-firms': { who: 'parkAdmin', path: () => '/admin/firms' } }),
  ...of('GET /admin/firms/:id', { 'admin-firm': { who: 'parkAdmin', path: ({ at }) => at('firm') } }),
  ...of('GET /admin/roles', { 'admin-roles': { who: 'parkAdmin', path: () => '/admin/roles' } }),
  ...of('GET /admin/audit', {
    'admin-audit': { who: 'parkAdmin', path: () => '/admin/audit' },
    'admin-audit-firm': { who: 'firmAdmin', path: () => '/admin/audit' },
    'admin-audit-none': { who: 'parkAdmin', path: () => '/admin/audit?entity=nothing' },
  }),
  ...of('GET /admin/sign-in', { 'admin-sign-in': { who: 'parkAdmin', path: () => '/admin/sign-in' } }),
  ...of('*', {
    'not-found': { who: 'nobody', path: () => '/no/such/page', status: 404 },
    forbidden: { who: 'researcher', path: () => '/admin/firms', status: 403 },
    broken: { who: 'researcher', path: () => '/', trouble: 'broken', status: 500 },
    unreachable: { who: 'researcher', path: () => '/', trouble: 'unreachable', status: 503 },
  }),
]

/** GET routes that draw no page of ours, and why. */
export const notPages: Readonly<Record<string, string>> = {
  'GET /healthz': 'a word for machines',
  'GET /readyz': 'a word for machines',
  'GET /api/docs': 'Swagger UI draws it',
  'GET /manifest.webmanifest': 'what a phone reads before it installs us',
  'GET /login/callback/:host': 'leads on at once',
}

type Draft = Omit<Scene, 'name' | 'route'>

function of(route: string, drafts: Readonly<Record<string, Draft>>): Scene[] {
  return Object.entries(drafts).map(([name, draft]) => ({ name, route, ...draft }))
}

function booking(state: string): Draft {
  return { who: 'researcher', path: ({ at }) => at(`booking.${state}`) }
}
