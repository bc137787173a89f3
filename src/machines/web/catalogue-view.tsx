import { address } from '../../platform/http/address.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import { catalogueColumns, priceColumnPrefix, unitsColumn } from '../../resources/catalogue-columns.ts'
import type { EntryField } from '../../resources/catalogue-entry.ts'
import type { ImportedLine, ImportReport } from '../../resources/import-report.ts'
import { faultText, noteText } from '../../resources/import-text.ts'
import type { CatalogueDraft } from '../reads/catalogue-draft.ts'
import { catalogueText } from './catalogue.text.ts'
import { cataloguePath, draftPath, machinePath } from './paths.ts'

export const outcomes = ['new', 'changed', 'unchanged', 'refused'] as const

export interface CatalogueViewProps {
  readonly draft: CatalogueDraft | null
  /** Which lines are shown; null shows all but those that stay as they are. */
  readonly show: ImportedLine['outcome'] | null
  readonly after: number
  /** Why the file can't be taken. */
  readonly fault: string | null
  readonly isReplaced: boolean
  readonly formKey: string
  readonly locale: Locale
}

const linesAtOnce = 200

/** A catalogue file: sent, looked at line by line, applied. */
export function CatalogueView(props: CatalogueViewProps) {
  const { draft, fault, isReplaced, formKey, locale } = props
  const words = catalogueText[locale]
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {isReplaced ? (
        <p class="notice bad" role="alert">
          {words.replaced}
        </p>
      ) : null}
      <form method="post" action={draftPath} enctype="multipart/form-data" id="send">
        <FormKey value={formKey} />
        <Field
          label={words.file}
          name="file"
          type="file"
          accept=".csv,text/csv"
          hint={words.fileHint}
          {...(fault === null ? {} : { fault })}
        />
        <p class="actions">
          <button class={draft === null || draft.appliedAt !== null ? 'button main' : 'button'} type="submit">
            {words.look}
          </button>
          <a class="button" href={cataloguePath}>
            {words.save}
          </a>
        </p>
      </form>
      {draft === null ? null : <Report {...props} draft={draft} />}
    </>
  )
}

type ReportProps = CatalogueViewProps & { readonly draft: CatalogueDraft }

function Report(props: ReportProps) {
  const { draft, formKey, locale } = props
  const words = catalogueText[locale]
  const { report, appliedAt } = draft
  const { counts, unknownColumns, usedFacility } = report
  const able = counts.new + counts.changed
  return (
    <section aria-labelledby="report-title" id="report">
      <h2 id="report-title">{appliedAt === null ? words.report : words.applied}</h2>
      <Counts {...props} />
      {unknownColumns.length === 0 ? null : <p class="notice">{words.unknown(unknownColumns.join(', '))}</p>}
      {usedFacility === null || counts.new === 0 ? null : <p class="quiet">{words.went(usedFacility)}</p>}
      {appliedAt !== null ? null : able === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <form method="post" action={`${draftPath}/apply`}>
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

function Counts({ draft, show, locale }: ReportProps) {
  const words = catalogueText[locale]
  const { counts } = draft.report
  return (
    <ul class="counts" id="counts">
      {outcomes.map((outcome) => (
        <li>
          {counts[outcome] === 0 ? (
            <span class="quiet">
              <b>0</b> {words.outcomes[outcome]}
            </span>
          ) : (
            <a href={pathOf(outcome, 0)} aria-current={show === outcome ? 'true' : undefined}>
              <b>{counts[outcome]}</b> {words.outcomes[outcome]}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function pathOf(show: ImportedLine['outcome'] | null, after: number): string {
  return `${address(draftPath, { show, after: after === 0 ? null : after })}#report`
}

function Lines({ draft, show, after, locale }: ReportProps) {
  const words = catalogueText[locale]
  const fitting = draft.report.lines.filter(({ outcome }) =>
    show === null ? outcome !== 'unchanged' : outcome === show,
  )
  const shown = fitting.filter(({ line }) => line > after).slice(0, linesAtOnce)
  const last = shown.at(-1)?.line ?? 0
  if (shown.length === 0) return show === null ? null : <p class="quiet">{words.none}</p>
  return (
    <>
      <div class="scroll" tabindex={0} role="region" aria-label={words.lines}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">asset_number</th>
              <th scope="col">{words.outcome}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Line line={line} report={draft.report} locale={locale} />
            ))}
          </tbody>
        </table>
      </div>
      {fitting.some(({ line }) => line > last) ? (
        <p>
          <a class="button" href={pathOf(show, last)}>
            {words.more}
          </a>
        </p>
      ) : null}
    </>
  )
}

function Line({ line, locale }: { line: ImportedLine; report: ImportReport; locale: Locale }) {
  const words = catalogueText[locale]
  const { outcome, resourceId, assetNumber, changes, faults, notes } = line
  const sentences = [
    ...faults.map((fault) => faultText(fault, locale)),
    ...(changes.length === 0 ? [] : [words.changes(changes.map(columnOf).join(', '))]),
    ...notes.map((note) => noteText(note, locale)),
  ]
  return (
    <tr class={outcome === 'refused' ? 'refused' : undefined}>
      <td>{line.line}</td>
      <td>{resourceId === null ? assetNumber : <a href={machinePath(resourceId)}>{assetNumber}</a>}</td>
      <td>{outcome === 'refused' ? <strong>{words.outcomes[outcome]}</strong> : words.outcomes[outcome]}</td>
      <td>{sentences.join(' · ')}</td>
    </tr>
  )
}

/** The column of the file that says a field. */
function columnOf(field: EntryField): string {
  if (field === 'units') return unitsColumn
  if (field === 'perHourMinor') return `${priceColumnPrefix}…`
  return Object.entries(catalogueColumns).find(([, column]) => column.field === field)?.[0] ?? field
}
