import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ClosureId } from '../../src/kernel/id.ts'
import { closedChange, closedWith, closedWithout, openEnd, type ClosedTime } from '../../src/resources/closure.ts'

function closed(startsAt: number, endsAt: number, name = 'a'): ClosedTime {
  return { startsAt, endsAt, closureId: `clo_${name}` as ClosureId }
}

const brief = (times: readonly ClosedTime[]) => times.map(({ startsAt, endsAt }) => [startsAt, endsAt])

test('a fault during planned maintenance holds the union of both, under the first one', () => {
  expect(closedWith([closed(0, 10)], closed(5, 20, 'b'))).toEqual([closed(0, 20)])
  expect(closedWith([closed(0, 30)], closed(5, 20, 'b'))).toEqual([closed(0, 30)])
  expect(brief(closedWith([closed(0, 10), closed(30, 40)], closed(15, 20)))).toEqual([
    [0, 10],
    [15, 20],
    [30, 40],
  ])
  expect(brief(closedWith([closed(0, 10), closed(30, 40)], closed(8, openEnd)))).toEqual([[0, openEnd]])
})

test('lifting one leaves what the others hold, and what has passed', () => {
  expect(brief(closedWithout([closed(0, 20)], [closed(5, 20, 'b')], 3))).toEqual([
    [0, 3],
    [5, 20],
  ])
  expect(brief(closedWithout([closed(0, 20)], [closed(5, 20, 'b')], 8))).toEqual([[0, 20]])
  expect(brief(closedWithout([closed(0, 20)], [], 8))).toEqual([[0, 8]])
  expect(brief(closedWithout([closed(10, 20)], [], 8))).toEqual([])
})

test('only what changes is written', () => {
  const before = [closed(0, 10), closed(30, 40)]
  const { gone, come } = closedChange(before, closedWith(before, closed(5, 20, 'b')))
  expect([brief(gone), brief(come)]).toEqual([[[0, 10]], [[0, 20]]])
})

const span = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 }))

test('minute by minute, a unit is closed while any closure in force holds it', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), fc.nat(7), fc.integer({ min: 0, max: 90 }), (spans, which, now) => {
      const closures = spans.map(([start, length], index) => closed(start, start + length, String(index)))
      const held = closures.reduce<ClosedTime[]>((rows, one) => closedWith(rows, one), [])
      expect(minutes(held)).toEqual(minutes(closures))
      expect(held.every((row, at) => at === 0 || (held[at - 1]?.endsAt ?? 0) < row.startsAt)).toBe(true)
      const lifted = closures[which]
      if (!lifted || lifted.endsAt <= now) return
      const others = closures.filter((one) => one !== lifted && one.endsAt > now)
      const open = held.filter((row) => row.endsAt > now)
      const left = [...held.filter((row) => row.endsAt <= now), ...closedWithout(open, others, now)]
      const expected = closures.map((one) => (one === lifted ? { ...one, endsAt: Math.min(one.endsAt, now) } : one))
      expect(minutes(left)).toEqual(minutes(expected))
    }),
  )
})

function minutes(times: readonly ClosedTime[]): number[] {
  const held = new Set<number>()
  for (const { startsAt, endsAt } of times) for (let minute = startsAt; minute < endsAt; minute++) held.add(minute)
  return [...held].toSorted((a, b) => a - b)
}
