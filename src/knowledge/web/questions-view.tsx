import { machinePath } from '../../machines/web/paths.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Field, FormKey, Select, TextField } from '../../platform/ui/form-parts.tsx'
import { conditionKinds, conditionRange, type Conditions } from '../condition.ts'
import { answerFault, mostAnswer, questionKinds, type Given, type Question } from '../question.ts'
import type { KnowledgePartProps } from './due-view.tsx'
import { answerField } from './given.ts'
import { knowledgeText } from './knowledge.text.ts'

/** What is asked of whoever books: each can be changed and taken away. */
export function Questions({ page, formKey, voice, typed, fault }: KnowledgePartProps) {
  const words = knowledgeText[voice.locale]
  const action = `${machinePath(page.resource.id)}/questions`
  const { questions, ofCategory } = page.knowledge
  const form = { action, formKey, voice }
  const isNew = fault !== undefined && typed['question'] === undefined
  return (
    <section aria-labelledby="questions-title" id="questions">
      <h2 id="questions-title">{words.asked}</h2>
      {fault === undefined ? null : (
        <p class="notice bad" role="alert">
          {words.questionFault}
        </p>
      )}
      <ul class="rows">
        {questions.map((question) => (
          <li class="row stack">
            <strong>{nameIn(question.words, voice.locale)}</strong>
            <small>
              {[
                words.answerKinds[question.kind],
                question.required ? words.required : words.optional,
                ofCategory.has(question.id) ? words.ofCategory : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
            <QuestionForm {...form} question={question} typed={typed['question'] === question.id ? typed : null} />
          </li>
        ))}
      </ul>
      <QuestionForm {...form} question={null} typed={isNew ? typed : null} />
    </section>
  )
}

interface FormProps {
  readonly action: string
  readonly formKey: string
  readonly voice: Voice
  readonly question: Question | null
  /** What was typed and could not be taken. */
  readonly typed: Readonly<Record<string, string>> | null
}

function QuestionForm({ action, formKey, voice, question, typed }: FormProps) {
  const words = knowledgeText[voice.locale]
  const kept = question && { ...question.words, kind: question.kind, choices: question.choices.join('\n') }
  const filled: Readonly<Record<string, string>> = typed ?? kept ?? {}
  const isRequired = typed ? typed['required'] === '1' : (question?.required ?? false)
  return (
    <details open={typed !== null}>
      <summary>{question === null ? words.add : words.change}</summary>
      <p class="hint">{words.askedHint}</p>
      <form method="post" action={action}>
        <FormKey value={formKey} />
        {question === null ? null : <input type="hidden" name="question" value={question.id} />}
        <QuestionFields place={question?.id ?? 'new'} filled={filled} isRequired={isRequired} voice={voice} />
        {question === null ? <Check label={words.forAll} name="category" checked={filled['category'] === '1'} /> : null}
        <p class="actions">
          <button class="button" name="do" value={question === null ? 'add' : 'change'} type="submit">
            {question === null ? words.add : words.change}
          </button>
          {question === null ? null : (
            <button class="plain" name="do" value="remove" type="submit">
              {words.remove}
            </button>
          )}
        </p>
      </form>
    </details>
  )
}

interface FieldsProps {
  /** Tells the fields of one form from another's. */
  readonly place: string
  readonly filled: Readonly<Record<string, string>>
  readonly isRequired: boolean
  readonly voice: Voice
}

function QuestionFields({ place, filled, isRequired, voice }: FieldsProps) {
  const words = knowledgeText[voice.locale]
  const kinds = questionKinds.map((kind) => ({ value: kind, text: words.answerKinds[kind] }))
  return (
    <>
      <div class="fields">
        <Words place={place} filled={filled} voice={voice} />
        <Select
          label={words.answerKind}
          name="kind"
          id={`kind-${place}`}
          options={kinds}
          value={filled['kind'] ?? 'text'}
        />
      </div>
      <TextField
        label={words.choices}
        name="choices"
        hint={words.choicesHint}
        rows={3}
        maxlength={1000}
        value={filled['choices'] ?? ''}
      />
      <Check label={words.required} name="required" checked={isRequired} />
    </>
  )
}

function Words({ place, filled, voice }: Omit<FieldsProps, 'isRequired'>) {
  const { words } = knowledgeText[voice.locale]
  const scripts = { hans: '简体', hant: '繁體', en: 'English' }
  return (
    <>
      {Object.entries(scripts).map(([name, script]) => (
        <Field
          label={`${words} · ${script}`}
          name={name}
          id={`${name}-${place}`}
          maxlength={200}
          value={filled[name] ?? ''}
        />
      ))}
    </>
  )
}

/** Which conditions a room has. */
export function ConditionsForm({ page, formKey, voice, typed, fault }: KnowledgePartProps) {
  const words = knowledgeText[voice.locale]
  const { conditions } = page.knowledge
  return (
    <section aria-labelledby="conditions-title" id="conditions">
      <h2 id="conditions-title">{words.conditions}</h2>
      {fault === undefined ? null : (
        <p class="notice bad" role="alert">
          {fault}
        </p>
      )}
      <form method="post" action={`${machinePath(page.resource.id)}/conditions`}>
        <FormKey value={formKey} />
        <div class="fields">
          <Grades conditions={conditions} typed={typed} voice={voice} />
        </div>
        <Check
          label={words.conditionKinds.power}
          name="power"
          checked={fault === undefined ? conditions.power === 1 : typed['power'] === '1'}
        />
        <p class="actions">
          <button class="button" type="submit">
            {words.keepConditions}
          </button>
        </p>
      </form>
    </section>
  )
}

interface GradesProps extends Pick<KnowledgePartProps, 'typed' | 'voice'> {
  readonly conditions: Conditions
}

function Grades({ conditions, typed, voice }: GradesProps) {
  const words = knowledgeText[voice.locale]
  return (
    <>
      {conditionKinds.map((kind) =>
        kind === 'power' ? null : (
          <Field
            label={words.conditionKinds[kind]}
            name={kind}
            id={`condition-${kind}`}
            type="number"
            min={conditionRange[kind][0]}
            max={conditionRange[kind][1]}
            value={typed[kind] ?? conditions[kind] ?? ''}
          />
        ),
      )}
    </>
  )
}

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
