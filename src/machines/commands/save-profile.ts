import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { Malformed, type Fault } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { changedResourceRows } from '../../resources/commands/resource-rows.ts'
import type { Policy, Resource } from '../../resources/resource.ts'
import { byNumber } from '../reads/machine-page.ts'
import { isManaged } from '../reads/fitting.ts'
import { changeMachine } from './change-machine.ts'

/** A machine's profile and rules, as its managers save them at once. */
export interface MachineProfile {
  readonly names: Names
  readonly model: string
  readonly assetNumber: string
  readonly location: string
  readonly categoryId: string
  readonly setupMinutes: number
  readonly cleanupMinutes: number
  readonly stepMinutes: number
  readonly minMinutes: number
  readonly maxMinutes: number
  readonly qualificationId: string | null
  readonly restricted: boolean
  readonly policy: Partial<Policy>
  readonly tags: readonly string[]
  /** The space that it stands in. */
  readonly roomId: ResourceId | null
  /** Numbers of machines that may stand in for it, and it for them. */
  readonly equivalents: readonly string[]
}

/** Saves from the version that was looked at. Throws what `changeMachine` does; Malformed names the form's fields. */
export async function saveProfile(
  deps: Deps,
  actor: Actor,
  { id, version, profile }: { id: ResourceId; version: number; profile: MachineProfile },
  key: RequestKey,
): Promise<void> {
  await changeMachine(deps, actor, {
    id,
    version,
    key,
    besides: {
      fits: fitsQuery(actor, id, profile),
      equals: byNumber(actor, profile.equivalents, id),
    },
    decide: ({ resource, write }, { fits: [fits], equals }) => {
      const { tags, roomId, equivalents, policy, ...columns } = profile
      const others = equals.filter((one) => one.id !== id).map((one) => one.id)
      const missing = equivalents.filter((number) => !equals.some(({ assetNumber }) => assetNumber === number))
      const faults = faultsOf(fits, profile, missing)
      if (faults.length > 0) throw new Malformed(faults)
      const next: Resource = { ...resource, ...columns, policy: { ...resource.policy, ...policy } }
      const record = { action: 'resource.profile-saved', detail: changedOf(resource, next) }
      return [
        ...changedResourceRows(resource, next, record, write),
        ...tagRows(id, tags),
        ...roomRows(id, roomId),
        ...equivalentRows(id, others),
      ]
    },
  })
}

interface Fits {
  readonly category: number
  readonly training: number
  readonly taken: number
  readonly room: number
}

function fitsQuery(actor: Actor, id: ResourceId, { categoryId, qualificationId, assetNumber, roomId }: MachineProfile) {
  return sql<Fits>`SELECT EXISTS (SELECT 1 FROM category WHERE id = ${categoryId}) AS category,
    ${qualificationId} IS NULL OR EXISTS (SELECT 1 FROM qualification_kind WHERE id = ${qualificationId}) AS training,
    EXISTS (SELECT 1 FROM resource WHERE asset_number = ${assetNumber} AND id <> ${id}) AS taken,
    ${roomId} IS NULL OR EXISTS (SELECT 1 FROM resource r WHERE r.id = ${roomId} AND r.kind = 'space'
      AND r.id <> ${id}
      AND (${isManaged(actor, null)} OR r.id = (SELECT room_id FROM resource_room
        WHERE resource_id = ${id}))) AS room LIMIT 1`
}

function faultsOf(fits: Fits | undefined, profile: MachineProfile, missing: readonly string[]): Fault[] {
  const faults: Fault[] = []
  if (!fits?.category) faults.push({ pointer: '/category', kind: 'value' })
  if (!fits?.training) faults.push({ pointer: '/training', kind: 'value' })
  if (fits?.taken) faults.push({ pointer: '/number', kind: 'repeated' })
  if (!fits?.room) faults.push({ pointer: '/room', kind: 'value' })
  if (missing.length > 0) faults.push({ pointer: '/equivalents', kind: 'choice', expected: missing.join(', ') })
  if (profile.minMinutes > profile.maxMinutes) faults.push({ pointer: '/maxMinutes', kind: 'value' })
  return faults
}

/** What the audit keeps: each field that is another, before and after. */
function changedOf(before: Resource, after: Resource): Record<string, unknown> {
  const keys = (Object.keys(after) as (keyof Resource)[]).filter((key) => key !== 'units' && key !== 'hours')
  return Object.fromEntries(
    keys
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, [before[key], after[key]]]),
  )
}

function tagRows(id: ResourceId, tags: readonly string[]): Query[] {
  return [
    sql`DELETE FROM resource_tag WHERE resource_id = ${id}`,
    sql`INSERT INTO resource_tag (resource_id, tag) SELECT ${id}, value FROM json_each(${json(tags)})`,
  ]
}

function roomRows(id: ResourceId, roomId: ResourceId | null): Query[] {
  return [
    sql`DELETE FROM resource_room WHERE resource_id = ${id}`,
    ...(roomId === null ? [] : [sql`INSERT INTO resource_room (resource_id, room_id) VALUES (${id}, ${roomId})`]),
  ]
}

/** Each stands in for the other. */
function equivalentRows(id: ResourceId, others: readonly ResourceId[]): Query[] {
  const list = json(others)
  return [
    sql`DELETE FROM resource_equivalent WHERE resource_id = ${id} OR other_id = ${id}`,
    sql`INSERT INTO resource_equivalent (resource_id, other_id) SELECT ${id}, value FROM json_each(${list})
      UNION ALL SELECT value, ${id} FROM json_each(${list})`,
  ]
}
