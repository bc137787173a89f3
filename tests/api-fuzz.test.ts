import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { statementOf, subsidyOf } from './access/finance-stage.ts'
import { facilities, firms, people, projects, resources, units, type CastPerson } from './support/cast.ts'
import { dumpOf } from './support/dump.ts'
import { calendarOf } from './support/ics.ts'
import { openPark, type TestPark } from './support/open-park.ts'
import { operationsOf, type Document, type Operation } from './support/openapi-document.ts'
import { requestsOf, type Pool, type WireRequest } from './support/openapi-requests.ts'

const runsEach = Number(process.env['FUZZ_RUNS'] ?? 40)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_123)

// Those who may do most ask most.
const askers = [
  ...Object.values(people),
  ...Array.from({ length: 6 }, () => [people.helixResearcher, people.parkAdmin]).flat(),
]

let document: Document
let operations: Operation[]

beforeAll(async () => {
  const park = await openPark()
  document = (await (await park.call(null, 'GET', '/api/v1/openapi.json')).json()) as Document
  operations = operationsOf(document)
  await park.close()
})

test('whatever is asked of any route, the answer is never ours to blame, and a refusal changes nothing', async () => {
  const neverGood: string[] = []
  for (const operation of operations) {
    const statuses = await fuzzed(operation)
    if (![...statuses].some((status) => status < 300)) neverGood.push(`${operation.method} ${operation.path}`)
  }
  // A generator that is refused at every door tries nothing; chance may miss what a few of them ask for.
  expect(neverGood.length, neverGood.join(', ')).toBeLessThan(operations.length * 0.4)
}, 240_000)

/** Asks a park of its own for one operation in many ways; which statuses it answered. */
async function fuzzed(operation: Operation): Promise<Set<number>> {
  const seen = new Set<number>()
  const park = await openPark()
  try {
    const state = stateOf(park)
    const asked = fc.tuple(requestsOf(operation, document, await poolOf(park)), fc.constantFrom(...askers))
    await fc.assert(
      fc.asyncProperty(asked, async ([request, who]) => {
        const before = await state()
        const answer = await ask(park, request, who)
        seen.add(answer.status)
        const text = await answer.text()
        expect(answer.status, text).toBeLessThan(500)
        if (answer.status < 400) return assertAnswer(operation, answer, text)
        assertProblem(answer, text)
        expect(await state()).toBe(before)
      }),
      { numRuns: runsEach, seed, endOnFailure: true },
    )
  } finally {
    await park.close()
  }
  return seen
}

/** The park's rows as a hash, looked at again only when the engine has touched any since. */
function stateOf(park: TestPark): () => Promise<string> {
  let changes = -1
  let dump = ''
  return async () => {
    const [row] = await park.rows('SELECT total_changes() AS changes')
    if (row?.['changes'] !== changes) dump = await dumpOf(park)
    changes = Number(row?.['changes'])
    return dump
  }
}

test('keys that nobody asked for, and a parameter given twice, are refused by every route', async () => {
  const park = await openPark()
  for (const { method, path, body } of operations) {
    const at = path.replaceAll(/\{\w+\}/g, resources.confocal)
    for (const query of ['?unknown=1', '?__proto__=1', '?limit=1&limit=1']) {
      const text = body && body.contentType !== 'application/json' ? 'a' : '{}'
      const answer = await ask(
        park,
        { method, path: at + query, body: body ? text : undefined, headers: typeOf(body) },
        people.parkAdmin,
      )
      expect([method, path, query, answer.status]).toEqual([method, path, query, 400])
    }
    if (body?.contentType !== 'application/json') continue
    for (const text of ['{"unknown":1}', '{"__proto__":{"a":1}}']) {
      const answer = await ask(park, { method, path: at, body: text, headers: typeOf(body) }, people.parkAdmin)
      const problem = (await answer.json()) as { errors?: { pointer: string }[] }
      expect([method, path, answer.status]).toEqual([method, path, 400])
      expect(problem.errors?.map(({ pointer }) => pointer)).toContain(
        Object.keys(JSON.parse(text) as object).map((key) => `/${key}`)[0],
      )
    }
  }
  await park.close()
})

function typeOf(body: Operation['body']): Record<string, string> {
  return { 'content-type': body?.contentType ?? 'application/json', 'idempotency-key': crypto.randomUUID() }
}

async function ask(park: TestPark, { method, path, body, headers }: WireRequest, who: CastPerson): Promise<Response> {
  const all = { authorization: `Bearer ${who.token}`, ...headers }
  const sent = body === undefined || method === 'GET' ? {} : { body }
  return park.app.request(path, { method, headers: all, ...sent })
}

const problemSchema = z.looseObject({
  type: z.string().startsWith('/problems/'),
  title: z.string().min(1),
  status: z.int(),
  requestId: z.string(),
})

function assertProblem(answer: Response, text: string): void {
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const problem = problemSchema.parse(JSON.parse(text))
  expect(problem.status).toBe(answer.status)
}

/** What was answered is what the document says of it. */
function assertAnswer({ method, path, answers }: Operation, answer: Response, text: string): void {
  const documented = answers[answer.status]
  expect(documented, `${method} ${path} ${answer.status}`).toBeDefined()
  const schema = documented?.['application/json']?.schema
  if (!schema || !answer.headers.get('content-type')?.includes('application/json')) return
  const result = compiled(schema).safeParse(JSON.parse(text))
  expect(result.success ? [] : result.error.issues, `${method} ${path}\n${text.slice(0, 2000)}`).toEqual([])
}

const known = new Map<object, z.ZodType>()

