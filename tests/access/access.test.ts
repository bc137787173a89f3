import { findTargetHandler } from 'hono/utils/handler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policies } from '../../src/firms/policy.ts'
import { policyOf } from '../../src/platform/http/door.ts'
import { people, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { asks, type Ask } from './asks.ts'
import { setStage, type Objects, type Stage } from './stage.ts'

/** Who knocks: the columns of the table, Helix's people first, then Orchid's. */
const actors: readonly (readonly [column: string, who: CastPerson | null])[] = [
  ['nobody', null],
  ['res', people.helixResearcher],
  ['col', people.helixColleague],
  ['adm', people.helixAdmin],
  ['fin', people.helixFinance],
  ['sus', people.suspended],
  ['o-res', people.orchidResearcher],
  ['o-adm', people.orchidAdmin],
  ['o-fin', people.orchidFinance],
  ['o-sus', people.orchidSuspended],
  ['mgr', people.imagingManager],
  ['mgr-2', people.cellsManager],
  ['p-fin', people.parkFinance],
  ['p-adm', people.parkAdmin],
  ['guest', people.visitor],
]

const targets = ['own', 'other', 'unknown', 'malformed'] as const
type Target = (typeof targets)[number]

interface Line {
  readonly route: string
  readonly policy: keyof typeof policies
  readonly target: Target | '-'
  /** What each actor was answered, in the order of the columns. */
  readonly statuses: readonly number[]
  readonly bodies: readonly string[]
}

const routes = await routesOfTheHouse()
const lines: Line[] = []
let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.remove())

test('every route of the house is in the table, and the table names no other', () => {
  expect(Object.keys(asks).sort()).toEqual([...routes.keys()].sort())
})

describe('each route, by everyone, with an id of their own, another’s, nobody’s and none', () => {
  test.each([...routes.keys()].filter((route) => route in asks))('%s', async (route) => {
    const ask = asks[route] ?? {}
    const policy = routes.get(route) ?? 'anyone'
    const found: Line[] = []
    for (const target of ask.of === undefined ? (['-'] as const) : targets)
      found.push({ route, policy, target, ...(await knock(route, ask, target)) })
    lines.push(...found)
    for (const line of found) expectSound(line, ask)
  })
})

test('who gets what is what the table says', async () => {
  const width = Math.max(...lines.map(({ route }) => route.length))
  const head = `${'route'.padEnd(width)} target    ${actors.map(([column]) => column.padEnd(6)).join(' ')}`.trimEnd()
  const table = lines
    .toSorted((one, other) => key(one).localeCompare(key(other), 'en'))
    .map(({ route, target, statuses }) => {
      const cells = statuses.map((status) => String(status).padEnd(6)).join(' ')
      return `${route.padEnd(width)} ${target.padEnd(9)} ${cells}`.trimEnd()
    })
  await expect(`${[head, ...table].join('\n')}\n`).toMatchFileSnapshot('table.txt')
})

/** What holds on every line, whatever the table says. */
function expectSound({ route, policy, target, statuses, bodies }: Line, ask: Ask): void {
  const by = new Map(actors.map(([column], index) => [column, { status: statuses[index], body: bodies[index] }]))
  expect([route, statuses.filter((status) => status >= 500)]).toEqual([route, []])
  if (policy !== 'anyone')
    for (const column of ['nobody', 'sus', 'o-sus'])
      expect([route, target, column, by.get(column)?.status]).toEqual([route, target, column, 401])
  for (const [index, [column, who]] of actors.entries()) {
    if (who === null || statuses[index] === 401 || admits(policy, who)) continue
    expect([route, target, column, statuses[index]]).toEqual([route, target, column, 403])
  }
  if (target === 'unknown' || target === 'malformed')
    expect([route, target, statuses.filter((status) => status < 400 && policy !== 'anyone')]).toEqual([
      route,
      target,
      [],
    ])
  const done = statuses.some((status) => status < 400)
  if (target === '-' || target === 'own')
    expect([route, target, done]).toEqual([route, target, ask.nobody === undefined])
}

async function knock(route: string, ask: Ask, target: Target | '-'): Promise<Pick<Line, 'statuses' | 'bodies'>> {
  const statuses: number[] = []
  const bodies: string[] = []
  let park: TestPark | null = null
  for (const [, who] of actors) {
    park ??= await stage.open()
    const answer = await send(park, who, route, ask, target)
    statuses.push(isSentToSignIn(answer) ? 401 : answer.status)
    bodies.push((await answer.text()).replaceAll(/req_\w+/g, ''))
    // Whoever gets something done leaves a changed park behind: the next one knocks at a fresh copy.
    if (!route.startsWith('GET') && answer.status < 400) {
      await park.close()
      park = null
    }
  }
  await park?.close()
  return { statuses, bodies }
}

async function send(park: TestPark, who: CastPerson | null, route: string, ask: Ask, target: Target | '-') {
  const [verb = '', pattern = ''] = route.split(' ')
  const method = verb === 'ALL' ? 'GET' : verb
  const at: Objects = target === 'other' ? stage.other : stage.own
  const id = target === '-' ? '' : idOf(ask.of ?? '', target)
  let path = pattern.replace(`:${ask.param ?? 'id'}`, id + (ask.suffix ?? '')).replace('*', 'nowhere')
  for (const [name, kind] of Object.entries(ask.also ?? {})) path = path.replace(`:${name}`, at[kind] ?? '')
  const query = ask.query === undefined ? '' : `?${ask.query}`
  const headers = { 'idempotency-key': crypto.randomUUID(), ...ask.headers }
  if (ask.form !== undefined) {
    const form = typeof ask.form === 'function' ? ask.form(at) : ask.form
    const origin = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }
    return park.call(who, method, path + query, new URLSearchParams(form).toString(), { ...headers, ...origin })
  }
  const body = typeof ask.body === 'function' ? ask.body(at) : ask.body
  return park.call(who, method, path + query, body, { origin: 'http://localhost', ...headers })
}

function idOf(kind: string, target: Target): string {
  if (target === 'malformed') return 'no-such-thing'
  const known = (target === 'other' ? stage.other : stage.own)[kind]
  if (known === undefined) throw new Error(`the stage has no ${kind}`)
  if (target !== 'unknown') return known
  return /_\d{1,10}$/.test(known) ? known.replace(/\d+$/, '999999') : `${known.slice(0, -6)}999999`
}

function isSentToSignIn(answer: Response): boolean {
  return answer.status === 303 && (answer.headers.get('location') ?? '').startsWith('/login?next=')
}

function admits(policy: keyof typeof policies, who: CastPerson): boolean {
  return policies[policy]({ roles: rolesOf.get(who.id) ?? [] } as never)
}

const rolesOf = new Map<string, object[]>()
beforeAll(async () => {
  const park = await openPark()
  const rows = await park.rows('SELECT person_id AS id, role, firm_id AS firmId, facility_id AS facilityId FROM role')
  for (const { id, ...role } of rows) rolesOf.set(id as string, [...(rolesOf.get(id as string) ?? []), role])
  await park.close()
})

function key({ route, target }: Line): string {
  const [method = '', path = ''] = route.split(' ')
  return `${path} ${method} ${['-', ...targets].indexOf(target)}`
}

async function routesOfTheHouse(): Promise<Map<string, keyof typeof policies>> {
  const park = await openPark()
  const found = park.app.routes.flatMap(({ method, path, handler }) => {
    const policy = policyOf(findTargetHandler(handler))
    return policy === 'passage' || policy === null ? [] : [[`${method} ${path}`, policy] as const]
  })
  await park.close()
  return new Map(found)
}
