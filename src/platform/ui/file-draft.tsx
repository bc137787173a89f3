import type { Child } from 'hono/jsx'
import { address } from '../http/address.ts'
import type { Locale } from '../i18n/locale.ts'
import { fileDraftText } from './file-draft.text.ts'
import { Field, FormKey } from './form-parts.tsx'

/** A line of a file that is looked at before it is applied; numbered from 1, as the file is. */
interface DraftLine {
  readonly line: number
  readonly outcome: string
}

/** The file that was sent last, and what it would do, or has done: every line of it once. */
export interface SentFile<Line extends DraftLine> {
  readonly id: string
  readonly report: {
    readonly lines: readonly Line[]
    readonly counts: Readonly<Record<Line['outcome'], number>>
    readonly unknownColumns: readonly string[]
  }
  /** Null while nothing of it has been applied. */
  readonly appliedAt: number | null
}

/** What these pages say differently, each of its own lines. */
export interface FileDraftWords<Outcome extends string> {
  readonly fileHint: string
  readonly save: string
  readonly report: string
  readonly applied: string
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly apply: (count: number) => string
  readonly nothing: string
}

export interface FileDraftProps<Line extends DraftLine> {
  readonly draft: SentFile<Line> | null
  /** Where the file is sent and looked at; `/apply` below it applies it. */
  readonly path: string
  /** Where the same lines are saved as they are now. */
  readonly savePath: string
  readonly outcomes: readonly Line['outcome'][]
  /** Which lines are shown; null shows all but those that stay as they are. */
  readonly show: Line['outcome'] | null
  readonly after: number
  /** Why the file can't be taken. */
  readonly fault: string | null
  readonly formKey: string
  /** How many lines there are to apply. */
  readonly able: number
  readonly note?: Child
  /** What a line is about: the heads of its cells, and they, between its number and its outcome. */
  readonly subject: { readonly heads: readonly string[]; readonly cells: (line: Line) => readonly Child[] }
  readonly why: (line: Line) => string
  readonly words: FileDraftWords<Line['outcome']>
  readonly locale: Locale
}

const linesAtOnce = 200

/** A file: sent, looked at line by line, applied. */
export function FileDraft<Line extends DraftLine>(props: FileDraftProps<Line>) {
  const { draft, path, savePath, fault, formKey, words, locale } = props
  const text = fileDraftText[locale]
  return (
    <>
      <form method="post" action={path} enctype="multipart/form-data" id="send">
        <FormKey value={formKey} />
        <Field
          label={text.file}
          name="file"
          type="file"
          accept=".csv,text/csv"
          hint={words.fileHint}
          {...(fault === null ? {} : { fault })}
        />
        <p class="actions">
          <button class={draft === null || draft.appliedAt !== null ? 'button main' : 'button'} type="submit">
            {text.look}
          </button>
          <a class="button" href={savePath}>
            {words.save}
          </a>
        </p>
      </form>
      {draft === null ? null : <Report {...props} draft={draft} />}
    </>
  )
}

type ReportProps<Line extends DraftLine> = FileDraftProps<Line> & { readonly draft: SentFile<Line> }

function Report<Line extends DraftLine>(props: ReportProps<Line>) {
  const { draft, path, formKey, able, note, words, locale } = props
  const { unknownColumns } = draft.report
  return (
    <section aria-labelledby="report-title" id="report">
      <h2 id="report-title">{draft.appliedAt === null ? words.report : words.applied}</h2>
      <Counts {...props} />
      {unknownColumns.length === 0 ? null : (
        <p class="notice">{fileDraftText[locale].unknown(unknownColumns.join(', '))}</p>
      )}
      {note}
      {draft.appliedAt !== null ? null : able === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <form method="post" action={`${path}/apply`}>
          <FormKey value={formKey} />
          <input type="hidden" name="draft" value={draft.id} />
          <button class="button main" type="submit" id="apply">
            {words.apply(able)}
          </button>
        </form>
      )}
      <Lines {...props} />
    </section>
  )
}

function Counts<Line extends DraftLine>({ draft, path, outcomes, show, words }: ReportProps<Line>) {
  const { counts } = draft.report
  return (
    <ul class="counts" id="counts">
      {outcomes.map((outcome: Line['outcome']) => (
        <li>
          {counts[outcome] === 0 ? (
            <span class="quiet">
              <b>0</b> {words.outcomes[outcome]}
            </span>
          ) : (
            <a href={linesPath(path, outcome, 0)} aria-current={show === outcome ? 'true' : undefined}>
              <b>{counts[outcome]}</b> {words.outcomes[outcome]}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function linesPath(path: string, show: string | null, after: number): string {
  return `${address(path, { show, after: after === 0 ? null : after })}#report`
}

function Lines<Line extends DraftLine>(props: ReportProps<Line>) {
  const { draft, path, show, after, subject, locale } = props
  const text = fileDraftText[locale]
  const fitting = draft.report.lines.filter(({ outcome }) =>
    show === null ? outcome !== 'unchanged' : outcome === show,
  )
  const shown = fitting.filter(({ line }) => line > after).slice(0, linesAtOnce)
  const last = shown.at(-1)?.line ?? 0
  if (shown.length === 0) return show === null ? null : <p class="quiet">{text.none}</p>
  return (
    <>
      <div class="scroll" tabindex={0} role="region" aria-label={text.lines}>
        <table>
          <thead>
            <tr>
              {[text.line, ...subject.heads, text.outcome, text.why].map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <LineRow {...props} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {fitting.some(({ line }) => line > last) ? (
        <p>
          <a class="button" href={linesPath(path, show, last)}>
            {text.more}
          </a>
        </p>
      ) : null}
    </>
  )
}

function LineRow<Line extends DraftLine>({
  line,
  subject,
  why,
  words,
}: ReportProps<Line> & {
  readonly line: Line
}) {
  const outcome: Line['outcome'] = line.outcome
  const said = words.outcomes[outcome]
  return (
    <tr class={outcome === 'refused' ? 'refused' : undefined}>
      <td>{line.line}</td>
      {subject.cells(line).map((cell) => (
        <td>{cell}</td>
      ))}
      <td>{outcome === 'refused' ? <strong>{said}</strong> : said}</td>
      <td>{why(line)}</td>
    </tr>
  )
}
