import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { periodEnd } from '../../src/billing/period.ts'
import { advanceBookings } from '../../src/bookings/commands/advance-bookings.ts'
import { sumMinor } from '../../src/kernel/money.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { dayOf } from '../../src/kernel/wall-clock.ts'
import { issueStatements } from '../../src/statements/commands/issue-statements.ts'
import { moneySums } from '../support/money-sums.ts'
import { overlaps } from '../../src/kernel/interval.ts'
import { dumpOf } from '../support/dump.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { absentNote, readSessions, recordsAbsent, type Session } from '../support/replay.ts'
import { startServer, type ServerProcess } from '../support/server-process.ts'
import { smallIds, smallParkScript, treasurer } from '../support/small-park.ts'
import { expectSound } from '../support/sound.ts'

const zone = 'America/New_York'
const clients = 32
const firms = 8
const week = 7 * 86_400
const now = Math.floor(Date.now() / 1000)

interface Answered {
  readonly session: Session
  readonly status: number
  readonly body: { refusals?: { rule: string }[]; alternatives?: unknown[]; id?: string }
}

describe.skipIf(recordsAbsent)(`seven months of shared machines, booked again${absentNote}`, () => {
  const sessions = recordsAbsent ? [] : readSessions()
  let park: TestPark
  let server: ServerProcess
  let answers: Answered[]
  beforeAll(async () => {
    park = await openPark({ script: machinePark(sessions) })
    server = await startServer({ file: park.file ?? '' })
    answers = await replay(server.url, sessions)
  })
  afterAll(async () => {
    await server.stop()
    await park.close()
  })

  test('every session is booked, or its machine was taken and at least one other time is offered', () => {
    expect(answers).toHaveLength(1299)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([409]))
    for (const { body } of refused) {
      expect(body.refusals?.map(({ rule }) => rule)).toEqual(['unit-taken'])
      expect(body.alternatives?.length).toBeGreaterThanOrEqual(1)
    }
  })

  test('of two sessions that really overlapped one is refused: ten times', () => {
    const accepted = new Set(answers.filter(({ status }) => status === 201).map(({ session }) => session.id))
    const pairs = sameMachinePairs(sessions).filter(([one, other]) => overlaps(one, other))
    expect(pairs).toHaveLength(10)
    expect(pairs.filter(([one, other]) => accepted.has(one.id) && accepted.has(other.id))).toEqual([])
  })

  test('and nobody is refused whose minutes touch nobody else’s', () => {
    const accepted = answers.filter(({ status }) => status === 201).map(({ session }) => session)
    for (const { session } of answers.filter(({ status }) => status === 409)) {
      const inTheWay = accepted.filter(
        (other) => other.machine === session.machine && overlaps(wholeMinutes(other), wholeMinutes(session)),
      )
      expect(inTheWay.length).toBeGreaterThanOrEqual(1)
    }
  })

  test('the park holds what it said it holds', async () => {
    await expectSound(park.db, now)
    const ids = answers.flatMap(({ body, status }) => (status === 201 ? [body.id] : []))
    const held = await park.rows('SELECT booking_id AS id FROM allocation')
    expect(new Set(held.map(({ id }) => id))).toEqual(new Set(ids))
  })

  test('sent once more it is all answered alike, and nothing changes', async () => {
    const before = await dumpOf(withoutSeals(park))
    const again = await replay(server.url, sessions)
    expect(again.map(({ status }) => status)).toEqual(answers.map(({ status }) => status))
    const bookings = (all: readonly Answered[]) => all.filter(({ status }) => status === 201).map(({ body }) => body)
    expect(bookings(again)).toEqual(bookings(answers))
    expect(await dumpOf(withoutSeals(park))).toBe(before)
  })

  test('stated month by month: lines, statements, files, printed pages and ledger say one sum', async () => {
    await server.stop()
    await park.script(treasurer.script)
    const held = answers.filter(({ status }) => status === 201).map(({ session }) => wholeMinutes(session))
    const periods = monthsOf(sessions)
    for (const period of periods) {
      park.clock.now = periodEnd(period, zone)
      while ((await advanceBookings(park.deps, 500)) > 0);
      const { firmsLeft } = await issueStatements(
        park.deps,
        treasurer.actor,
        { period, firmId: null, atMost: 100 },
        freshKey(),
      )
      expect(firmsLeft).toBe(0)
    }
    const sums = await moneySums(park, treasurer.token, periods, 'from=2020-01-01&to=2100-01-01')
    // A dollar an hour, of each session half a cent and more rounded up.
    const due = sumMinor(held.map(({ startsAt, endsAt }) => Math.round((endsAt - startsAt) / 36)))
    expect(Object.values(sums)).toEqual(Array(10).fill(due))
    await expectSound(park.db, park.clock.now)
  })
})

