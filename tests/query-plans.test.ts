import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTargetHandler } from 'hono/utils/handler'
import { tick } from '../src/jobs.ts'
import { EmbeddedConnection } from '../src/platform/db/embedded-connection.ts'
import { policyOf } from '../src/platform/http/door.ts'
import { people, resources } from './support/cast.ts'
import { bookingDoing, doings, send } from './support/doings.ts'
import { calendarOf } from './support/ics.ts'
import { importingOf } from './support/importing.ts'
import { lookAtFunding } from './subsidies/stage.ts'
import { firmFile, peopleFile, projectFile } from './support/moving.ts'
import { openPark, type TestPark } from './support/open-park.ts'
import { settlings } from './support/settling.ts'
import { moneyPages } from './support/money-pages.ts'
import { heldSession, kindPage, seat, send as sendForm } from './training/stage.ts'

/** Tables that grow with use: no statement of a request or a job may visit them from one end to the other. */
const growing = new Set(
  `allocation booking booking_quota_use quota_use charge transfer journal_entry audit outbox idempotency session
    subsidy_claim provider_share wish imported_time imported_closure training_seat booking_mark usage_review
    consequence signal statement statement_entry statement_person unstated_entry objection payment invoice
    provider_payout subsidy_claim_list quota_alert firm_hours`.split(/\s+/),
)
const statements = new Set<string>()
let park: TestPark, planner: EmbeddedConnection
beforeAll(async () => {
  park = await openPark()
  planner = new EmbeddedConnection(park.file ?? '')
  for (const make of Object.values({ ...doings, ...settlings })) await collect(make)
  await collectLists()
  await collectImports()
  await collectCalendars()
  await collectMachines()
  await collectLedger()
  await collectTraining()
  await collectJobs()
})
afterAll(async () => {
  planner.close(false)
  await park.close()
})

test('no statement of a request or a job scans a table that grows, nor does any trigger it sets off', () => {
  expect(statements.size).toBeGreaterThan(80)
  expect([...statements].filter((text) => text.startsWith('INSERT INTO allocation')).length).toBeGreaterThan(0)
  expect([...statements].flatMap((text) => scansOf(text))).toEqual([])
})

test('a scan would be found, whatever the table is called in the statement', () => {
  expect(scansOf('SELECT b.id FROM booking AS b WHERE b.purpose = ? LIMIT 1')).toHaveLength(1)
  expect(scansOf('SELECT 1 FROM person p JOIN audit a ON a.detail = p.id LIMIT 1')).toHaveLength(1)
  expect(scansOf('SELECT count(*) AS n FROM outbox LIMIT 1')).toHaveLength(1)
  expect(scansOf('UPDATE booking SET purpose = ? WHERE group_id IS NULL')).toHaveLength(1)
  expect(scansOf('SELECT detail FROM audit ORDER BY seq DESC LIMIT 1')).toHaveLength(1)
  expect(scansOf('SELECT * FROM booking WHERE id = ? LIMIT 1')).toEqual([])
  expect(scansOf('SELECT key FROM idempotency WHERE created_at < ? ORDER BY created_at LIMIT 9')).toEqual([])
  expect(scansOf('SELECT value FROM json_each(?) booking LIMIT 1')).toEqual([])
})

test('and so would a trigger that scans', async () => {
  const other = await openPark()
  await other.script(`CREATE TRIGGER planted BEFORE INSERT ON outbox
    WHEN (SELECT count(*) FROM audit WHERE detail = NEW.body) > 0 BEGIN SELECT RAISE(ABORT, 'PLANTED'); END`)
  const connection = new EmbeddedConnection(other.file ?? '')
  const text = "INSERT INTO outbox (id, kind, body, created_at) VALUES (?, '', '', 0)"
  expect(scansOf(text, connection)).toEqual([`audit in ${text}`])
  expect(scansOf(text)).toEqual([])
  connection.close(false)
  await other.close()
})

