import { machinePath } from '../../machines/web/paths.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Field, FormKey, Select, TextField } from '../../platform/ui/form-parts.tsx'
import { conditionKinds, conditionRange, type Conditions } from '../condition.ts'
import { questionKinds, type Question } from '../question.ts'
import type { KnowledgePartProps } from './due-view.tsx'
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
