import type { Names, Park, PeakRange } from './deps.ts'
import { sql } from './platform/db/sql.ts'
import type { Db } from './platform/db/port.ts'
import { chineseHolidays, holidayCalendar, type HolidayCalendar } from './resources/holiday-calendar.ts'

/** The park of a database: loaded once, and again when a write finds it stale. Throws when the database holds none. */
export async function loadPark(db: Db): Promise<Park> {
  const { park, holidays } = await db.read({ park: parkQuery, holidays: holidayQuery })
  const [row] = park
  if (row === undefined) throw new Error('The database holds no park: run the migrations, then seed it')
  return {
    names: namesOf(row),
    timeZone: row.timeZone,
    currency: row.currency,
    peak: JSON.parse(row.peak) as PeakRange[],
    calendar: calendarOf(row.timeZone, holidays),
    demo: row.demo === 1,
    rulesVersion: row.rulesVersion,
  }
}

interface ParkRow {
  nameHans: string
  nameHant: string
  nameEn: string
  timeZone: string
  currency: string
  peak: string
  demo: number
  rulesVersion: number
}

const parkQuery = sql<ParkRow>`SELECT name_hans AS nameHans, name_hant AS nameHant, name_en AS nameEn,
  time_zone AS timeZone, currency, peak, demo, rules_version AS rulesVersion FROM park LIMIT 1`

interface HolidayRow {
  date: string
  name: string
  off: number
}

const holidayQuery = sql<HolidayRow>`SELECT date, name, off FROM holiday ORDER BY date LIMIT 5000`

function namesOf({ nameHans, nameHant, nameEn }: ParkRow): Names {
  return { hans: nameHans, hant: nameHant, en: nameEn }
}

function calendarOf(timeZone: string, rows: readonly HolidayRow[]): HolidayCalendar {
  const days = rows.map(({ date, name, off }) => ({ date, name, off: off === 1 }))
  return chineseZones.has(timeZone) ? chineseHolidays(days) : holidayCalendar(days)
}

// Elsewhere the park enters its own holidays: nobody publishes them for all.
const chineseZones = new Set(['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing', 'Asia/Harbin', 'PRC'])
