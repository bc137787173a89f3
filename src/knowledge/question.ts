import type { Names } from '../deps.ts'

export const questionKinds = ['text', 'choice', 'yes-no', 'number'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What is asked of whoever books, as it is asked now. */
export interface Question {
  readonly id: string
  readonly version: number
  readonly kind: QuestionKind
  readonly words: Names
  readonly choices: readonly string[]
  readonly required: boolean
}

/** Answers by the id of their question, as they were typed. */
export type Given = Readonly<Record<string, string>>

export const mostAnswer = 500

/** What is wrong with an answer: a required one is not there, or it is none of those that fit. */
export function answerFault({ id, kind, choices, required }: Question, given: Given): 'missing' | 'unfit' | null {
  const answer = (given[id] ?? '').trim()
  if (answer === '') return required ? 'missing' : null
  if (kind === 'choice') return choices.includes(answer) ? null : 'unfit'
  if (kind === 'yes-no') return answer === 'yes' || answer === 'no' ? null : 'unfit'
  if (kind === 'number') return /^-?\d{1,12}([.,]\d{1,6})?$/.test(answer) ? null : 'unfit'
  return answer.length <= mostAnswer ? null : 'unfit'
}

/** Those that were answered, without what nobody asked. */
export function answered(questions: readonly Question[], given: Given): { question: Question; answer: string }[] {
  return questions
    .map((question) => ({ question, answer: (given[question.id] ?? '').trim() }))
    .filter(({ answer }) => answer !== '')
}
