import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Decision } from '../../src/approvals/judge-decision.ts'
import type { Approver } from '../../src/resources/approval-rule.ts'
import { people } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { approvingOf, safety, type Approving } from './approving.ts'

const { helixResearcher, helixAdmin, cellsManager, parkAdmin } = people
const deciders = { 'lab-manager': cellsManager, safety, 'firm-admin': helixAdmin }
const steps = Object.keys(deciders) as Approver[]

let park: TestPark
let lab: Lab
let approving: Approving
beforeAll(async () => {
  park = await openPark()
  lab = labOf(park)
  approving = approvingOf(park, lab)
  await approving.namesSafety()
})
afterAll(() => park.close())

interface Say {
  readonly by: Approver
  readonly decision: Decision
  readonly standIn: boolean
  /** Said together with the one before it. */
  readonly atOnce: boolean
}

const says = fc.array(
  fc.record({
    by: fc.constantFrom(...steps),
    decision: fc.constantFrom<Decision>('approve', 'approve', 'approve', 'reject'),
    standIn: fc.boolean(),
    atOnce: fc.boolean(),
  }),
  { maxLength: 8 },
)

const lives = fc.record({
  asked: fc.uniqueArray(fc.constantFrom(...steps), { minLength: 1 }),
  says,
  end: fc.constantFrom('wait', 'cancel', 'wait'),
})

test('whoever says what in whatever order, it ends in one state and holds its time no longer', async () => {
  let day = 0
  await fc.assert(
    fc.asyncProperty(lives, async ({ asked, says: all, end }) => {
      await approving.asks(asked.map((by, at) => ({ by, hours: 24 * (at + 1) })))
      day += 1
      const date = new Date(Date.UTC(2026, 10, 29) + (day % 40) * 86_400_000).toISOString().slice(0, 10)
      const booking = await approving.request(date)
      const said = new Map<Approver, Decision>()
      const states: string[] = []
      for (const group of grouped(all)) {
        await Promise.allSettled(group.map((say) => tell(booking.id, say)))
        const { state } = await lab.booking(booking)
        states.push(state as string)
        expect((await lab.held(booking)).length > 0).toBe(state === 'pending' || state === 'confirmed')
        for (const step of await approving.steps(booking)) {
          const [by = '', decision = ''] = step.split(' ')
          if (decision === 'approved') said.set(by as Approver, 'approve')
          // What was said once is not said otherwise later.
          else if (said.get(by as Approver) === 'approve') expect(decision).toBe('approved')
        }
      }
      if (end === 'cancel') await lab.cancel(helixResearcher, booking).catch(() => null)
      else await lab.tick(`${date} 14:00`)
      const { state } = await lab.booking(booking)
      const found = await approving.steps(booking)
      expect(found.filter((step) => step.endsWith('awaited'))).toEqual([])
      const allSaid = asked.every((by) => found.includes(`${by} approved`))
      const anyRefused = found.some((step) => step.endsWith('rejected'))
      const ended = anyRefused ? 'rejected' : end === 'cancel' ? 'cancelled' : allSaid ? 'confirmed' : 'expired'
      expect(state).toBe(ended)
      expect((await lab.held(booking)).length > 0).toBe(state === 'confirmed')
      // A final state is not left again.
      const first = states.findIndex((one) => one === 'rejected')
      if (first >= 0) expect(new Set(states.slice(first))).toEqual(new Set(['rejected']))
      const told = await park.rows(`SELECT kind FROM outbox WHERE body ->> 'bookingId' = '${booking.id}'
        AND kind <> 'booking.pending'`)
      expect(told.length).toBeLessThanOrEqual(end === 'cancel' ? 2 : 1)
      if (state === 'confirmed') await lab.cancel(cellsManager, booking, true)
      park.clock.now = start
    }),
    { numRuns: 60 },
  )
  await lab.isSound()
}, 60_000)

const start = Date.UTC(2026, 10, 23, 2) / 1000

function tell(id: Parameters<Approving['decide']>[1]['id'], { by, decision, standIn }: Say) {
  return approving.decide(standIn ? parkAdmin : deciders[by], { id }, decision, by)
}

function grouped(all: readonly Say[]): Say[][] {
  const groups: Say[][] = []
  for (const say of all) {
    const last = groups.at(-1)
    if (say.atOnce && last) last.push(say)
    else groups.push([say])
  }
  return groups
}
