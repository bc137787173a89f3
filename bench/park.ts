import { createHash } from 'node:crypto'
import { usualPolicy } from '../src/resources/resource.ts'

/** How big the bench's park is; its history is made apart, in history.ts. */
export const scale = { firms: 1_500, people: 3_000, resources: 8_000, units: 12_000 } as const

/** The first of so many units are alone on their resource; the others stand in pairs. */
export const lonelyUnits = 4_000

/** A person's bearer token: known here, its hash in the database. */
export function tokenOf(person: number): string {
  return `bench-token-${String(person).padStart(32, '0')}`
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** An id whose last digits are its number, so that SQL can make it too. */
export function idOf(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(26, '0')}`
}

/** The same id as SQL, for a numeric expression. */
export function idSql(prefix: string, expression: string): string {
  return `'${prefix}_' || printf('%026d', ${expression})`
}

/** The number of a unit's resource. */
export function resourceOfUnit(unit: number): number {
  return unit <= lonelyUnits ? unit : lonelyUnits + Math.ceil((unit - lonelyUnits) / 2)
}

/** The same as SQL, for a column of units. */
export function resourceOfUnitSql(unit: string): string {
  return `CASE WHEN ${unit} <= ${lonelyUnits} THEN ${unit} ELSE ${lonelyUnits} + (${unit} - ${lonelyUnits} + 1) / 2 END`
}

/**
 * A park as large as the largest real ones, priced, open, with two counters above each booking: its firm's hours, its
 * project's budget.
 */
export function parkScript(now: number): string {
  return [
    'BEGIN',
    parkRow,
    ...placesAndHours(now),
    ...firmsAndPeople(now),
    ...catalogue(),
    ...limits,
    ...fullAfternoon(now),
    'COMMIT',
  ].join(';\n')
}

const parkRow = `INSERT INTO park (id, name_hans, name_hant, name_en, time_zone, currency, peak, demo)
  VALUES (1, '基准园区', '基準園區', 'Bench Park', 'Asia/Shanghai', 'CNY',
    '[{"days":[1,2,3,4,5],"from":"09:00","to":"18:00"}]', 0)`

function placesAndHours(now: number): string[] {
  const midnight = midnightOf(now)
  const until = midnight + 400 * 86_400
  const day = '[{"from":"07:00","to":"23:00"}]'
  const whole = '[{"from":"00:00","to":"24:00"}]'
  return [
    `INSERT INTO facility (id, code, name_hans, name_hant, name_en, building)
      SELECT ${idSql('fac', 'i')}, 'F' || i, '平台' || i, '平台' || i, 'Facility ' || i, 'B' || i
      FROM (${numbers(1, 40)})`,
    `INSERT INTO category (id, name_hans, name_hant, name_en)
      VALUES ('microscopes', '显微镜', '顯微鏡', 'Microscopes'), ('other', '其他', '其他', 'Other')`,
    `INSERT INTO opening_hours (id, weekly, holiday_rule, spans_until)
      VALUES (1, '[${Array(7).fill(day).join()}]', 'open-as-weekday', ${until}),
        (2, '[${Array(7).fill(whole).join()}]', 'open-as-weekday', ${until})`,
    `INSERT INTO open_span (hours_id, starts_at, ends_at) VALUES (2, ${midnight}, ${until})`,
    `INSERT INTO open_span (hours_id, starts_at, ends_at)
      SELECT 1, ${midnight} + i * 86400 + 25200, ${midnight} + i * 86400 + 82800 FROM (${numbers(0, 399)})`,
  ]
}

function firmsAndPeople(now: number): string[] {
  const firmOfPerson = idSql('firm', `1 + (i - 1) % ${scale.firms}`)
  const people = Array.from({ length: scale.people }, (_, index) => index + 1)
  const sessions = people.map(
    (n) => `('${hashOf(tokenOf(n))}', '${idOf('usr', n)}', 'bearer', 0, ${now + 400 * 86_400})`,
  )
  return [
    `INSERT INTO firm (id, name_hans, name_hant, name_en, price_category)
      SELECT ${idSql('firm', 'i')}, '企业' || i, '企業' || i, 'Firm ' || i, 'resident'
      FROM (${numbers(1, scale.firms)})`,
    `INSERT INTO person (id, email, name, locale)
      SELECT ${idSql('usr', 'i')}, 'p' || i || '@firm.example', '研究员' || i, 'zh-Hans'
      FROM (${numbers(1, scale.people)})`,
    `INSERT INTO role (person_id, role, firm_id)
      SELECT ${idSql('usr', 'i')}, 'researcher', ${firmOfPerson} FROM (${numbers(1, scale.people)})`,
    `INSERT INTO project (id, firm_id, code, name)
      SELECT ${idSql('prj', 'i')}, ${idSql('firm', 'i')}, 'K' || i, 'Project ' || i FROM (${numbers(1, scale.firms)})`,
    `INSERT INTO session (token_hash, person_id, kind, created_at, expires_at) VALUES ${sessions.join(',')}`,
  ]
}

function catalogue(): string[] {
  const policy = JSON.stringify({ ...usualPolicy, horizonDays: 120 })
  const rate = `'{"perHourMinor":' || (3000 + i * 7919 % 500 * 100) || ',"bands":[],"perSampleMinor":0,"perRunMinor":0,'
    || '"startFeeMinor":0,"minimumMinor":0,"assistancePerHourMinor":0,"incrementMinutes":1,"taxBasisPoints":600}'`
  return [
    `INSERT INTO resource (id, facility_id, category_id, kind, name_hans, name_hant, name_en, model, asset_number,
        location, search_text, hours_id, cleanup_minutes, step_minutes, min_minutes, max_minutes, policy)
      SELECT ${idSql('res', 'i')}, ${idSql('fac', '1 + i % 40')}, iif(i % 2, 'microscopes', 'other'), 'instrument',
        '转盘共聚焦显微镜 ' || i, '轉盤共軛焦顯微鏡 ' || i, 'Spinning-disk confocal ' || i, 'CSU-W' || i % 90,
        'AS-' || i, 'B3 ' || i,
        '转盘共聚焦显微镜 轉盤共軛焦顯微鏡 spinning-disk confocal csu-w' || i % 90 || ' as-' || i || ' b3 ' || i,
        iif(i % 3, 1, 2), 15, 15, 30, 1440, '${policy}' FROM (${numbers(1, scale.resources)})`,
    `INSERT INTO unit (id, resource_id, name)
      SELECT i, ${idSql('res', resourceOfUnitSql('i'))}, 'U' || i FROM (${numbers(1, scale.units)})`,
    `INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
      SELECT ${idSql('rat', 'i')}, ${idSql('res', 'i')}, 'resident', 0, ${rate}, 0
      FROM (${numbers(1, scale.resources)})`,
  ]
}

// So high that no run reaches them: what is measured is counting, not refusing.
const limits = [
  `INSERT INTO quota (id, kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
    SELECT i, 'limit', 'firm', ${idSql('firm', 'i')}, 'all', 'seconds', 'month', 9000000000000
    FROM (${numbers(1, scale.firms)})`,
  `INSERT INTO quota (id, kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
    SELECT ${scale.firms} + i, 'budget', 'project', ${idSql('prj', 'i')}, 'all', 'amount', 'year', 9000000000000
    FROM (${numbers(1, scale.firms)})`,
]

/** On this day nothing is free from 14:00 to 16:00. */
export const fullDay = 21

function fullAfternoon(now: number): string[] {
  const [startsAt, endsAt] = [14, 16].map((hour) => midnightOf(now) + fullDay * 86_400 + hour * 3600)
  return [
    `INSERT INTO closure (id, resource_id, kind, starts_at, ends_at, created_by, created_at)
      SELECT ${idSql('clo', 'i')}, ${idSql('res', 'i')}, 'event', ${startsAt}, ${endsAt}, 'operator', ${now}
      FROM (${numbers(1, scale.resources)})`,
    `INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id)
      SELECT u.id, c.starts_at, c.ends_at, c.id FROM closure c JOIN unit u ON u.resource_id = c.resource_id`,
  ]
}

/** The midnight of the park (UTC+8, no summer time) before an instant. */
export function midnightOf(now: number): number {
  return Math.floor((now + 8 * 3600) / 86_400) * 86_400 - 8 * 3600
}

/** The whole numbers of a range, as a table of one column `i`. */
export function numbers(first: number, last: number): string {
  return `WITH RECURSIVE n (i) AS (VALUES (${first}) UNION ALL SELECT i + 1 FROM n WHERE i < ${last}) SELECT i FROM n`
}
