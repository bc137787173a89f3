import { Admission } from '../../src/platform/db/admission.ts'
import type { EmbeddedOptions } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import type { Patience } from '../../src/platform/db/patience.ts'
import type { Db, WriteOptions } from '../../src/platform/db/port.ts'
import { openRemote, remoteMigrationTarget } from '../../src/platform/db/remote.ts'
import { sql, type Query } from '../../src/platform/db/sql.ts'
import type { Row, Transport } from '../../src/platform/db/transport.ts'
import { readMigrations } from '../../src/platform/node/migration-files.ts'
import { realPatience } from './patience.ts'
import { startSqld } from './sqld.ts'
import { tempPark, type TempPark } from './temp-park.ts'
import { migrationsFolder } from './template.ts'

/** A park with a few units and nothing else, on one of the two engines. */
export interface PortPark {
  readonly db: Db
  /** Looks past the port, at what is really there. */
  rows(text: string): Promise<Row[]>
  readonly remove: () => Promise<void>
}

export interface PortParkOptions {
  readonly through?: (transport: Transport) => Transport
  readonly patience?: Patience
  readonly writesInFlight?: number
}

/** The two engines a park may run on: what the port promises, it promises on both. */
export const engines = [
  { engine: 'embedded', open: openEmbeddedPark },
  { engine: 'remote', open: openRemotePark },
] as const

/** The same park on the engine inside this process, with its file. */
export async function openEmbeddedPark(options: Partial<EmbeddedOptions> = {}): Promise<TempPark> {
  const park = await tempPark(options)
  await park.script(fewUnits)
  return park
}

async function openRemotePark(options: PortParkOptions = {}): Promise<PortPark> {
  const sqld = await startSqld()
  const target = remoteMigrationTarget({ url: sqld.url })
  await migrate(target, await readMigrations(migrationsFolder), 0)
  await target.script(fewUnits)
  const { patience = realPatience, writesInFlight = 200, through } = options
  const writes = new Admission(writesInFlight)
  return {
    db: openRemote({ url: sqld.url, patience, writes, ...(through === undefined ? {} : { through }) }),
    rows: (text) => target.rows(text),
    remove: () => sqld.stop(),
  }
}

/**
 * Units 1 to 50 of one instrument, a closure that may hold them, one firm with one person, project and quota of 100.
 */
export const fewUnits = `BEGIN IMMEDIATE;
INSERT INTO firm (id, name_hans, name_hant, name_en, price_category) VALUES ('firm_a', '甲', '甲', 'A', 'tenant');
INSERT INTO person (id, email, name) VALUES ('usr_a', 'a@a.example', 'A');
INSERT INTO project (id, firm_id, code, name) VALUES ('prj_a', 'firm_a', 'P1', 'P1');
INSERT INTO facility (id, code, name_hans, name_hant, name_en) VALUES ('fac_a', 'F', '楼', '樓', 'F');
INSERT INTO category (id, name_hans, name_hant, name_en) VALUES ('cat_a', '类', '類', 'C');
INSERT INTO opening_hours (id, weekly, holiday_rule, spans_until) VALUES (1, '[]', 'closed', 0);
INSERT INTO resource (id, facility_id, category_id, kind, name_hans, name_hant, name_en, asset_number, search_text,
  hours_id, step_minutes, min_minutes, max_minutes, policy)
  VALUES ('res_a', 'fac_a', 'cat_a', 'instrument', '仪', '儀', 'R', 'A-1', 'r', 1, 30, 30, 480, '{}');
WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 50)
  INSERT INTO unit (id, resource_id, name) SELECT n, 'res_a', 'unit ' || n FROM count;
INSERT INTO closure (id, resource_id, kind, starts_at, ends_at, created_by, created_at)
  VALUES ('clo_a', 'res_a', 'maintenance', 0, 60, 'usr_a', 0);
INSERT INTO quota (id, kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
  VALUES (1, 'limit', 'firm', 'firm_a', 'all', 'seconds', 'none', 100);
COMMIT`

/** What a write needs besides its statements: a key of its own. */
export function keyed(key: string, actor = 'usr_a'): WriteOptions {
  return { idempotency: { actor, key, requestHash: 'hash', status: 201, body: `{"key":"${key}"}`, at: 1_800_000_000 } }
}

/** Holds a unit, in the name of the closure. */
export function hold(unit: number, startsAt: number, endsAt: number): Query {
  return sql`INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id)
    VALUES (${unit}, ${startsAt}, ${endsAt}, ${'clo_a'})`
}

/** A row in the outbox, as a trace that the write happened. */
export function trace(id: string): Query {
  return sql`INSERT INTO outbox (id, kind, body, created_at) VALUES (${id}, ${'trace'}, ${'{}'}, ${1_800_000_000})`
}

/** A booking of the one person, without what it holds. */
export function booking(id: string, number: string): Query {
  const [startsAt, endsAt] = [1_800_000_000, 1_800_003_600]
  return sql`INSERT INTO booking (id, number, firm_id, project_id, person_id, booked_by, resource_id, unit_id,
      starts_at, ends_at, held_from, held_until, state, requested_at, terms, tariff, price_lines, price_minor, currency)
    VALUES (${id}, ${number}, ${'firm_a'}, ${'prj_a'}, ${'usr_a'}, ${'usr_a'}, ${'res_a'}, ${1},
      ${startsAt}, ${endsAt}, ${startsAt}, ${endsAt}, ${'confirmed'}, ${startsAt},
      ${'{}'}, ${'{}'}, ${'[]'}, ${100}, ${'CNY'})`
}
