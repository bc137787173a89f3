import type { Actor, Deps } from '../../deps.ts'
import { newId } from '../../kernel/id.ts'
import type { Alternative } from '../alternatives.ts'
import type { BookingFacts } from '../facts.ts'
import { judgeBooking, type Verdict } from '../judge-booking.ts'
import { readAlternatives } from '../reads/alternatives.ts'
import type { Wanted, WantedBy } from '../wanted.ts'
import { readFacts } from './request-booking.ts'

export interface Quote {
  readonly verdict: Verdict
  readonly alternatives: readonly Alternative[]
  readonly facts: BookingFacts
}

/** A dry run: the very decision that booking would make, written nowhere. Throws Unauthenticated, NotFound. */
export async function quoteBooking(deps: Deps, actor: Actor, wanted: Wanted, by: WantedBy): Promise<Quote> {
  const { facts } = await readFacts(deps, actor, { wanted: [wanted], by }, null)
  const verdict = judgeBooking(wanted, by, facts, newId('bkg', deps.now() * 1000, deps.entropy))
  const alternatives = verdict.refusals.length === 0 ? [] : await readAlternatives(deps, actor, verdict, by, facts)
  return { verdict, alternatives, facts }
}
