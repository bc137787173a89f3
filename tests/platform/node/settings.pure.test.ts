import { expect, test } from 'vitest'
import { readSettings, SettingsError } from '../../../src/platform/node/settings.ts'

test('no setting at all serves this machine from a file under .data', () => {
  expect(readSettings({ PATH: '/bin', HOME: '/root' })).toEqual({
    host: '127.0.0.1',
    port: 8787,
    database: { kind: 'file', path: '.data/gongtai.db' },
    publicUrl: null,
    mail: null,
    photosFolder: null,
    requestsPerMinute: null,
    proxies: 0,
    secretsKeys: [],
  })
})

test.each([
  ['/srv/park.db', { kind: 'file', path: '/srv/park.db' }],
  ['file:park.db', { kind: 'file', path: 'park.db' }],
  ['file:///srv/park.db', { kind: 'file', path: '/srv/park.db' }],
  ['libsql://park-operator.turso.io', { kind: 'remote', url: 'libsql://park-operator.turso.io', authToken: null }],
  ['http://127.0.0.1:8080', { kind: 'remote', url: 'http://127.0.0.1:8080/', authToken: null }],
])('DATABASE_URL %s is understood', (text, database) => {
  expect(readSettings({ DATABASE_URL: text }).database).toEqual(database)
})

test('an address that people use is kept without its slash, and sets a limit of requests', () => {
  const { publicUrl, requestsPerMinute } = readSettings({ PUBLIC_URL: 'https://booking.park.example/' })
  expect([publicUrl, requestsPerMinute]).toEqual(['https://booking.park.example', 6000])
})

test.each([
  [{ PORT: '99999' }, 'PORT is a whole number from 0 to 65535, not 99999'],
  [{ PORT: '80a' }, 'PORT'],
  [{ PORT: '-1' }, 'PORT'],
  [{ HOST: 'two words' }, 'HOST'],
  [{ DATABASE_URL: 'postgres://localhost/park' }, 'DATABASE_URL'],
  [{ DATABASE_URL: ':memory:' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'park.db', DATABASE_AUTH_TOKEN: 'secret' }, 'DATABASE_AUTH_TOKEN'],
  [{ PUBLIC_URL: 'booking.park.example' }, 'PUBLIC_URL'],
  [{ PUBLIC_URL: 'https://park.example/booking' }, 'PUBLIC_URL'],
  [{ PUBLIC_URL: 'ftp://park.example' }, 'PUBLIC_URL'],
  [{ MAIL_URL: 'mail' }, 'MAIL_URL'],
  [{ GONGTAI_PROT: '8787' }, 'GONGTAI_PROT is no setting of Gongtai'],
  [{ GONGTAI_REQUESTS_PER_MINUTE: '0' }, 'GONGTAI_REQUESTS_PER_MINUTE'],
  [{ GONGTAI_PROXIES: '10' }, 'GONGTAI_PROXIES'],
  [{ SECRETS_KEY: 'short' }, 'SECRETS_KEY'],
])('%o stops the start with one line', (environment, message) => {
  expect(() => readSettings(environment)).toThrow(SettingsError)
  expect(() => readSettings(environment)).toThrow(message)
})

test('over https one proxy is in front, unless it is said how many', () => {
  const at = (more: Record<string, string>) => readSettings({ PUBLIC_URL: 'https://x.example', ...more }).proxies
  expect([at({}), at({ GONGTAI_PROXIES: '0' }), at({ GONGTAI_PROXIES: '2' })]).toEqual([1, 0, 2])
})

test('a setting left empty is no setting', () => {
  expect(readSettings({ PORT: '', PUBLIC_URL: ' ' })).toMatchObject({ port: 8787, publicUrl: null })
})
