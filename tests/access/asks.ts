import { people } from '../support/cast.ts'
import { accessAsks } from './access-asks.ts'
import { financeAsks } from './finance-asks.ts'
import { labAsks } from './lab-asks.ts'
import type { Objects } from './stage.ts'
import { stickerAsks } from './sticker-asks.ts'

/** What is sent to a route, so that whoever may do it gets it done. */
export interface Ask {
  /** The kind of object whose id stands in the path; none for a route without one. */
  readonly of?: string
  /** The name of the path's parameter, where it is not `id`. */
  readonly param?: string
  /** Other parameters of the path, with the kinds of object whose ids they are. */
  readonly also?: Readonly<Record<string, string>>
  /** What follows the id in the parameter, as in `:file`. */
  readonly suffix?: string
  readonly query?: string
  readonly body?: object | string | ((at: Objects) => object)
  readonly form?: Readonly<Record<string, string>> | ((at: Objects) => Readonly<Record<string, string>>)
  readonly headers?: Readonly<Record<string, string>>
  /** True where nobody may do it as it is asked here: why, in a few words. */
  readonly nobody?: string
}

const later = { startsAt: '2026-11-27T09:00:00+08:00', endsAt: '2026-11-27T10:00:00+08:00' }
const weekly = { slot: '2026-11-27T01:00:00Z/2026-11-27T02:00:00Z', weeks: '2', some: 'none' }
const v1 = { 'if-match': '"v1"' }
const csv = { 'content-type': 'text/csv' }

const catalogue = `asset_number,facility,category,name_zh_hans,name_zh_hant,name_en,units,opening_hours,min_minutes
FC-01,CL,Cytometry,流式分选仪,流式分選儀,Cell sorter,2,Mon-Fri 08:00-20:00,30
`
const provider = {
  name: 'Park SSO',
  issuer: 'https://id.park.example',
  clientId: 'gongtai',
  clientSecret: 'secret',
}
const newFirm = { names: { hans: '新芽生物', hant: '新芽生物', en: 'Sprout' } }
const newProject = { code: '2027-N01', name: 'A new project' }
const firmForm = {
  ...newFirm.names,
  kind: 'company',
  priceCategory: 'resident',
  tier: 'standard',
  creditCode: '',
  consortium: '',
  domains: 'sprout.example',
}
const free = { bands: [], perSampleMinor: 0, perRunMinor: 0, startFeeMinor: 0, minimumMinor: 0 }
const terms = { ...free, assistancePerHourMinor: 0, perHourMinor: 9_000, incrementMinutes: 1, taxBasisPoints: 600 }