function compiled(schema: object): z.ZodType {
  const before = known.get(schema)
  if (before) return before
  const whole = { ...schema, $defs: document.components.schemas }
  const local = JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')) as Parameters<
    typeof z.fromJSONSchema
  >[0]
  const made = z.fromJSONSchema(local)
  known.set(schema, made)
  return made
}

async function poolOf(park: TestPark): Promise<Pool> {
  const bookings: string[] = []
  for (const [who, resourceId, projectId, day] of [
    [people.helixResearcher, resources.confocal, projects.helix, 23],
    [people.helixResearcher, resources.cleanroom, projects.helix, 24],
    [people.helixColleague, resources.benches, projects.helix, 26],
    [people.orchidResearcher, resources.centrifuge, projects.orchid, 24],
    [people.helixResearcher, resources.centrifuge, projects.helix, 23],
    [people.helixResearcher, resources.centrifuge, projects.helix, 23],
  ] as const) {
    const interval = { startsAt: `2026-11-${day}T10:00:00+08:00`, endsAt: `2026-11-${day}T11:00:00+08:00` }
    bookings.push((await made(park, who, '/bookings', { resourceId, projectId, ...interval })).id)
  }
  const [, , , , used = '', inUse = ''] = bookings
  await made(park, people.helixResearcher, `/bookings/${used}/check-in`)
  await made(park, people.helixResearcher, `/bookings/${inUse}/check-in`)
  await made(park, people.helixResearcher, `/bookings/${used}/check-out`)
  const closed = { startsAt: '2026-11-28T09:00:00+08:00', endsAt: '2026-11-28T10:00:00+08:00', reason: 'laser' }
  const closure = await made(park, people.imagingManager, `/resources/${resources.confocal}/closures`, closed)
  const { url } = await made(park, people.helixResearcher, '/calendar-feeds', {})
  const [entry] = await park.rows('SELECT id FROM journal_entry LIMIT 1')
  const stated = await statementOf(park, { firm: firms.helix }, entry?.['id'] as string)
  const subsidy = await subsidyOf(park, { firm: firms.helix }, entry?.['id'] as string)
  const ahead = await made(park, people.cellsManager, '/preapprovals', {
    giver: { by: 'lab-manager', facilityId: facilities.cells },
    subject: { kind: 'firm', text: firms.orchid },
    resource: resources.cleanroom,
    until: '2027-11-24T00:00:00+08:00',
  })
  await park.script(`INSERT INTO safety_officer (facility_id, person_id, named_by, named_at)
    SELECT f.id, p.id, p.id, 0 FROM facility f, person p WHERE p.id <> '${people.cellsManager.id}'`)
  const lent = { startsAt: '2027-11-24T00:00:00+08:00', endsAt: '2027-11-25T00:00:00+08:00' }
  const byAdmin = { address: people.cellsManager.email, ...lent }
  const delegation = await made(park, people.parkAdmin, '/approval-delegations', byAdmin)
  const unknown = (prefix: string) => [`${prefix}_00000000000000000000000999`, 'nonsense']
  return {
    ids: {
      statement: [stated['statement'] ?? '', '2026-99999', 'x'],
      sub: [subsidy['programme'] ?? '', subsidy['unused'] ?? '', ...unknown('sub')],
      clm: [subsidy['claimList'] ?? '', ...unknown('clm')],
      obj: [stated['objection'] ?? '', ...unknown('obj')],
      pay: [stated['payment'] ?? '', ...unknown('pay')],
      ivc: [stated['invoice'] ?? '', ...unknown('ivc')],
      pap: [ahead.id, ...unknown('pap')],
      dlg: [delegation.id, ...unknown('dlg')],
      bkg: [...bookings, ...unknown('bkg')],
      res: [...Object.values(resources), ...unknown('res')],
      prj: [projects.helix, projects.helix, ...Object.values(projects), ...unknown('prj')],
      fac: [...Object.values(facilities), ...unknown('fac')],
      firm: [...Object.values(firms), ...unknown('firm')],
      usr: [...Object.values(people).map((one) => one.id), ...unknown('usr')],
      unt: [
        ...Object.values(units)
          .flat()
          .map((key) => `unt_${key}`),
        'unt_0',
        'unt_99999999999999999999',
        'x',
      ],
      quo: ['quo_1', 'quo_2', 'quo_3', 'quo_4', 'quo_0', 'quo_-1', 'x'],
      clo: [closure.id, ...unknown('clo')],
      ent: [entry?.['id'] as string, ...unknown('ent')],
      feed: [url.split('/').at(-1) ?? '', 'nonsense.ics'],
    },
    starts: [9, 10, 11, 12].flatMap((hour) => [`2026-11-25T${String(hour).padStart(2, '0')}:00:00+08:00`]),
    ends: [13, 14, 15].map((hour) => `2026-11-25T${hour}:00:00+08:00`),
    instants: [
      '1970-01-01T00:00:00Z',
      '9999-12-31T23:59:00Z',
      '2026-11-23T02:00:00Z',
      '2027-03-14T02:30:00-05:00',
      'x',
    ],
    texts: [
      'confocal',
      '显微',
      'resident',
      'confirmed',
      used,
      resources.confocal,
      firms.helix,
      people.cellsManager.email,
    ],
    files: ['asset_number,name_en\nA-1,One\n', 'name,category\nAFM,Metrology\n', calendarOf(), calendarOf(anEvent), ''],
  }
}

const anEvent = ['UID:a', 'DTSTART:20270301T010000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY']

async function made(
  park: TestPark,
  who: CastPerson,
  path: string,
  body: object = {},
): Promise<{ id: string; url: string }> {
  const answer = await park.call(who, 'POST', `/api/v1${path}`, body, { 'idempotency-key': crypto.randomUUID() })
  expect(answer.status, path).toBeLessThan(300)
  return (await answer.json()) as { id: string; url: string }
}
