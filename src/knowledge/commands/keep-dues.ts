import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { addDays, dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import { changeMachine } from '../../machines/commands/change-machine.ts'
import { sql } from '../../platform/db/sql.ts'
import { newVersionRows } from '../../resources/commands/resource-rows.ts'
import type { DueKind } from '../due.ts'
import { duesQuery } from '../knowledge.sql.ts'

interface Of {
  readonly id: ResourceId
  readonly key: RequestKey
}

export interface NewDue {
  readonly kind: DueKind
  readonly date: string
  readonly everyDays: number
  readonly warnDays: number
  readonly blocks: boolean
}

/** Says until when a machine may be used without being looked after. Throws what `changeMachine` does. */
export async function keepDue(deps: Deps, actor: Actor, due: NewDue, { id, key }: Of): Promise<void> {
  const { endsAt } = spanOfDay(due.date, deps.park().timeZone)
  const { kind, everyDays, warnDays } = due
  const blocks = due.blocks ? 1 : 0
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {},
    decide: ({ resource, write }) => [
      ...newVersionRows(resource, { action: 'resource.due-set', detail: { ...due } }, write),
      sql`INSERT INTO due (resource_id, kind, due_at, warn_days, warn_at, every_days, blocks)
        VALUES (${id}, ${kind}, ${endsAt}, ${warnDays}, ${endsAt - warnDays * 86_400}, ${everyDays}, ${blocks})
        ON CONFLICT (resource_id, kind) DO UPDATE SET due_at = excluded.due_at, warn_days = excluded.warn_days,
        warn_at = excluded.warn_at, every_days = excluded.every_days, blocks = excluded.blocks`,
    ],
  })
}

/** It was done today: due again after its interval. Throws what `changeMachine` does; Malformed where it is not due. */
export async function doneToday(deps: Deps, actor: Actor, kind: DueKind, { id, key }: Of): Promise<void> {
  const zone = deps.park().timeZone
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: { dues: duesQuery(sql`${id}`) },
    decide: ({ resource, write }, { dues }) => {
      const due = dues.find((one) => one.kind === kind)
      if (due === undefined) throw new Malformed([{ pointer: '/due', kind: 'value' }])
      const { endsAt } = spanOfDay(addDays(dayOf(write.at, zone).date, due.everyDays), zone)
      return [
        ...newVersionRows(resource, { action: 'resource.due-done', detail: { kind, dueAt: endsAt } }, write),
        sql`UPDATE due SET done_at = ${write.at}, due_at = ${endsAt}, warn_at = ${endsAt - due.warnDays * 86_400}
          WHERE resource_id = ${id} AND kind = ${kind}`,
      ]
    },
  })
}

/** Takes a date away. Throws what `changeMachine` does. */
export async function removeDue(deps: Deps, actor: Actor, kind: DueKind, { id, key }: Of): Promise<void> {
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {},
    decide: ({ resource, write }) => [
      ...newVersionRows(resource, { action: 'resource.due-removed', detail: { kind } }, write),
      sql`DELETE FROM due WHERE resource_id = ${id} AND kind = ${kind}`,
    ],
  })
}