/** Every route of the house, each with one valid request. A route that is not named here fails the suite. */
export const asks: Readonly<Record<string, Ask>> = {
  ...financeAsks,
  ...stickerAsks,
  ...labAsks,
  'GET /healthz': {},
  'GET /readyz': {},
  'GET /offline': {},
  'GET /help': {},
  'GET /manifest.webmanifest': {},
  'GET /api/docs': {},
  'GET /api/v1/openapi.json': {},
  'ALL /api/*': { nobody: 'there is nothing' },
  'GET /api/v1/me': {},
  'GET /api/v1/me/export': {},
  'DELETE /api/v1/me': { body: { address: 'researcher@helix.example', cancelBookings: true } },
  'POST /api/v1/people/:id/erasure': {
    of: 'person',
    body: ({ person }) => ({ address: addressOf(person), cancelBookings: true }),
  },
  'GET /me/settings': {},
  'POST /me/settings': { form: { name: 'Ann', locale: 'en', usual: '60', project: '', theme: 'dark' } },
  'GET /me/data': {},
  'POST /me/data/erasure': { form: { address: 'researcher@helix.example', cancel: '1' } },
  'GET /goodbye': {},
  'POST /api/v1/quotes': { body: ({ resource }) => ({ resourceId: resource, ...later }) },
  'POST /api/v1/bookings': { body: ({ resource }) => ({ resourceId: resource, ...later }) },
  'GET /api/v1/waitlist': {},
  'POST /api/v1/waitlist': {
    body: ({ resource }) => ({ resourceId: resource, minutes: 60, date: '2026-11-26', part: 'day' }),
  },
  'DELETE /api/v1/waitlist/:id': { of: 'wish' },
  'POST /api/v1/bookings/:id/acceptance': { of: 'offer', body: {} },
  'GET /i/:id/wait': { of: 'resource' },
  'POST /i/:id/wait': { of: 'resource', form: { date: '2026-11-26', part: 'day', minutes: '60' } },
  'POST /me/waitlist/:id/end': { of: 'wish', form: {} },
  'POST /b/:id/accept': { of: 'offer', form: {} },
  'GET /api/v1/bookings': {},
  'GET /api/v1/bookings/:id': { of: 'booking' },
  'PUT /api/v1/bookings/:id/interval': { of: 'booking', body: later, headers: v1 },
  'POST /api/v1/bookings/:id/cancellation': { of: 'booking', body: {} },
  'POST /api/v1/bookings/:id/check-in': { of: 'booking', body: {}, nobody: 'it is too early' },
  'POST /api/v1/bookings/:id/check-out': { of: 'booking', body: {}, nobody: 'it is too early' },
  'POST /api/v1/bookings/:id/approval': { of: 'request', body: { decision: 'approve' } },
  'POST /api/v1/bookings/:id/adjustments': { of: 'used', body: { amountMinor: -100, reason: 'lamp was weak' } },
  'GET /api/v1/resources': {},
  'GET /api/v1/resources/:id': { of: 'resource' },
  'GET /api/v1/resources/:id/availability': {
    of: 'resource',
    query: 'from=2026-11-24T00:00:00Z&to=2026-11-26T00:00:00Z',
  },
  'PUT /api/v1/resources/:id/opening-hours': {
    of: 'resource',
    body: { weekly: Array.from({ length: 7 }, () => [{ from: '06:00', to: '23:00' }]) },
  },
  'PUT /api/v1/resources/:id/policy': { of: 'resource', body: { maxMinutes: 600 } },
  'PUT /api/v1/resources/:id/rates': {
    of: 'resource',
    body: { priceCategory: 'resident', validFrom: '2027-01-01T00:00:00+08:00', terms },
  },
  'POST /api/v1/resources/:id/closures': {
    of: 'resource',
    body: { ...later, kind: 'maintenance', reason: 'laser', affected: [] },
  },
  'DELETE /api/v1/closures/:id': { of: 'closure' },
  'POST /api/v1/imports/resources': { query: 'preview=1', body: catalogue, headers: csv },
  'GET /api/v1/quotas': {},
  'PUT /api/v1/quotas/:id': { of: 'quota', body: { limit: 3_000 } },
  'POST /api/v1/calendar-feeds': { body: {} },
  'DELETE /api/v1/calendar-feeds': {},
  'GET /api/v1/calendar/:file': { of: 'feed', param: 'file', suffix: '.ics' },
  'POST /api/v1/passkeys/options': { body: {} },
  'POST /api/v1/passkeys': { body: { name: 'Phone', response: { id: 'x' } }, nobody: 'no challenge was asked for' },
  'GET /api/v1/passkeys': {},
  'DELETE /api/v1/passkeys/:id': { of: 'passkey' },
  'POST /api/v1/sign-in/passkey-options': { body: {} },
  'POST /api/v1/sign-in/passkey': { body: { response: { id: 'x' } }, nobody: 'no challenge was asked for' },
  'GET /api/v1/sessions': {},
  'DELETE /api/v1/sessions/:id': { of: 'session' },
  'GET /api/v1/tokens': {},
  'POST /api/v1/tokens': { body: { name: 'Sample loader', scopes: ['read'] } },
  'DELETE /api/v1/tokens/:id': { of: 'session' },
  'GET /api/v1/identity-providers': {},
  'POST /api/v1/identity-providers': { body: provider },
  'DELETE /api/v1/identity-providers/:id': { of: 'provider' },
  'GET /admin/sign-in': {},
  'POST /admin/sign-in': { form: { ...provider, firm: '' } },
  'POST /admin/sign-in/:id/end': { of: 'provider', form: {} },
  'POST /login/sso/:id': { of: 'provider', form: {} },
  'GET /login/callback/:host': {},
  'GET /api/v1/firms/:id/members': { of: 'firm' },
  'PUT /api/v1/firms/:id/members/:personId': {
    of: 'firm',
    also: { personId: 'person' },
    body: { roles: ['researcher'] },
  },
  'DELETE /api/v1/firms/:id/members/:personId': { of: 'firm', also: { personId: 'person' } },
  'GET /api/v1/firms/:id/invitations': { of: 'firm' },
  'POST /api/v1/firms/:id/invitations': { of: 'firm', body: { address: 'new@sample.example' } },
  'DELETE /api/v1/invitations/:id': { of: 'invitation' },
  'POST /api/v1/invitations/acceptances': { body: ({ link }) => ({ token: link }) },
  'GET /api/v1/firms/:id/join-requests': { of: 'firm' },
  'POST /api/v1/join-requests': { body: { note: 'Please' } },
  'POST /api/v1/join-requests/:id/decision': { of: 'joinRequest', body: { decision: 'accepted' } },
  'GET /api/v1/firms': {},
  'GET /api/v1/firms/:id': { of: 'firm' },
  'POST /api/v1/firms': { body: newFirm },
  'PUT /api/v1/firms/:id': { of: 'firm', body: newFirm },
  'POST /api/v1/firms/:id/suspension': { of: 'firm', body: { reason: 'unpaid' } },
  'DELETE /api/v1/firms/:id/suspension': { of: 'firm' },
  'GET /api/v1/consortia': {},
  'POST /api/v1/consortia': { body: { names: newFirm.names } },
  'PUT /api/v1/consortia/:id': { of: 'consortium', body: { names: newFirm.names } },
  'POST /api/v1/people/:id/suspension': { of: 'person' },
  'DELETE /api/v1/people/:id/suspension': { of: 'person' },
  'PUT /api/v1/people/:id/roles': { of: 'person', body: { roles: ['park-finance'] } },
  'GET /api/v1/projects': {},
  'POST /api/v1/firms/:id/projects': { of: 'firm', body: newProject },
  'PUT /api/v1/projects/:id': { of: 'project', body: newProject },
  'POST /api/v1/imports/firms': { body: 'name_en\nSprout\n', headers: csv },
  'POST /api/v1/imports/people': { body: 'address,firm\nnew@sprout.example,Helix\n', headers: csv },
  'POST /api/v1/imports/projects': { body: 'firm,code,name\nHelix,N-1,New\n', headers: csv },
  'GET /me/firm/projects': {},
  'POST /me/firm/:id/projects': { of: 'firm', form: newProject },
  'POST /me/firm/projects/:id': { of: 'project', form: newProject },
  'GET /admin/firms': {},
  'POST /admin/firms': { form: firmForm },
  'GET /admin/firms/:id': { of: 'firm' },
  'POST /admin/firms/:id': { of: 'firm', form: firmForm },
  'POST /admin/firms/:id/suspension': { of: 'firm', form: { act: 'suspend', reason: 'unpaid' } },
  'GET /admin/roles': {},
  'GET /admin/audit': {},
  'GET /me/firm': {},
  'POST /me/firm/choice': { form: ({ firm }) => ({ firm: firm ?? '' }) },
  'POST /me/firm/:id/members/:personId': {
    of: 'firm',
    also: { personId: 'person' },
    form: { act: 'save', researcher: '1' },
  },
  'POST /me/firm/requests/:id': { of: 'joinRequest', form: { decision: 'declined', role: 'researcher' } },
  'POST /me/firm/:id/invitations': {
    of: 'firm',
    form: { addresses: '', role: 'researcher', days: '14', uses: '5' },
  },
  'POST /me/firm/invitations/:id/end': { of: 'invitation', form: {} },
  'GET /join/:token': { of: 'link', param: 'token' },
  'POST /join/:token': { of: 'link', param: 'token', form: {} },
  'GET /welcome': {},
  'POST /welcome': { form: { note: 'Please' } },
  'GET /me/sign-in': {},
  'POST /me/sign-in/:id/end': { of: 'session', form: {} },
  'POST /me/sign-in/end': { form: { which: 'others' } },
  'POST /me/passkeys/removal': { form: { id: 'none' }, nobody: 'there is no such passkey' },
  'POST /me/tokens': { form: { name: 'Sample loader', days: '30', read: '1' } },
  'GET /api/v1/audit': { query: 'entity=unknown' },
  'GET /': {},
  'GET /find': {},
  'GET /me': {},
  'GET /i/:id': { of: 'resource' },
  'GET /i/:id/time': { of: 'resource' },
  'POST /i/:id/book': { of: 'resource', form: { slot: '2026-11-27T01:00:00Z/2026-11-27T02:00:00Z' } },
  'GET /s/:id': { of: 'space' },
  'GET /s/:id/time': { of: 'space' },
  'POST /s/:id/book': { of: 'space', form: { whole: '1', slot: '2026-11-27T01:00:00Z/2026-11-27T02:00:00Z' } },
  ...accessAsks,
  'GET /b/:id': { of: 'booking' },
  'POST /b/:id/check-in': { of: 'booking', form: {}, nobody: 'it is too early' },
  'POST /b/:id/check-out': { of: 'booking', form: {}, nobody: 'it is too early' },
  'POST /b/:id/cancel': { of: 'booking', form: {} },
  'GET /b/:id/time': { of: 'booking' },
  'POST /b/:id/time': {
    of: 'booking',
    form: { slot: '2026-11-27T01:00:00Z/2026-11-27T02:00:00Z', version: '1' },
  },
  'GET /i/:id/repeat': { of: 'resource', query: `slot=${weekly.slot}` },
  'POST /i/:id/repeat': { of: 'resource', form: weekly },
  'GET /s/:id/repeat': { of: 'resource', query: `slot=${weekly.slot}` },
  'POST /s/:id/repeat': { of: 'resource', form: weekly },
  'GET /me/calendar': {},
  'POST /me/calendar': { form: {} },
  'POST /me/calendar/:id/end': { of: 'session', form: {} },
  'GET /series/:id': { of: 'series' },
  'POST /series/:id/cancel': { of: 'series', form: {} },
  'POST /b/:id/extend': { of: 'booking', form: { minutes: '30', version: '1' } },
  'GET /login': {},
  'POST /login': { form: { email: 'researcher@helix.example' } },
  'GET /demo/mail': {},
  'POST /login/code': { form: { address: 'new@helix.example' } },
  'GET /login/code': {},
  'POST /login/session': { form: { code: '123456' }, nobody: 'no code was asked for' },
  'POST /logout': { form: {} },
  'POST /language': { form: { lang: 'en' } },
}

function addressOf(id: string | undefined): string {
  return Object.values(people).find((one) => one.id === id)?.email ?? ''
}
