import { z } from 'zod'
import { Malformed } from '../../kernel/thrown.ts'
import { isDate } from '../../kernel/wall-clock.ts'
import { handlePart } from '../../machines/web/machine-parts.pages.tsx'
import { managers } from '../../machines/web/machines.pages.tsx'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { doneToday, keepDue, removeDue } from '../commands/keep-dues.ts'
import { changeQuestion, keepConditions, type NewQuestion } from '../commands/keep-questions.ts'
import { conditionKinds, conditionRange, type ConditionKind } from '../condition.ts'
import { dueKinds } from '../due.ts'
import { questionKinds, type QuestionKind } from '../question.ts'

const params = z.object({ id: idOf('res') })
const few = z.string().max(20)

/** What a machine's managers say of it that a laboratory must know: dates due, questions, conditions. */
export function knowledgePages(pages: Pages): void {
  duePages(pages)
  questionPages(pages)
  conditionPages(pages)
}

function duePages(pages: Pages): void {
  const form = z.strictObject({
    do: z.enum(['keep', 'done', 'remove']),
    kind: z.enum(dueKinds),
    date: few.optional(),
    every: few.optional(),
    warn: few.optional(),
    blocks: z.literal('1').optional(),
  })
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/dues', params, form }, (call) => {
    const { do: what, kind, date = '', every = '', warn = '', blocks } = call.form
    return handlePart(call, 'due', async (of) => {
      if (what === 'done') return doneToday(call.deps, call.actor, kind, of)
      if (what === 'remove') return removeDue(call.deps, call.actor, kind, of)
      const everyDays = whole(every, 1, 3650)
      const warnDays = whole(warn, 0, 365)
      if (!isDate(date) || everyDays === null || warnDays === null)
        throw new Malformed([{ pointer: '/due', kind: 'value' }])
      const due = { kind, date, everyDays, warnDays, blocks: blocks === '1' }
      return keepDue(call.deps, call.actor, due, of)
    })
  })
}

function whole(text: string, least: number, most: number): number | null {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : null
}

function questionPages(pages: Pages): void {
  const form = z.strictObject({
    do: z.enum(['add', 'change', 'remove']),
    question: z.string().max(64).optional(),
    hans: plainText(200).prefault(''),
    hant: plainText(200).prefault(''),
    en: plainText(200).prefault(''),
    kind: z.enum(questionKinds).prefault('text'),
    choices: z.string().max(2000).prefault(''),
    required: z.literal('1').optional(),
    category: z.literal('1').optional(),
  })
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/questions', params, form }, (call) => {
    const { do: what, question: questionId = '', category } = call.form
    return handlePart(call, 'question', async (of) => {
      if (what === 'remove') return changeQuestion(call.deps, call.actor, { do: what, questionId }, of)
      const asked = askedOf(call.form)
      const change =
        what === 'add' ? { do: what, asked, forCategory: category === '1' } : { do: what, asked, questionId }
      return changeQuestion(call.deps, call.actor, change, of)
    })
  })
}

interface Typed {
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly kind: QuestionKind
  readonly choices: string
  readonly required?: '1' | undefined
}

/** A question in one language is asked in it of everybody. Throws Malformed. */
function askedOf({ hans, hant, en, kind, choices: text, required }: Typed): NewQuestion {
  const lines = text.split('\n').map((line) => line.trim().slice(0, 100))
  const choices = kind === 'choice' ? [...new Set(lines.filter(Boolean))].slice(0, 30) : []
  const any = hans || hant || en
  if (any === '' || (kind === 'choice' && choices.length < 2))
    throw new Malformed([{ pointer: '/question', kind: 'value' }])
  const words = { hans: hans || hant || en, hant: hant || hans || en, en: en || hans || hant }
  return { kind, words, choices, required: required === '1' }
}

function conditionPages(pages: Pages): void {
  const form = z.strictObject({
    clean: few.prefault(''),
    biosafety: few.prefault(''),
    ventilation: few.prefault(''),
    power: few.prefault(''),
  })
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/conditions', params, form }, (call) =>
    handlePart(call, 'condition', (of) => {
      const grades = conditionKinds
        .filter((kind) => call.form[kind] !== '')
        .map((kind) => gradeOf(kind, call.form[kind]))
      return keepConditions(call.deps, call.actor, Object.fromEntries(grades), of)
    }),
  )
}

function gradeOf(kind: ConditionKind, text: string): [ConditionKind, number] {
  const grade = whole(text, ...conditionRange[kind])
  if (grade === null) throw new Malformed([{ pointer: `/${kind}`, kind: 'value' }])
  return [kind, grade]
}
