import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import { answerFault, mostAnswer, type Given, type Question } from '../question.ts'
import { answerField } from './given.ts'
import { knowledgeText } from './knowledge.text.ts'

export interface AskedProps {
  readonly questions: readonly Question[]
  readonly given?: Given | undefined
  /** True where it was sent already: what does not fit is said. */
  readonly sent?: boolean
  readonly voice: Voice
}

/** What a booking form asks; optional questions wait out of the way, so that no tap is added for them. */
export function Asked({ questions, given = {}, sent = false, voice }: AskedProps) {
  const words = knowledgeText[voice.locale]
  const isFirst = (one: Question) => one.required || (sent && (given[one.id] ?? '') !== '')
  const later = questions.filter((one) => !isFirst(one))
  return (
    <>
      {questions.filter(isFirst).map((question) => (
        <QuestionField question={question} given={given} sent={sent} voice={voice} />
      ))}
      {later.length === 0 ? null : (
        <details class="more-fields">
          <summary>{words.asked}</summary>
          {later.map((question) => (
            <QuestionField question={question} given={given} sent={sent} voice={voice} />
          ))}
        </details>
      )}
    </>
  )
}

interface FieldProps extends Required<Omit<AskedProps, 'questions'>> {
  readonly given: Given
  readonly question: Question
}

function QuestionField({ question, given, sent, voice }: FieldProps) {
  const words = knowledgeText[voice.locale]
  const { id, kind, required, choices } = question
  const text = nameIn(question.words, voice.locale)
  const fault = sent ? answerFault(question, given) : null
  const labelled = {
    label: <span lang={langOf(text, voice.locale)}>{text}</span>,
    name: answerField(id),
    required,
    value: given[id] ?? '',
    ...(fault === null ? {} : { fault: words.faults[fault] }),
  }
  if (kind === 'text') return <Field {...labelled} maxlength={mostAnswer} />
  if (kind === 'number') return <Field {...labelled} type="number" inputmode="numeric" />
  const answers = kind === 'choice' ? choices.map((one) => ({ value: one, text: one })) : yesNo(words)
  return <Select {...labelled} options={[{ value: '', text: '—' }, ...answers]} />
}

function yesNo({ yes, no }: { yes: string; no: string }) {
  return [
    { value: 'yes', text: yes },
    { value: 'no', text: no },
  ]
}