/** Sends the sessions in the order of the log, so many at a time, each under its own key. */
async function replay(url: string, sessions: readonly Session[]): Promise<Answered[]> {
  const answers: Answered[] = []
  const shift = weeksAhead(sessions)
  const users = [...new Set(sessions.map(({ user }) => user))]
  const machines = [...new Set(sessions.map(({ machine }) => machine))]
  let next = 0
  const client = async () => {
    for (let at = next++; at < sessions.length; at = next++) {
      const session = sessions[at]
      if (session === undefined) return
      const { startsAt, endsAt } = wholeMinutes(session)
      const response = await fetch(`${url}/api/v1/bookings`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${smallIds.token(users.indexOf(session.user))}`,
          'content-type': 'application/json',
          'idempotency-key': `session-${session.id}`,
        },
        body: JSON.stringify({
          resourceId: smallIds.resource(machines.indexOf(session.machine)),
          startsAt: formatInstant(startsAt + shift),
          endsAt: formatInstant(endsAt + shift),
        }),
      })
      answers[at] = { session, status: response.status, body: (await response.json()) as Answered['body'] }
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return answers
}

/** Outward, so that a machine is never free while it was still used. */
function wholeMinutes({ startsAt, endsAt }: Session): { startsAt: number; endsAt: number } {
  return { startsAt: Math.floor(startsAt / 60) * 60, endsAt: Math.ceil(endsAt / 60) * 60 }
}

/** From the log's time to ours: whole weeks, so that a Tuesday stays a Tuesday. */
function weeksAhead([first]: readonly Session[]): number {
  return (Math.floor((now - (first?.startsAt ?? 0)) / week) + 2) * week
}

/** The park's months in which a session ends, as our time has it. */
function monthsOf(sessions: readonly Session[]): string[] {
  const shift = weeksAhead(sessions)
  return [...new Set(sessions.map(({ endsAt }) => dayOf(endsAt + shift, zone).date.slice(0, 7)))].toSorted()
}

function sameMachinePairs(sessions: readonly Session[]): [Session, Session][] {
  return sessions.flatMap((one, at) =>
    sessions
      .slice(at + 1)
      .flatMap((other): [Session, Session][] => (other.machine === one.machine ? [[one, other]] : [])),
  )
}

function machinePark(sessions: readonly Session[]): string {
  const sites = [...new Set(sessions.map(({ site }) => site))]
  const siteOf = new Map(sessions.map(({ machine, site }) => [machine, site]))
  const users = [...new Set(sessions.map(({ user }) => user))]
  return smallParkScript({
    timeZone: zone,
    currency: 'USD',
    stepMinutes: 1,
    facilities: sites.map((site) => `Site ${site}`),
    firms: Array.from({ length: firms }, (_, at) => ({ name: `Firm ${at}`, priceCategory: 'shared' })),
    people: users.map((user, at) => ({ name: `User ${user}`, firm: at % firms })),
    resources: [...siteOf].map(([machine, site]) => {
      return { name: `Machine ${machine}`, facility: sites.indexOf(site), perHourMinor: { shared: 100 } }
    }),
  })
}

// The server's own clock goes on sealing its records meanwhile, under keys of its own.
function withoutSeals(park: TestPark): Pick<TestPark, 'rows'> {
  return {
    rows: async (text) => {
      if (text.includes('"audit_seal"')) return []
      const rows = await park.rows(text)
      return rows.filter((row) => row['actor'] !== 'clock')
    },
  }
}
