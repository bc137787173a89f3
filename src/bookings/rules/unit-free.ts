import { overlaps } from '../../kernel/interval.ts'
import type { Held } from '../facts.ts'
import { refuse, type Rule, type Situation } from './rule.ts'

/** A unit is free, with its set-up and clean-down; for whole-room use every unit is. Nobody may set this aside. */
export const unitFree: Rule = {
  name: 'unit-free',
  test: (situation) => {
    const { wanted } = situation
    const candidates = candidateUnits(situation)
    const free = freeUnits(situation)
    if (candidates.length === 0 || (wanted.whole ? free.length === candidates.length : free.length > 0)) return null
    const inTheWay = situation.held.filter(
      (held) => candidates.includes(held.unitId) && overlaps(held, situation.widened),
    )
    return closure(inTheWay, candidates, wanted.whole) ?? refuse('unit-taken', candidates.length, free.length)
  },
}

/** Units in service that the request would accept. */
export function candidateUnits({ asked: { resource }, wanted }: Situation): number[] {
  return resource.units
    .filter((unit) => unit.state === 'active' && (wanted.unitId === null || wanted.unitId === unit.id))
    .map((unit) => unit.id)
}

/** Those of them that nothing holds in the widened interval. */
export function freeUnits(situation: Situation): number[] {
  const taken = new Set<number>()
  for (const held of situation.held) if (overlaps(held, situation.widened)) taken.add(held.unitId)
  return candidateUnits(situation).filter((unit) => !taken.has(unit))
}

function closure(inTheWay: readonly Held[], candidates: readonly number[], whole: boolean) {
  const closed = inTheWay.filter((held) => held.closure)
  const [first] = closed
  const closedUnits = new Set(closed.map((held) => held.unitId))
  if (!first?.closure || !(whole || candidates.every((unit) => closedUnits.has(unit as typeof first.unitId))))
    return null
  const { kind, reason } = first.closure
  return refuse('closed', null, null, null, { closureKind: kind, note: reason, until: first.endsAt })
}
