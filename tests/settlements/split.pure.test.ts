import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProjectId } from '../../src/kernel/id.ts'
import { splitByProject } from '../../src/settlements/split.ts'

const of = (amounts: readonly number[]) =>
  amounts.map((amountMinor, at) => ({ projectId: `prj_${at}` as ProjectId, amountMinor }))

test('a payment is split in proportion to what each project owes, to the fen', () => {
  expect(splitByProject(100, of([100, 100, 100])).map(({ amountMinor }) => amountMinor)).toEqual([34, 33, 33])
  expect(splitByProject(300, of([100, 100, 100]))).toEqual(of([100, 100, 100]))
  expect(splitByProject(50, of([100, -50]))).toEqual(of([100, -50]))
  expect(splitByProject(-10, of([-10, -20])).reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(-10)
})

test('however often a part is paid, the parts of each project add up to what it owed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 6 }),
      (owed, percents) => {
        let left = of(owed)
        const due = () => left.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
        for (const percent of [...percents, 100]) {
          const amount = Math.floor((due() * percent) / 100)
          if (amount === 0) continue
          const parts = splitByProject(amount, left)
          expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(amount)
          left = left.map((share) => ({
            ...share,
            amountMinor:
              share.amountMinor - (parts.find(({ projectId }) => projectId === share.projectId)?.amountMinor ?? 0),
          }))
          expect(left.every(({ amountMinor }) => amountMinor >= 0)).toBe(true)
        }
        expect(due()).toBe(0)
      },
    ),
  )
})
