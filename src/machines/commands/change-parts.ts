import { nextAuditRow } from '../../audit/record.ts'
import { comingOf } from '../../bookings/standing.sql.ts'
import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { newId, type ResourceId, type UnitId } from '../../kernel/id.ts'
import { Conflict, Malformed, Stale } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { addedUnitRows, changedResourceRows, newVersionRows } from '../../resources/commands/resource-rows.ts'
import type { Resource, ResourceState } from '../../resources/resource.ts'
import type { Grant } from '../reads/machine-page.ts'
import { byNumber } from '../reads/machine-page.ts'
import { changeMachine, type FoundMachine } from './change-machine.ts'

interface Of {
  readonly id: ResourceId
  readonly key: RequestKey
}

/**
 * Publishes a machine, takes it out of service, or retires it. Coming bookings stay: they are marked, and each owner
 * is told once. `seen` is how many that were when it was looked at. Throws what `changeMachine` does, and Stale when
 * they are others by now.
 */
export async function setState(
  deps: Deps,
  actor: Actor,
  { state, seen }: { readonly state: ResourceState; readonly seen: number | null },
  { id, key }: Of,
): Promise<void> {
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {
      coming: sql<{ n: number }>`SELECT count(*) AS n FROM booking b
        WHERE ${comingOf(sql`= ${id}`, deps.now())} LIMIT 1`,
    },
    decide: ({ resource, write, marks }, { coming: [coming] }) => {
      if (seen !== null && seen !== coming?.n) throw new Stale(resource.rulesVersion)
      const record = { action: 'resource.state-set', detail: { state: [resource.state, state] } }
      return [...changedResourceRows(resource, { ...resource, state }, record, write), ...marks]
    },
  })
}

export type UnitChange =
  | { readonly do: 'add'; readonly name: string }
  | { readonly do: 'rename'; readonly unitId: UnitId; readonly name: string }
  | { readonly do: 'retire' | 'return'; readonly unitId: UnitId }

/**
 * Adds, renames or retires a unit, or takes it back into service. Throws what `changeMachine` does; Malformed for a
 * name that another unit has, Conflict for retiring the last one.
 */
export async function changeUnit(deps: Deps, actor: Actor, change: UnitChange, { id, key }: Of): Promise<void> {
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {},
    decide: (found) => {
      const { resource, write, marks } = found
      assertFitting(change, resource)
      const record = { action: 'resource.unit-changed', detail: { ...change } }
      return [...newVersionRows(resource, record, write), ...unitChangeRows(change, found), ...marks]
    },
  })
}

function assertFitting(change: UnitChange, { units }: Resource): void {
  const others = units.filter((unit) => !('unitId' in change) || unit.id !== change.unitId)
  if ('unitId' in change && others.length === units.length) throw new Malformed([{ pointer: '/unit', kind: 'value' }])
  if ('name' in change && others.some(({ name }) => name === change.name))
    throw new Malformed([{ pointer: '/name', kind: 'repeated' }])
  if (change.do === 'retire' && others.every(({ state }) => state === 'retired')) throw new Conflict('state-forbids')
}

function unitChangeRows(change: UnitChange, { resource: { id }, write }: FoundMachine): Query[] {
  switch (change.do) {
    case 'add':
      return addedUnitRows(id, [change.name], write.at)
    case 'rename':
      return [sql`UPDATE unit SET name = ${change.name} WHERE id = ${change.unitId} AND resource_id = ${id}`]
    case 'retire':
    case 'return': {
      const state = change.do === 'retire' ? 'retired' : 'active'
      return [sql`UPDATE unit SET state = ${state} WHERE id = ${change.unitId} AND resource_id = ${id}`]
    }
  }
}

/** Lets a firm or a consortium in where only some may book, or no longer. Throws what `changeMachine` does. */
export async function changeGrant(
  deps: Deps,
  actor: Actor,
  change: Pick<Grant, 'kind' | 'subjectId'> & { readonly do: 'add' | 'remove' },
  { id, key }: Of,
): Promise<void> {
  const { kind, subjectId } = change
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {
      subject: sql<{ there: number }>`SELECT CASE ${kind} WHEN 'firm' THEN EXISTS (SELECT 1 FROM firm
          WHERE id = ${subjectId}) WHEN 'consortium' THEN EXISTS (SELECT 1 FROM consortium WHERE id = ${subjectId})
        ELSE 0 END AS there LIMIT 1`,
    },
    decide: ({ resource, write }, { subject: [subject] }) => {
      if (change.do === 'add' && !subject?.there) throw new Malformed([{ pointer: '/subject', kind: 'value' }])
      const record = { action: 'resource.access-set', detail: { ...change } }
      return [
        ...newVersionRows(resource, record, write),
        sql`DELETE FROM access_grant WHERE resource_id = ${id} AND subject_kind = ${kind}
          AND subject_id = ${subjectId}`,
        ...(change.do === 'remove'
          ? []
          : [
              sql`INSERT INTO access_grant (resource_id, subject_kind, subject_id)
                VALUES (${id}, ${kind}, ${subjectId})`,
            ]),
      ]
    },
  })
}

export interface NewBundle {
  readonly names: Names
  /** Other machines by their number, each so long after the start of this one. */
  readonly parts: readonly { readonly number: string; readonly offsetMinutes: number }[]
}

/** Names machines that are booked together with this one. Throws what `changeMachine` does. */
export async function addBundle(deps: Deps, actor: Actor, { names, parts }: NewBundle, { id, key }: Of): Promise<void> {
  const numbers = parts.map(({ number }) => number)
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: { others: byNumber(actor, numbers, id) },
    decide: ({ write }, { others }) => {
      const offsets = parts.flatMap(({ number, offsetMinutes }) =>
        others.filter((one) => one.assetNumber === number && one.id !== id).map((one) => [one.id, offsetMinutes]),
      )
      if (offsets.length !== parts.length || parts.length === 0)
        throw new Malformed([{ pointer: '/parts', kind: 'value' }])
      const bundleId = newId('bdl', write.at * 1000, deps.entropy)
      return [
        sql`INSERT INTO bundle (id, name_hans, name_hant, name_en)
          VALUES (${bundleId}, ${names.hans}, ${names.hant}, ${names.en})`,
        sql`INSERT INTO bundle_part (bundle_id, resource_id, offset_minutes)
          SELECT ${bundleId}, value ->> 0, value ->> 1 FROM json_each(${json([[id, 0], ...offsets])})`,
        bundleAudit(write, bundleId, 'bundle.added', { names, parts }),
      ]
    },
  })
}

/** Takes a bundle away that this machine is part of; others that are the viewer's too. */
export async function removeBundle(deps: Deps, actor: Actor, bundleId: string, { id, key }: Of): Promise<void> {
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {
      bundle: sql<{ n: number }>`SELECT 1 AS n FROM bundle_part WHERE bundle_id = ${bundleId} AND resource_id = ${id}
        LIMIT 1`,
    },
    decide: ({ write }, { bundle }) => {
      if (bundle.length === 0) throw new Malformed([{ pointer: '/bundle', kind: 'value' }])
      return [
        sql`DELETE FROM bundle_part WHERE bundle_id = ${bundleId}`,
        sql`DELETE FROM bundle WHERE id = ${bundleId}`,
        bundleAudit(write, bundleId, 'bundle.removed', {}),
      ]
    },
  })
}

function bundleAudit(
  { at, actorId }: FoundMachine['write'],
  entity: string,
  action: string,
  detail: Record<string, unknown>,
): Query {
  return nextAuditRow({ at, actorId, action, entity, firmId: null, facilityId: null, detail })
}
