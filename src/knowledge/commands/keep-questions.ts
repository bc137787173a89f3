import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { newId, type ResourceId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { changeMachine } from '../../machines/commands/change-machine.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { newVersionRows } from '../../resources/commands/resource-rows.ts'
import type { Conditions } from '../condition.ts'
import type { QuestionKind } from '../question.ts'

interface Of {
  readonly id: ResourceId
  readonly key: RequestKey
}

export interface NewQuestion {
  readonly kind: QuestionKind
  readonly words: Names
  readonly choices: readonly string[]
  readonly required: boolean
}

export type QuestionChange =
  | { readonly do: 'add'; readonly asked: NewQuestion; readonly forCategory: boolean }
  | { readonly do: 'change'; readonly asked: NewQuestion; readonly questionId: string }
  | { readonly do: 'remove'; readonly questionId: string }

const mostQuestions = 20

/** Asks something of whoever books, otherwise, or no longer. Throws what `changeMachine` does, and Malformed. */
export async function changeQuestion(deps: Deps, actor: Actor, change: QuestionChange, { id, key }: Of): Promise<void> {
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {
      asked: sql<{ id: string }>`SELECT q.id AS id FROM resource r JOIN question q ON q.resource_id = r.id
          WHERE r.id = ${id} UNION ALL SELECT q.id FROM resource r JOIN question q
          ON q.category_id = r.category_id AND q.facility_id = r.facility_id WHERE r.id = ${id} LIMIT 100`,
    },
    decide: ({ resource, write }, { asked }) => {
      const known = change.do === 'add' || asked.some((one) => one.id === change.questionId)
      const full = change.do === 'add' && asked.length >= mostQuestions
      if (!known || full) throw new Malformed([{ pointer: '/question', kind: 'value' }])
      const record = { action: 'resource.question-changed', detail: { ...change } }
      return [...newVersionRows(resource, record, write), changeRow(deps, change, resource)]
    },
  })
}

function changeRow(
  deps: Deps,
  change: QuestionChange,
  { id, facilityId, categoryId }: { id: ResourceId; facilityId: string; categoryId: string },
): Query {
  if (change.do === 'remove') return sql`DELETE FROM question WHERE id = ${change.questionId}`
  const { kind, words, choices } = change.asked
  const required = change.asked.required ? 1 : 0
  if (change.do === 'change')
    return sql`UPDATE question SET version = version + 1, kind = ${kind}, hans = ${words.hans}, hant = ${words.hant},
      en = ${words.en}, choices = ${json(choices)}, required = ${required} WHERE id = ${change.questionId}`
  const [ofResource, ofCategory] = change.forCategory ? [null, categoryId] : [id, null]
  return sql`INSERT INTO question (id, facility_id, resource_id, category_id, version, kind, hans, hant, en, choices,
    required) VALUES (${newId('qst', deps.now() * 1000, deps.entropy)}, ${facilityId}, ${ofResource}, ${ofCategory}, 1,
    ${kind}, ${words.hans}, ${words.hant}, ${words.en}, ${json(choices)}, ${required})`
}

/** Says which conditions a room has, all of them at once. Throws what `changeMachine` does. */
export async function keepConditions(deps: Deps, actor: Actor, conditions: Conditions, { id, key }: Of): Promise<void> {
  await changeMachine(deps, actor, {
    id,
    key,
    version: null,
    besides: {},
    decide: ({ resource, write }) => [
      ...newVersionRows(resource, { action: 'resource.conditions-set', detail: { ...conditions } }, write),
      sql`DELETE FROM resource_condition WHERE resource_id = ${id}`,
      sql`INSERT INTO resource_condition (resource_id, kind, grade)
        SELECT ${id}, key, value FROM json_each(${json(conditions)})`,
    ],
  })
}
