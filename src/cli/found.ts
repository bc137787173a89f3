import { nextAuditRow } from '../audit/record.ts'
import { newId } from '../kernel/id.ts'
import { migrate } from '../platform/db/migrate.ts'
import { sql } from '../platform/db/sql.ts'
import { readMigrations } from '../platform/node/migration-files.ts'
import { nameFrom, normalAddress } from '../sign-in/address.ts'
import type { Options } from './commands.ts'
import { Complaint, entropy, hasPark, migrationsFolder, now, operatorKey, withDatabase, type Ground } from './ground.ts'

/** Makes an empty park, and its first admin, who then signs in by mail and invites everybody else. */
export async function found(ground: Ground, { name, zone, currency, admin }: Options): Promise<number> {
  const parkName = said('name', name)
  const timeZone = said('zone', zone)
  if (!isZone(timeZone)) throw new Complaint(`--zone is a time zone like Asia/Shanghai, not ${timeZone}`)
  const unit = said('currency', currency)
  if (!/^[A-Z]{3}$/.test(unit)) throw new Complaint(`--currency is three letters like CNY, not ${unit}`)
  const address = normalAddress(said('admin', admin))
  if (address === null) throw new Complaint('--admin is the e-mail address of the park’s first admin')
  return withDatabase(
    ground,
    async ({ db, target }) => {
      await migrate(target, await readMigrations(migrationsFolder ?? ''), now())
      if (await hasPark(db)) throw new Complaint('The database holds a park already')
      const at = now()
      const personId = newId('usr', at * 1000, entropy)
      const about = { actorId: 'operator', entity: personId, firmId: null, facilityId: null }
      await db.write(
        [
          sql`INSERT INTO park (id, name_hans, name_hant, name_en, time_zone, currency)
            VALUES (1, ${parkName}, ${parkName}, ${parkName}, ${timeZone}, ${unit})`,
          sql`INSERT INTO person (id, email, name, created_at)
            VALUES (${personId}, ${address}, ${nameFrom(address)}, ${at})`,
          sql`INSERT INTO role (person_id, role) VALUES (${personId}, 'park-admin')`,
          nextAuditRow({ at, action: 'park.founded', ...about, detail: { role: 'park-admin' } }),
        ],
        operatorKey('found', at),
      )
      ground.say(`${parkName} is founded. ${address} signs in at /login, by a code that comes by mail: set MAIL_URL.`)
      return 0
    },
    'made',
  )
}

function said(option: string, value: Options[string]): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  throw new Complaint(`Say --${option}`)
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text }).format(0)
    return true
  } catch {
    return false
  }
}
