import { rounds, wrote, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { BookingId, ImportedCalendarId } from '../../kernel/id.ts'
import { Conflict, Stale } from '../../kernel/thrown.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { decided, type DecidedPlan } from '../decided-plan.ts'
import { readCalendarFacts, type AskedBy, type CalendarFacts } from '../reads/plan-facts.ts'
import { appliedRows } from './applied-rows.ts'

export interface ApplyWanted {
  /** The reading that was looked at; null applies whichever there is. */
  readonly version: number | null
  /** True takes the calendar away: all of its times are gone. */
  readonly end?: boolean
  /** Bookings in the way that are to be cancelled without charge. A time with any other one in its way waits. */
  readonly cancel: readonly BookingId[]
}

/** What is answered of a plan that was done. */
export type DocumentOf = (facts: CalendarFacts, plan: DecidedPlan) => object

/**
 * Brings the closures of a resource to what its calendar said when it was read last: new times are closed, changed ones
 * moved, those that are gone lifted. Where a booking is in the way and nobody decided on it, nothing is done. Applied
 * again it changes nothing. Throws Unauthenticated, Forbidden, NotFound, KeyReused, DbUnavailable; Stale when the
 * calendar was read again since, Conflict when others were quicker thrice.
 */
export async function applyCalendar(
  deps: Deps,
  actor: Actor,
  id: ImportedCalendarId,
  wanted: ApplyWanted,
  key: RequestKey,
  documentOf: DocumentOf = appliedDocument,
): Promise<Answer> {
  const by = { viewer: viewerQuery(actor, deps.now()), stored: storedAnswerQuery(actor, key.key) }
  return applyAsked(deps, id, by, wanted, key, documentOf)
}

/** The same for whoever the rows say asks. */
export async function applyAsked(
  deps: Deps,
  id: ImportedCalendarId,
  by: AskedBy,
  { version, cancel, end = false }: ApplyWanted,
  key: RequestKey,
  documentOf: DocumentOf = appliedDocument,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, facts } = await readCalendarFacts(deps, id, by, { key, end })
    if (stored) return stored
    const { endedAt } = facts.calendar
    if (endedAt !== null) return { status: 200, body: JSON.stringify(documentOf(facts, nothing)) }
    if (version !== null && version !== facts.calendar.version) throw new Stale({ version: facts.calendar.version })
    const plan = decided(facts, new Set(cancel))
    const body = JSON.stringify(documentOf(facts, plan))
    if (isNothing(plan) && facts.calendar.appliedAt !== null && !end) return { status: 200, body }
    const idempotency = { actor: facts.viewer.personId, ...key, status: 200, body, at: facts.now }
    if (await wrote(deps, appliedRows(deps, facts, plan, end), idempotency)) {
      offerAfterwards(deps, facts.waitedFor)
      return { status: 200, body }
    }
  }
  throw new Conflict('try-again')
}

const nothing: DecidedPlan = { made: [], lifted: [], forgotten: [], waiting: [] }

function isNothing({ made, lifted, forgotten }: DecidedPlan): boolean {
  return made.length + lifted.length + forgotten.length === 0
}

function appliedDocument({ calendar, plan }: CalendarFacts, { made, waiting }: DecidedPlan) {
  const count = (step: string) => plan.filter((time) => time.step === step && !waiting.includes(time)).length
  return {
    id: calendar.id,
    version: calendar.version,
    counts: {
      new: count('new'),
      changed: count('changed'),
      gone: count('gone'),
      unchanged: count('unchanged'),
      waiting: waiting.length,
    },
    closed: made.length,
  }
}
