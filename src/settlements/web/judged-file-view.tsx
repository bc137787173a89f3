import type { Child } from 'hono/jsx'
import type { Locale } from '../../platform/i18n/locale.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { FileFault } from '../read-columns.ts'
import { judgedFileText } from './judged-file.text.ts'

export interface JudgedFileProps<Column extends string, Finding extends string> {
  readonly path: string
  /** The page that this one is of. */
  readonly over: { readonly path: string; readonly title: string }
  readonly words: {
    readonly title: string
    readonly intro: string
    readonly file: string
    readonly hint: string
    readonly columns: Readonly<Record<Column, string>>
    readonly findings: Readonly<Record<Finding, string>>
    readonly post: string
    readonly done: (lines: number) => string
  }
  readonly findings: readonly Finding[]
  readonly judged: readonly { readonly finding: Finding }[]
  /** Whether a line of it can be recorded. */
  readonly able: boolean
  /** The file's text: sent along with the confirmation. */
  readonly text: string | null
  readonly fault: FileFault | null
  /** Lines that were just recorded. */
  readonly done: number | null
  readonly overtaken: boolean
  readonly formKey: string
  readonly locale: Locale
  /** The lines: head and body of their table. */
  readonly children?: Child
}

/** A file: sent, looked at line by line, confirmed. */
export function JudgedFile<Column extends string, Finding extends string>(props: JudgedFileProps<Column, Finding>) {
  const { path, over, words, judged, fault, done, overtaken, formKey, locale } = props
  const text = judgedFileText[locale]
  return (
    <>
      <p class="over">
        <a href={over.path}>{over.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {done === null ? null : (
        <p class="notice good" role="status">
          {words.done(done)}
        </p>
      )}
      {overtaken ? (
        <p class="notice bad" role="alert">
          {text.again}
        </p>
      ) : null}
      <form method="post" action={path} enctype="multipart/form-data" class="fields">
        <FormKey value={formKey} />
        <Field
          label={words.file}
          name="file"
          type="file"
          accept=".csv,text/csv"
          hint={words.hint}
          {...(fault === null ? {} : { fault: faultSentence(fault, words.columns, locale) })}
        />
        <button class="button" type="submit">
          {text.look}
        </button>
      </form>
      {judged.length === 0 ? null : <Report {...props} />}
    </>
  )
}

function Report<Column extends string, Finding extends string>(props: JudgedFileProps<Column, Finding>) {
  const { path, words, findings, judged, able, formKey, locale, children } = props
  const text = judgedFileText[locale]
  const counts = findings.map((finding) => [finding, judged.filter((one) => one.finding === finding).length] as const)
  return (
    <form method="post" action={path} enctype="multipart/form-data" id="report">
      <FormKey value={formKey} />
      <input type="hidden" name="kept" value={JSON.stringify(props.text ?? '')} />
      <h2>{text.lines}</h2>
      <ul class="tally">
        {counts.map(([finding, count]) =>
          count === 0 ? null : (
            <li>
              <b>{count}</b> {words.findings[finding]}
            </li>
          ),
        )}
      </ul>
      <div class="scrolling" tabindex={0} role="region" aria-label={text.lines}>
        <table class="lines">{children}</table>
      </div>
      {able ? (
        <button class="button main" type="submit">
          {words.post}
        </button>
      ) : (
        <p>{text.nothing}</p>
      )}
    </form>
  )
}

function faultSentence(fault: FileFault, columns: Readonly<Record<string, string>>, locale: Locale): string {
  const text = judgedFileText[locale]
  const named = (some: readonly string[]) => some.map((column) => columns[column]).join(', ')
  switch (fault.kind) {
    case 'no-file':
      return text.noFile
    case 'not-utf8':
      return text.notUtf8
    case 'empty':
      return text.empty
    case 'too-many':
      return text.tooMany
    case 'not-csv':
      return text.notCsv(fault.line)
    case 'columns':
      return text.missing(named(fault.missing))
    case 'repeated':
      return text.repeated(named(fault.columns))
  }
}
