import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crossing } from '../../src/usage-review/conduct.ts'
import { contradictions, evidenceOf, type MeteredSignal, type ToldUse } from '../../src/usage-review/evidence.ts'

const day = 86_400

test('no no-show counts twice for a rule, and each consequence has as many as the rule names within its days', () => {
  const misses = fc.uniqueArray(fc.nat(200 * 24), { maxLength: 60 }).map((hours) => hours.toSorted((a, b) => a - b))
  const rules = fc.record({ afterCount: fc.integer({ min: 1, max: 5 }), withinDays: fc.integer({ min: 1, max: 40 }) })
  fc.assert(
    fc.property(rules, misses, (rule, hours) => {
      const missedAt = hours.map((hour) => hour * 3600)
      const taken = new Set<number>()
      let countedTo: number | null = null
      for (const at of missedAt) {
        const counted = crossing(rule, missedAt, at, countedTo)
        if (counted === null) continue
        const from = Math.max(countedTo ?? -Infinity, at - rule.withinDays * day)
        const these = missedAt.filter((one) => one > from && one <= at)
        expect(these).toHaveLength(counted)
        expect(counted).toBe(rule.afterCount)
        for (const one of these) {
          expect(taken.has(one)).toBe(false)
          taken.add(one)
        }
        countedTo = at
      }
    }),
  )
})

test('a third no-show within the days is one too many, one of last season is not counted', () => {
  const rule = { afterCount: 3, withinDays: 30 }
  expect(crossing(rule, [1 * day, 2 * day, 3 * day], 3 * day, null)).toBe(3)
  expect(crossing(rule, [1 * day, 20 * day, 33 * day], 33 * day, null)).toBeNull()
  expect(crossing(rule, [1 * day, 2 * day, 3 * day, 4 * day], 4 * day, 3 * day)).toBeNull()
})

const told: ToldUse = { startsAt: 36_000, endsAt: 43_200, checkedInAt: 36_000, checkedOutAt: 43_200, said: null }

function heard(...states: readonly (readonly [at: number, state: 'on' | 'off'])[]): MeteredSignal[] {
  return states.map(([at, state]) => ({ at, state, grade: 'sensor' }))
}

test.each([
  ['nothing was ever heard', null, heard(), []],
  ['it is on all day', 'on', heard(), []],
  ['it goes on and off with the use', 'off', heard([36_100, 'on'], [43_000, 'off']), []],
  ['it is off for a pause', 'off', heard([36_100, 'on'], [38_000, 'off'], [40_000, 'on'], [43_300, 'off']), []],
  ['it was off all the time', 'off', heard(), ['never-on']],
  ['it went on half an hour later', 'off', heard([37_800, 'on'], [43_200, 'off']), ['on-late']],
  ['it went off an hour before', 'off', heard([36_000, 'on'], [39_600, 'off']), ['off-early']],
  ['it went off an hour after', 'off', heard([36_000, 'on'], [46_800, 'off']), ['on-after']],
] as const)('a meter: %s', (_, before, signals, found) => {
  expect(contradictions(told, { before, signals, nextAt: null })).toEqual(found)
})

test('what goes off while the next person is at the machine is theirs', () => {
  const signals = heard([36_000, 'on'], [46_000, 'off'])
  expect(contradictions(told, { before: 'off', signals, nextAt: 43_200 })).toEqual([])
})

test('a machine that ran while nobody had checked in speaks for a use', () => {
  const nobody = { ...told, checkedInAt: null, checkedOutAt: null }
  const evidence = evidenceOf(nobody, { before: 'off', signals: heard([36_600, 'on']), nextAt: null })
  expect(evidence).toMatchObject({ grade: 'sensor', contradictions: ['on-unclaimed'] })
  expect(evidenceOf(nobody, { before: 'off', signals: [], nextAt: null })).toMatchObject({ grade: null })
})
