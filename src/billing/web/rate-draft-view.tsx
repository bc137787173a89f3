import { address } from '../../platform/http/address.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { PlannedRate, RateLineFault } from '../plan-rates.ts'
import type { RateDraft } from '../reads/rate-draft.ts'
import { rateDraftText } from './rate-draft.text.ts'
import { rateDraftPath, rateFilePath, ratePath, ratesPath } from './rate-paths.ts'
import { categoryName, rateFaultText } from './rate-words.ts'
import { ratesText } from './rates.text.ts'

export const rateOutcomes = ['new', 'unchanged', 'refused'] as const

export interface RateDraftProps {
  readonly draft: RateDraft | null
  /** Which lines are shown; null shows all but those that stay as they are. */
  readonly show: PlannedRate['outcome'] | null
  readonly after: number
  /** Why the file can't be taken. */
  readonly fault: string | null
  /** Why nothing was published. */
  readonly notice: 'replaced' | 'changed' | null
  readonly formKey: string
  readonly voice: Voice
}

const linesAtOnce = 200

/** A file of rates: sent, looked at line by line, published. */
export function RateDraftView(props: RateDraftProps) {
  const { draft, fault, notice, formKey, voice } = props
  const words = rateDraftText[voice.locale]
  return (
    <>
      <p class="over">
        <a href={ratesPath}>{ratesText[voice.locale].title}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {notice === null ? null : (
        <p class="notice bad" role="alert">
          {words[notice]}
        </p>
      )}
      <form method="post" action={rateDraftPath} enctype="multipart/form-data" id="send">
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
          <a class="button" href={rateFilePath}>
            {words.save}
          </a>
        </p>
      </form>
      {draft === null ? null : <Report {...props} draft={draft} />}
    </>
  )
}

type ReportProps = RateDraftProps & { readonly draft: RateDraft }

function Report(props: ReportProps) {
  const { draft, formKey, voice } = props
  const words = rateDraftText[voice.locale]
  const { counts, unknownColumns } = draft.report
  return (
    <section aria-labelledby="report-title" id="report">
      <h2 id="report-title">{draft.appliedAt === null ? words.report : words.applied}</h2>
      <Counts {...props} />
      {unknownColumns.length === 0 ? null : <p class="notice">{words.unknown(unknownColumns.join(', '))}</p>}
      {draft.appliedAt !== null ? null : counts.new === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <form method="post" action={`${rateDraftPath}/apply`}>
          <FormKey value={formKey} />
          <input type="hidden" name="draft" value={draft.id} />
          <button class="button main" type="submit" id="apply">
            {words.apply(counts.new)}
          </button>
        </form>
      )}
      <Lines {...props} />
    </section>
  )
}

function Counts({ draft, show, voice }: ReportProps) {
  const words = rateDraftText[voice.locale]
  const { counts } = draft.report
  return (
    <ul class="rate-counts" id="counts">
      {rateOutcomes.map((outcome) => (
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

function pathOf(show: PlannedRate['outcome'] | null, after: number): string {
  return `${address(rateDraftPath, { show, after: after === 0 ? null : after })}#report`
}

function Lines({ draft, show, after, voice }: ReportProps) {
  const words = rateDraftText[voice.locale]
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
              {words.heads.map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Line line={line} voice={voice} />
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

function Line({ line, voice }: { readonly line: PlannedRate; readonly voice: Voice }) {
  const words = rateDraftText[voice.locale]
  const { outcome, resourceId, assetNumber, priceCategory, faults } = line
  return (
    <tr class={outcome === 'refused' ? 'refused' : undefined}>
      <td>{line.line}</td>
      <td>
        {resourceId === null ? (
          assetNumber
        ) : (
          <a class="touch" href={ratePath(resourceId, { category: priceCategory })}>
            {assetNumber}
          </a>
        )}
      </td>
      <td>{categoryName(priceCategory, voice)}</td>
      <td>{outcome === 'refused' ? <strong>{words.outcomes[outcome]}</strong> : words.outcomes[outcome]}</td>
      <td>{faults.map((fault) => faultText(fault, voice)).join(' · ')}</td>
    </tr>
  )
}

function faultText(fault: RateLineFault, voice: Voice): string {
  const { why } = rateDraftText[voice.locale]
  if (fault.kind === 'cell') return why.cell(fault.columns.join(', '))
  if (fault.kind === 'unknown-asset') return why.asset
  if (fault.kind === 'unknown-category') return why.category
  if (fault.kind === 'unsaid') return why.unsaid
  return fault.kind === 'with-others' ? why.withOthers(fault.line) : rateFaultText(fault, voice)
}
