import { affectedRows, type Closing } from '../../bookings/commands/closing-rows.ts'
import { resourceChangeRows } from '../../bookings/commands/closure-rows.ts'
import type { ClosingFacts } from '../../bookings/reads/closing-facts.ts'
import type { Deps } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { newId, type ClosureId, type UnitId } from '../../kernel/id.ts'
import { invariant } from '../../kernel/invariant.ts'
import { asserting, json, sql, type Query } from '../../platform/db/sql.ts'
import { closedChange, closedWithout, type ClosedTime } from '../../resources/closure.ts'
import type { Standing } from '../../bookings/reads/surroundings.ts'
import type { DecidedPlan, MadeTime } from '../decided-plan.ts'
import type { CalendarFacts, UnitTime } from '../reads/plan-facts.ts'

interface MadeClosure {
  readonly id: ClosureId
  readonly made: MadeTime<Standing>
  readonly startsAt: number
}

/** The rows of a plan that is done: what gives time back comes before what takes it. */
export function appliedRows(deps: Deps, facts: CalendarFacts, plan: DecidedPlan<Standing>, end: boolean): Query[] {
  const { viewer, now, resource, calendar, units } = facts
  const made = plan.made.map((one): MadeClosure => ({
    id: newId('clo', now * 1000, deps.entropy),
    made: one,
    startsAt: Math.max(one.time.startsAt, now),
  }))
  const changes = made.length + plan.lifted.length > 0 || end
  const detail = {
    calendarId: calendar.id,
    closed: made.map(({ id, made: { time }, startsAt }) => [id, startsAt, time.endsAt]),
    lifted: plan.lifted,
    units,
  }
  const action = end ? 'resource.calendar-ended' : 'resource.calendar-applied'
  const audited = { action, viewer, at: now, detail }
  return [
    sameViewerRow(viewer),
    ...asserting(appliedRow(facts, end), 'STALE_VERSION'),
    ...(end ? [sql`DELETE FROM imported_time WHERE calendar_id = ${calendar.id}`] : []),
    ...(changes ? resourceChangeRows(resource, audited) : []),
    ...made.flatMap((one) => givenRows(deps, facts, one)),
    ...forgottenRows(plan),
    ...(plan.lifted.length > 0
      ? [sql`UPDATE closure SET lifted_at = ${now} WHERE id IN (SELECT value FROM json_each(${json(plan.lifted)}))`]
      : []),
    ...(made.length > 0 ? closureRows(facts, made) : []),
    ...(changes ? allocationRows(facts, plan, made) : []),
  ]
}

function appliedRow({ calendar: { id, version, fetchAt }, now }: CalendarFacts, end: boolean): Query {
  return sql`UPDATE imported_calendar SET applied_at = ${now}, ended_at = ${end ? now : null},
    fetch_at = ${end ? null : fetchAt} WHERE id = ${id} AND version = ${version} AND ended_at IS NULL`
}

/** What the bookings in the way give back; none of them is moved, so that none takes anything. */
function givenRows(deps: Deps, facts: CalendarFacts, { id, made, startsAt }: MadeClosure): Query[] {
  const { viewer, now, park, resource, inTheWay } = facts
  const closingFacts: ClosingFacts = { viewer, now, park, resource, inTheWay, held: [], busy: [], closed: new Map() }
  const closing: Closing = {
    facts: closingFacts,
    closed: { startsAt, endsAt: made.time.endsAt },
    closureId: id,
    reason: made.time.reason,
    held: [],
    makers: { entropy: deps.entropy, park },
  }
  return made.fates.flatMap(({ standing, fate }) => {
    const affected = affectedRows(closing, standing, fate)
    invariant('next' in affected, 'a booking that goes nowhere cannot be refused')
    return [...affected.gives, ...affected.takes]
  })
}

function forgottenRows({ forgotten }: DecidedPlan): Query[] {
  if (forgotten.length === 0) return []
  return [sql`DELETE FROM imported_closure WHERE closure_id IN (SELECT value FROM json_each(${json(forgotten)}))`]
}

function closureRows({ viewer, now, resource, calendar, units }: CalendarFacts, made: readonly MadeClosure[]): Query[] {
  const closures = made.map(({ id, startsAt, made: { time } }) => [id, time.kind, time.reason, startsAt, time.endsAt])
  const links = made.map(({ id, made: { time } }) => [id, time.uid, time.recurrenceId, time.startsAt, time.endsAt])
  return [
    sql`INSERT INTO closure (id, resource_id, kind, reason, starts_at, ends_at, created_by, created_at)
      SELECT value ->> 0, ${resource.id}, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ${viewer.personId}, ${now}
      FROM json_each(${json(closures)})`,
    sql`INSERT INTO closure_unit (closure_id, unit_id) SELECT c.value ->> 0, u.value
      FROM json_each(${json(closures)}) c CROSS JOIN json_each(${json(units)}) u`,
    sql`INSERT INTO imported_closure (closure_id, calendar_id, uid, recurrence_id, starts_at, ends_at)
      SELECT value ->> 0, ${calendar.id}, value ->> 1, value ->> 2, value ->> 3, value ->> 4
      FROM json_each(${json(links)})`,
  ]
}

/** Lets each unit be held by what has passed, what stays in force and what is new. */
function allocationRows(facts: CalendarFacts, plan: DecidedPlan, made: readonly MadeClosure[]): Query[] {
  const lifted = new Set(plan.lifted)
  const added = made.flatMap(({ id, startsAt, made: { time } }) =>
    facts.units.map((unitId) => ({ unitId, startsAt, endsAt: time.endsAt, closureId: id })),
  )
  const staying = [...facts.inForce.filter(({ closureId }) => !lifted.has(closureId)), ...added]
  const [held, after] = [byUnit(facts.held), byUnit(staying)]
  const changes = [...new Set([...held.keys(), ...after.keys()])].map((unit) => {
    const before = held.get(unit) ?? []
    return { unit, ...closedChange(before, closedWithout(before, after.get(unit) ?? [], facts.now)) }
  })
  const gone = changes.flatMap((one) => one.gone.map(({ startsAt }) => [one.unit, startsAt]))
  const come = changes.flatMap((one) => one.come.map((time) => [one.unit, time.startsAt, time.endsAt, time.closureId]))
  return [
    ...gone.map(
      ([unit, startsAt]) => sql`DELETE FROM allocation WHERE unit_id = ${unit ?? 0} AND starts_at = ${startsAt ?? 0}
        AND closure_id IS NOT NULL`,
    ),
    ...(come.length === 0
      ? []
      : [
          sql`INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${json(come)})`,
        ]),
  ]
}

function byUnit(rows: readonly UnitTime[]): Map<UnitId, ClosedTime[]> {
  const times = new Map<UnitId, ClosedTime[]>()
  for (const { unitId, ...time } of rows) {
    const known = times.get(unitId)
    if (known) known.push(time)
    else times.set(unitId, [time])
  }
  return times
}
