import { Frame } from '../../firms/web/frame.tsx'
import type { Viewer } from '../../firms/viewer.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { PlannedLine } from '../grant-list.ts'
import type { TrainingKind } from '../reads/kind-query.ts'
import { kindPath } from './paths.ts'
import { trainingText, type TrainingWords } from './training.text.ts'

export interface ListViewProps {
  readonly viewer: Viewer
  readonly kind: TrainingKind
  readonly formKey: string
  /** Why no list could be read. */
  readonly fault?: string
  readonly preview?: { readonly lines: readonly PlannedLine[]; readonly plan: string; readonly text: string }
  readonly voice: Voice
}

/** Many at once: a file, what each of its lines would do, and doing it. */
export function ListView({ viewer, kind, formKey, fault, preview, voice }: ListViewProps) {
  const words = trainingText[voice.locale]
  return (
    <Frame viewer={viewer} locale={voice.locale} title={words.list} wide sheets={['manager.css']}>
      <p class="over">
        <a href={kindPath(kind.id)}>{nameIn(kind.names, voice.locale)}</a>
      </p>
      <h1>{words.list}</h1>
      <p>{words.listIntro}</p>
      <form method="post" action={`${kindPath(kind.id)}/list`} enctype="multipart/form-data">
        <FormKey value={formKey} />
        <Field
          label={words.file}
          name="file"
          type="file"
          accept=".csv,text/csv"
          {...(fault === undefined ? {} : { fault })}
        />
        <button class={preview === undefined ? 'button main' : 'button'} type="submit">
          {words.preview}
        </button>
      </form>
      {preview === undefined ? null : <Preview kind={kind} formKey={formKey} preview={preview} words={words} />}
    </Frame>
  )
}

interface PreviewProps {
  readonly kind: TrainingKind
  readonly formKey: string
  readonly preview: NonNullable<ListViewProps['preview']>
  readonly words: TrainingWords
}

function Preview({ kind, formKey, preview: { lines, plan, text }, words }: PreviewProps) {
  const counted = (outcome: PlannedLine['outcome']) => lines.filter((line) => line.outcome === outcome).length
  const changing = counted('new') + counted('extended')
  const outcomes = ['new', 'extended', 'unchanged', 'refused'] as const
  return (
    <section>
      <h2 id="preview">{words.preview}</h2>
      <p role="status">{outcomes.map((outcome) => words.counts[outcome](counted(outcome))).join(' · ')}</p>
      {changing === 0 ? (
        <p class="quiet">{words.nothingToApply}</p>
      ) : (
        <form method="post" action={`${kindPath(kind.id)}/list`} enctype="multipart/form-data">
          <FormKey value={formKey} />
          <input type="hidden" name="plan" value={plan} />
          <textarea name="text" hidden>
            {text}
          </textarea>
          <button class="button main" type="submit">
            {words.apply(changing)}
          </button>
        </form>
      )}
      <LineTable lines={lines} words={words} />
    </section>
  )
}

function LineTable({ lines, words }: { readonly lines: readonly PlannedLine[]; readonly words: TrainingWords }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-labelledby="preview">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">
              {words.email} · {words.lastDay}
            </th>
            <th scope="col">{words.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td class="number">{line.line}</td>
              <td>
                {line.address} <span class="who">{line.date}</span>
              </td>
              <td>{outcomeOf(line, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function outcomeOf({ outcome, fault }: PlannedLine, words: TrainingWords): string {
  return fault === null ? words.outcomes[outcome] : `${words.outcomes[outcome]}: ${words.faults[fault]}`
}
