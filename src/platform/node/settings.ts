import { readSecretsKeys } from '../secrets.ts'
import { readMailSetting, type MailSetting } from '../mail/mail-setting.ts'

/** What the environment says. Every setting has a default: `npm start` needs none. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly database: DatabaseSetting
  /** `https://host` as people reach it, without a slash at the end; null takes each request's own host. */
  readonly publicUrl: string | null
  /** How letters leave; null keeps them waiting, or in a demo park's own mailbox. */
  readonly mail: MailSetting | null
  /** A folder for photos of fault reports; null takes none, but for a demo park. */
  readonly photosFolder: string | null
  /** Requests a minute for each person; null sets no limit. */
  readonly requestsPerMinute: number | null
  /** Reverse proxies in front of this process: where whom a request comes from is read. */
  readonly proxies: number
  /** Seals secrets in the database, the newest first; none leaves them readable. */
  readonly secretsKeys: readonly Uint8Array<ArrayBuffer>[]
}

export type DatabaseSetting =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string; readonly authToken: string | null }

/** A setting that can't be used. Its message is the one line that the operator needs. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/** Reads the settings of an environment. Throws SettingsError at the first one that is unknown or malformed. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const own = [requestsName, proxiesName]
  const strange = Object.keys(environment).find((name) => name.startsWith('GONGTAI_') && !own.includes(name))
  if (strange !== undefined) throw new SettingsError(`${strange} is no setting of Gongtai; known are ${own.join(', ')}`)
  const given = (name: string) => environment[name]?.trim() || null
  const publicUrl = publicUrlOf(given('PUBLIC_URL'))
  return {
    host: hostOf(given('HOST')),
    port: wholeOf('PORT', given('PORT'), 0, 65_535) ?? 8787,
    database: databaseOf(given('DATABASE_URL'), given('DATABASE_AUTH_TOKEN')),
    publicUrl,
    mail: mailOf(given('MAIL_URL')),
    photosFolder: given('PHOTOS_DIR'),
    requestsPerMinute: wholeOf(requestsName, given(requestsName), 1, 10_000_000) ?? (publicUrl === null ? null : 6_000),
    // This process speaks plain HTTP: whoever reaches it by https has a proxy in between.
    proxies: wholeOf(proxiesName, given(proxiesName), 0, 9) ?? (publicUrl?.startsWith('https:') ? 1 : 0),
    secretsKeys: secretsOf(given('SECRETS_KEY')),
  }
}

const requestsName = 'GONGTAI_REQUESTS_PER_MINUTE'
const proxiesName = 'GONGTAI_PROXIES'
const usualPath = '.data/gongtai.db'

function hostOf(text: string | null): string {
  if (text !== null && !/^[\w.:-]{1,253}$/.test(text))
    throw new SettingsError(`HOST is a name or an address, not ${text}`)
  return text ?? '127.0.0.1'
}

function wholeOf(name: string, text: string | null, least: number, most: number): number | null {
  if (text === null) return null
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new SettingsError(`${name} is a whole number from ${least} to ${most}, not ${text}`)
}

function databaseOf(text: string | null, authToken: string | null): DatabaseSetting {
  const isRemote = text !== null && /^(libsql|https?|wss?):\/\//i.test(text)
  if (isRemote) return { kind: 'remote', url: urlOf('DATABASE_URL', text)?.href ?? text, authToken }
  if (authToken !== null) throw new SettingsError('DATABASE_AUTH_TOKEN is for a database with a libsql:// address')
  const path = text?.replace(/^file:(\/\/(?=\/))?/, '') ?? usualPath
  if (path === '' || /^[a-z]+:\/\//i.test(path) || path.includes('?') || path === ':memory:') {
    throw new SettingsError(`DATABASE_URL is a path, file:path or libsql://host, not ${text}`)
  }
  return { kind: 'file', path }
}

function publicUrlOf(text: string | null): string | null {
  const url = urlOf('PUBLIC_URL', text)
  if (url === null) return null
  if (
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  ) {
    throw new SettingsError(`PUBLIC_URL is like https://booking.park.example, not ${text}`)
  }
  return url.origin
}

function mailOf(text: string | null): MailSetting | null {
  try {
    return text === null ? null : readMailSetting(text)
  } catch (error) {
    throw new SettingsError(error instanceof Error ? error.message : 'MAIL_URL can’t be read')
  }
}

function secretsOf(text: string | null): readonly Uint8Array<ArrayBuffer>[] {
  try {
    return readSecretsKeys(text ?? '')
  } catch (error) {
    throw new SettingsError(error instanceof Error ? error.message : 'SECRETS_KEY can’t be read')
  }
}

function urlOf(name: string, text: string | null): URL | null {
  if (text === null) return null
  if (!URL.canParse(text)) throw new SettingsError(`${name} is an address with a scheme, like https://…, not ${text}`)
  return new URL(text)
}