/** What a statement visits from one end to the other, read off its program: a plan names aliases, and no triggers. */
function scansOf(text: string, connection = planner): string[] {
  const grown = grownTables(connection)
  const scanned = new Set<string>()
  for (const program of programsOf(text, connection)) {
    const cursors = new Map<unknown, string>()
    // From the first row on, but only as far as an index says: what is before a bound, oldest first.
    const bounded = new Set(program.filter(({ opcode }) => bounds.has(opcode)).map(({ p1 }) => p1))
    let skipped = 0
    for (const { addr, opcode, p1, p2, p3 } of program) {
      // A search for children of a row that they lacked: it runs only where a foreign key is broken already.
      if (opcode === 'FkIfZero') skipped = p2
      if (addr < skipped) continue
      const table = /^Open(Read|Write)$/.test(opcode) && p3 === 0 ? grown.get(p2) : undefined
      if (table !== undefined) cursors.set(p1, table)
      const visited = visitsAll.has(opcode) && !bounded.has(p1) ? cursors.get(p1) : undefined
      if (visited !== undefined) scanned.add(visited)
    }
  }
  return [...scanned].map((table) => `${table} in ${text}`)
}

const visitsAll = new Set(['Rewind', 'Last', 'Count'])
const bounds = new Set(['IdxGE', 'IdxGT', 'IdxLE', 'IdxLT'])

interface Step {
  readonly addr: number
  readonly opcode: string
  readonly p1: number
  readonly p2: number
  readonly p3: number
}

/** A statement's program, and those of the triggers it sets off: each has cursors of its own. */
function programsOf(text: string, connection: EmbeddedConnection): Step[][] {
  const programs: Step[][] = []
  for (const row of connection.rows({ text: `EXPLAIN ${text}`, values: [] })) {
    if (row['addr'] === 0) programs.push([])
    programs.at(-1)?.push(row as unknown as Step)
  }
  return programs
}

/** Root pages of tables that grow, and of their indexes. */
function grownTables(connection: EmbeddedConnection): Map<number, string> {
  const rows = connection.rows({ text: 'SELECT tbl_name AS name, rootpage FROM sqlite_schema', values: [] })
  return new Map(
    rows.flatMap(({ name, rootpage }) => (growing.has(name as string) ? [[Number(rootpage), name as string]] : [])),
  )
}

type Make = (park: TestPark) => Promise<Parameters<typeof send>[1]>

/** What a request runs, in a park of its own: what it needs first, itself, and its answer when it is sent again. */
async function collect(make: Make): Promise<void> {
  const other = await openPark()
  const request = await make(other)
  await send(other, request)
  await send(other, request)
  note(other)
  await other.close()
}

async function collectLists(): Promise<void> {
  const { body } = await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
  const { id } = JSON.parse(body) as { id: string }
  const span = 'from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z'
  const gap = 'freeFrom=2026-11-24T06:00:00Z&freeTo=2026-11-24T08:00:00Z&minutes=60'
  const queries = ['', `?${span}`, `?${span}&limit=1`, `?q=confocal&${gap}`, `?bookable=me&${gap}`, '?date=2026-11-25']
  const more = [`?resourceId=${resources.confocal}`, '?state=confirmed', `?entity=${id}`, '?kind=instrument']
  const guarded = park.app.routes.filter(({ method, handler }) => {
    return method === 'GET' && policyOf(findTargetHandler(handler)) !== 'passage'
  })
  for (const { path } of guarded) {
    for (const name of [id, resources.confocal]) {
      for (const query of [...queries, ...more]) {
        for (const who of [people.helixResearcher, people.imagingManager, people.parkFinance, people.parkAdmin]) {
          await park.call(who, 'GET', path.replaceAll(/:(\w+)(\{[^}]*\})?/g, name) + query)
        }
      }
    }
  }
  note(park)
}

