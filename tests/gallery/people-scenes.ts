import { actors } from './actors.ts'
import { knocking } from './people-told.ts'
import { of, placed, seen, type Scene } from './scene.ts'

const newcomer = `(SELECT id FROM person WHERE email = '${actors.newcomer}')`
const wrongCode = { to: '/login/session', fields: { code: '000000', to: knocking } }

/** What is one's own, one's firm's and the park's, and the ways in. */
export const peopleScenes: readonly Scene[] = [
  ...of('GET /me', {
    me: seen('researcher', '/me'),
    'me-new': seen('newcomer', '/me'),
    'me-waiting': seen('waiting', '/me'),
    'me-long': seen('longNamed', '/me'),
  }),
  ...of('GET /me/calendar', {
    calendar: seen('researcher', '/me/calendar'),
    'calendar-new': seen('newcomer', '/me/calendar'),
    'calendar-busy': seen('longNamed', ({ at }) => `/me/calendar?resource=${at('resource.long').slice(3)}`),
  }),
  ...of('POST /me/calendar', {
    'calendar-made': seen('newcomer', '/me/calendar', {
      send: ({ at }) => ({ to: '/me/calendar', fields: { resource: at('resource.long').slice(3) } }),
      status: 201,
      undo: `DELETE FROM session WHERE kind = 'feed' AND person_id = ${newcomer}`,
    }),
  }),
  ...of('GET /me/firm', {
    firm: seen('firmAdmin', '/me/firm'),
    'firm-researcher': seen('researcher', '/me/firm'),
    'firm-long': seen('longNamed', '/me/firm'),
    'firm-none': seen('guest', '/me/firm'),
    'firm-suspended': seen('parkAdmin', ({ at }) => `/me/firm?firm=${at('firm.suspended').slice(13)}`),
  }),
  ...of('POST /me/firm/:id/invitations', {
    'firm-link': seen('longNamed', '/me/firm', {
      send: ({ at }) => ({
        to: `/me/firm/${at('firm.long').slice(13)}/invitations`,
        fields: { role: 'researcher', days: '14', uses: '3' },
      }),
      status: 201,
      undo: `DELETE FROM invitation WHERE uses_left = 3`,
    }),
    'firm-unreadable': seen('longNamed', '/me/firm', {
      send: ({ at }) => ({
        to: `/me/firm/${at('firm.long').slice(13)}/invitations`,
        fields: { role: 'researcher', days: '14', uses: '1', addresses: `one@longest.example ${'nobody'.repeat(12)}@` },
      }),
      status: 422,
    }),
  }),
  ...of('GET /me/firm/projects', {
    projects: seen('firmAdmin', '/me/firm/projects'),
    'projects-edit': placed('firmAdmin', 'project'),
    'projects-long': seen('longNamed', '/me/firm/projects'),
  }),
  ...of('GET /me/settings', {
    settings: seen('researcher', '/me/settings'),
    'settings-saved': seen('newcomer', '/me/settings?saved=1'),
    'settings-long': seen('longNamed', '/me/settings'),
  }),
  ...of('POST /me/settings', {
    'settings-nameless': seen('newcomer', '/me/settings', {
      send: () => ({
        to: '/me/settings',
        fields: { name: '', locale: 'en', usual: '', project: '', theme: 'system', choosing: '1' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /me/certificates/:id', { certificate: placed('researcher', 'certificate') }),
  ...of('GET /certificates/:code', {
    'certificate-verified': placed('stranger', 'certificate.code'),
  }),
  ...of('GET /me/access', {
    access: seen('researcher', '/me/access'),
    'access-new': seen('newcomer', '/me/access'),
    'access-asked': seen('learner', '/me/access'),
    'access-long': seen('longNamed', '/me/access'),
    'access-manager': seen('labManager', '/me/access'),
  }),
  ...of('GET /me/data', {
    data: seen('researcher', '/me/data'),
    'data-new': seen('newcomer', '/me/data'),
    'data-last': seen('longNamed', '/me/data'),
    'data-long-ago': seen('firmFinance', '/me/data'),
  }),
  ...of('POST /me/data/erasure', {
    'data-mistyped': seen('newcomer', '/me/data', {
      send: () => ({ to: '/me/data/erasure', fields: { address: 'newcomer@elix.example' } }),
      status: 422,
    }),
  }),
  ...of('GET /me/sign-in', {
    'sign-ins': seen('researcher', '/me/sign-in'),
    'sign-ins-new': seen('newcomer', '/me/sign-in'),
  }),
  ...of('POST /me/tokens', {
    'sign-ins-token': seen('newcomer', '/me/sign-in', {
      send: () => ({ to: '/me/tokens', fields: { name: 'Notebook', days: '90', read: '1' } }),
      status: 201,
      undo: `DELETE FROM session WHERE kind = 'bearer' AND person_id = ${newcomer}`,
    }),
  }),
  ...of('GET /join/:token', {
    join: placed('guest', 'join'),
    'join-mine': placed('researcher', 'join'),
    'join-other': placed('guest', 'join.other'),
    'join-over': placed('guest', 'join.over'),
    'join-long': placed('guest', 'join.long'),
  }),
  ...of('GET /welcome', {
    welcome: seen('guest', '/welcome'),
    'welcome-asked': seen('guest', '/welcome?asked=1'),
    'welcome-domain': seen('stranger', '/welcome'),
    'welcome-member': seen('researcher', '/welcome'),
  }),
  ...of('POST /welcome', {
    'welcome-mistyped': seen('guest', '/welcome', {
      send: () => ({ to: '/welcome', fields: { creditCode: '91310000MA1FL0000X', note: 'Lab 3' } }),
      status: 422,
    }),
  }),
  ...of('GET /help', {
    help: seen('nobody', '/help'),
    'help-mine': seen('researcher', '/help'),
  }),
  ...of('GET /offline', { offline: seen('nobody', '/offline') }),
  ...of('GET /goodbye', { goodbye: seen('nobody', '/goodbye') }),
  ...of('GET /login', {
    login: seen('nobody', '/login'),
    'login-trouble': seen('nobody', '/login?trouble=sso'),
  }),
  ...of('GET /login/code', {
    'login-code': seen('nobody', '/login/code?to=a%40helix.example'),
    'login-code-first': seen('nobody', `/login/code?first=1&to=${encodeURIComponent(knocking)}`),
  }),
  ...of('POST /login/code', {
    'login-ways': seen('nobody', '/login', {
      send: () => ({ to: '/login/code', fields: { address: knocking } }),
    }),
    'login-mistyped': seen('nobody', '/login', {
      send: () => ({ to: '/login/code', fields: { address: 'nobody' } }),
      status: 422,
    }),
  }),
  ...of('POST /login/session', {
    'login-code-wrong': seen('knocking', '/login/code', {
      send: () => wrongCode,
      status: 422,
      undo: 'UPDATE sign_in_attempt SET tries = 0',
    }),
    'login-code-over': seen('nobody', '/login/code', { send: () => wrongCode, status: 422 }),
  }),
  ...of('GET /demo/mail', { mail: seen('nobody', '/demo/mail') }),
  ...of('GET /admin/firms', {
    'admin-firms': seen('parkAdmin', '/admin/firms'),
    'admin-firms-none': seen('parkAdmin', '/admin/firms?q=zzzz'),
  }),
  ...of('GET /admin/firms/:id', {
    'admin-firm': placed('parkAdmin', 'firm'),
    'admin-firm-suspended': placed('parkAdmin', 'firm.suspended'),
    'admin-firm-long': placed('parkAdmin', 'firm.long'),
  }),
  ...of('GET /admin/roles', { 'admin-roles': seen('parkAdmin', '/admin/roles') }),
  ...of('GET /admin/audit', {
    'admin-audit': seen('parkAdmin', '/admin/audit'),
    'admin-audit-firm': seen('firmAdmin', '/admin/audit'),
    'admin-audit-none': seen('parkAdmin', '/admin/audit?entity=nothing'),
  }),
  ...of('GET /admin/sign-in', { 'admin-sign-in': seen('parkAdmin', '/admin/sign-in') }),
]
