import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { openEmbedded, type Embedded } from '../../src/platform/db/embedded.ts'
import { realPatience } from '../support/patience.ts'
import { startServer, type ServerProcess } from '../support/server-process.ts'
import { smallIds, smallParkScript } from '../support/small-park.ts'
import { expectSound } from '../support/sound.ts'
import { tempPark, type TempPark } from '../support/temp-park.ts'

const rounds = Number(process.env['CRASH_ROUNDS'] ?? 25)
const clients = 8
const machines = 40
const people = 10

/** A booking that was asked for; answered with 201, or not answered. */
interface Asked {
  readonly key: string
  readonly init: RequestInit
  id: string | null
}

let file: TempPark
beforeAll(async () => {
  file = await tempPark()
  await file.script(`BEGIN; ${machinePark()} COMMIT`)
  file.close()
})
afterAll(() => file.remove())

test(`a server killed ${rounds} times under load keeps every booking that it acknowledged`, async () => {
  const asked: Asked[] = []
  const chance = chanceFrom(20_261_123)
  for (let round = 0; round < rounds; round++) {
    const server = await startServer({ file: file.file })
    onTestFinished(async () => void (await server.stop('SIGKILL')))
    await expectNothingLost(asked)
    const unanswered = asked.filter(({ id }) => id === null)
    for (const one of unanswered) await send(server, one)
    expect(unanswered.filter(({ id }) => id === null)).toEqual([])
    const load = Promise.all(Array.from({ length: clients }, () => keepAsking(server, asked)))
    await new Promise((resolve) => setTimeout(resolve, 20 + chance() * 250))
    await server.stop('SIGKILL')
    await load
    // Half of the logs are recovered by whoever looks first, the others by the server that comes next.
    if (round % 2 === 0) await expectNothingLost(asked)
  }
  await expectNothingLost(asked)
  expect(asked.length).toBeGreaterThan(rounds)
  await look((park) => expectSound(park.db, Math.floor(Date.now() / 1000)))
}, 240_000)

/** One client: asks for one booking after the other until nobody answers. */
async function keepAsking(server: ServerProcess, asked: Asked[]): Promise<void> {
  for (;;) {
    const one = nextRequest(asked.length)
    asked.push(one)
    if (!(await send(server, one))) return
  }
}

/** True when it was answered. */
async function send({ url }: ServerProcess, one: Asked): Promise<boolean> {
  const answer = await answerOf(`${url}/api/v1/bookings`, one.init)
  if (answer === null) return false
  expect(answer.status).toBe(201)
  one.id = answer.id
  return true
}

/** An answer counts when its last byte has come; null when the server died before. */
async function answerOf(url: string, init: RequestInit): Promise<{ status: number; id: string } | null> {
  try {
    const response = await fetch(url, init)
    const { id } = (await response.json()) as { id: string }
    return { status: response.status, id }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Looks into the file through a connection of its own: all that was answered is there, and nothing by halves. */
async function expectNothingLost(asked: readonly Asked[]): Promise<void> {
  await look(async (park) => {
    expect(await park.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    const held = await park.rows(`SELECT b.id FROM booking b JOIN allocation a ON a.booking_id = b.id
      JOIN idempotency i ON CASE WHEN json_valid(i.body) THEN i.body ->> '$.id' END = b.id`)
    const kept = new Set(held.map(({ id }) => id))
    expect(asked.filter(({ id }) => id !== null && !kept.has(id))).toEqual([])
    const [counted] = await park.rows('SELECT count(*) AS n, (SELECT count(*) FROM allocation) AS held FROM booking')
    expect(counted).toEqual({ n: kept.size, held: kept.size })
    expect(kept.size).toBeLessThanOrEqual(asked.length)
  })
}

async function look(into: (park: Embedded) => Promise<void>): Promise<void> {
  const onFatal = (error: unknown) => {
    throw new Error('the engine gave up', { cause: error })
  }
  const park = await openEmbedded({ path: file.file, patience: realPatience, checkpoints: false, onFatal })
  try {
    await into(park)
  } finally {
    park.close()
  }
}

const start = (Math.floor(Date.now() / 86_400_000) + 2) * 86_400

/** A slot for each request: no two want the same. */
function nextRequest(number: number): Asked {
  const startsAt = start + Math.floor(number / machines) * 1_800
  const key = `crash-${String(number).padStart(8, '0')}`
  const body = {
    resourceId: smallIds.resource(number % machines),
    startsAt: formatInstant(startsAt),
    endsAt: formatInstant(startsAt + 1_800),
  }
  const headers = {
    authorization: `Bearer ${smallIds.token(number % people)}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  return { key, init: { method: 'POST', headers, body: JSON.stringify(body) }, id: null }
}

function machinePark(): string {
  const named = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name} ${at}`)
  return smallParkScript({
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    stepMinutes: 30,
    facilities: ['Machines'],
    firms: [{ name: 'Firm', priceCategory: 'shared' }],
    people: named('Person', people).map((name) => ({ name, firm: 0 })),
    resources: named('Machine', machines).map((name) => ({ name, facility: 0, perHourMinor: { shared: 100 } })),
  })
}

/** The same pauses in every run: xorshift. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
