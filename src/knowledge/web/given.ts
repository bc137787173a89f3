import { Malformed } from '../../kernel/thrown.ts'
import { mostAnswer, type Given } from '../question.ts'

const prefix = 'answer-'

/** The name of a question's field. */
export function answerField(questionId: string): string {
  return prefix + questionId
}

/** The answers among a form's fields. Throws Malformed for a field that is neither `known` nor an answer. */
export function givenOf(fields: Readonly<Record<string, unknown>>, known: readonly string[]): Given {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (known.includes(name)) continue
    if (!name.startsWith(prefix)) throw new Malformed([{ pointer: `/${name}`, kind: 'unknown-key' }])
    if (typeof value !== 'string') throw new Malformed([{ pointer: `/${name}`, kind: 'value' }])
    if (value.length > mostAnswer)
      throw new Malformed([{ pointer: `/${name}`, kind: 'too-long', expected: String(mostAnswer) }])
    given[name.slice(prefix.length)] = value
  }
  return given
}