async function collectImports(): Promise<void> {
  const files = { firms: firmFile, people: peopleFile, projects: projectFile }
  for (const [kind, file] of Object.entries(files))
    for (const text of [file, file.replace('company', 'university').replace('120,000.50', '-')])
      await park.call(people.parkAdmin, 'POST', `/api/v1/imports/${kind}`, text, { 'content-type': 'text/csv' })
  note(park)
}

async function collectTraining(): Promise<void> {
  const session = await heldSession(park, people.imagingManager)
  await seat(park, people.helixColleague, session, 'take')
  const { now } = park.clock
  park.clock.now = 1795852800
  const present = { present: people.helixColleague.id }
  await formSent(`/m/sessions/${session}`, `/m/sessions/${session}/attendance`, present)
  park.clock.now = now
  await formSent(kindPage, `${kindPage}/setting`, { lapse: '6', remind: '30' })
  const holder = `${kindPage}/people/${people.helixColleague.id}`
  await formSent(holder, holder, { act: 'withdraw', reason: 'lens' })
  await formSent(`${kindPage}/list`, `${kindPage}/list`, { text: 'email,until\nadmin@helix.example,2027-06-30\n' })
  note(park)
}

const formSent = (page: string, action: string, fields: Readonly<Record<string, string>>) =>
  sendForm(park, people.imagingManager, page, action, fields)

async function collectCalendars(): Promise<void> {
  const importing = importingOf(park)
  const event = (day: number) => [`UID:${day}`, `DTSTART:202612${day}T010000Z`, 'DURATION:PT1H']
  const { id } = await importing.take(calendarOf(event(10), event(11)))
  await importing.take(calendarOf(event(11), event(12)))
  await importing.end(id)
  note(park)
}

async function collectMachines(): Promise<void> {
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }
  const changes = [
    `do=hours&from=${resources.centrifuge}`,
    'do=rules&leadMinutes=5&freeKind=minutes&freeMinutes=60',
    'do=tags&add=laser&remove=old',
    'do=rates&number=AS-confocal',
  ]
  for (const change of changes) {
    for (const which of ['all=1&q=con', `r=${resources.confocal}&r=${resources.unpriced}`]) {
      const look = await park.call(people.parkAdmin, 'GET', `/m/resources/together?${which}&${change}`)
      const seen = /name="seen" value="([^"]*)"/.exec(await look.text())?.[1] ?? ''
      await park.call(people.parkAdmin, 'POST', '/m/resources/together', `${which}&${change}&seen=${seen}`, form)
    }
  }
  const path = `/m/resources/${resources.confocal}`
  for (const [to, fields] of [
    ['/units', 'do=add&name=Second'],
    ['/state', 'to=published'],
    ['/access', 'do=add&subject=firm firm_00000000000000000000000002'],
    ['/dues', 'do=keep&kind=calibration&date=2026-11-25&every=365&warn=7&blocks=1'],
    ['/dues', 'do=done&kind=calibration'],
    ['/questions', 'do=add&en=Sample&kind=text'],
    ['/conditions', 'clean=5&power=1'],
    ['/bundles', 'do=add&name=Two&parts=AS-centrifuge 5'],
  ])
    await park.call(people.parkAdmin, 'POST', `${path}${to}`, fields, form)
  for (const query of [
    '?facility=fac_00000000000000000000000001&tag=laser&category=microscopes',
    '?state=retired&q=a b',
  ])
    await park.call(people.parkAdmin, 'GET', `/m/resources${query}`)
  note(park)
}

async function collectLedger(): Promise<void> {
  for (const who of [people.helixFinance, people.parkFinance])
    for (const path of moneyPages) await park.call(who, 'GET', path)
  note(park)
}

async function collectJobs(): Promise<void> {
  await lookAtFunding(park)
  await send(park, bookingDoing('2026-11-25 15:00', '2026-11-25 16:00'))
  for (const days of [3, 30]) {
    park.clock.now += days * 86_400
    await tick(park.deps, ({ error }) => {
      throw error
    })
  }
  note(park)
}

function note({ trips }: TestPark): void {
  for (const { queries } of trips) for (const { text } of queries) statements.add(text)
}
