import type { Instant } from '../../kernel/interval.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { dayOf, isDate, spanOfDay } from '../../kernel/wall-clock.ts'
import { hidesNothing } from '../../kernel/plain-text.ts'
import { longestTag, mostTags } from '../machine-filter.ts'
import type { Together } from '../together.ts'
import type { Filled } from './new-form.tsx'
import { readRules } from './rule-fields.ts'

/** What is wrong with a field; `kind` names its sentence. */
export interface TogetherFault {
  readonly field: string
  readonly kind: 'noSource' | 'nothingSaid' | 'pastDay' | 'notNumber'
  readonly expected: string
}

/** The change that a form means, or what is to be put right in it. */
export function changeOf(
  what: Together['kind'],
  filled: Filled,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): Together | { readonly fault: TogetherFault } {
  const text = (name: string) => (filled[name] ?? '').normalize('NFC').trim()
  switch (what) {
    case 'hours':
      return { kind: 'hours', from: text('from') as ResourceId }
    case 'rules': {
      const { rules, faults } = readRules(text)
      const [first] = faults
      if (first) return faulty(first.field, 'notNumber', first.expected)
      return Object.keys(rules).length === 0 ? faulty('leadMinutes', 'nothingSaid') : { kind: 'rules', rules }
    }
    case 'tags': {
      const add = tagsIn(text('add'))
      const remove = tagsIn(text('remove'))?.filter((tag) => !add?.includes(tag))
      if (add === null) return faulty('add', 'notNumber', `1–${longestTag}`)
      if (!remove) return faulty('remove', 'notNumber', `1–${longestTag}`)
      return add.length + remove.length === 0 ? faulty('add', 'nothingSaid') : { kind: 'tags', add, remove }
    }
    case 'rates': {
      const number = text('number')
      const today = dayOf(now, zone).date
      const day = text('day') || today
      if (number === '') return faulty('number', 'nothingSaid')
      if (!isDate(day) || day < today) return faulty('day', 'pastDay')
      // From today means from now on: what has begun was sold at the price of then.
      return { kind: 'rates', number, validFrom: day === today ? 0 : spanOfDay(day, zone).startsAt }
    }
  }
}

/** Tags as a field lists them; null where one cannot be one. */
export function tagsIn(text: string): string[] | null {
  const tags = [...new Set(text.split(/[,，、;；\n]/).map((tag) => tag.trim()))].filter((tag) => tag !== '')
  const fine = tags.length <= mostTags && tags.every((tag) => tag.length <= longestTag && hidesNothing(tag))
  return fine ? tags : null
}

function faulty(field: string, kind: TogetherFault['kind'], expected = ''): { fault: TogetherFault } {
  return { fault: { field, kind, expected } }
}
