import type { Voice } from '../../platform/i18n/voice.ts'
import { FileDraft } from '../../platform/ui/file-draft.tsx'
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
  readonly notice: string | null
  readonly formKey: string
  readonly voice: Voice
}

/** A file of rates: sent, looked at line by line, published. */
export function RateDraftView({ notice, voice, ...props }: RateDraftProps) {
  const { locale } = voice
  const words = rateDraftText[locale]
  return (
    <>
      <p class="over">
        <a href={ratesPath}>{ratesText[locale].title}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {notice === null ? null : (
        <p class="notice bad" role="alert">
          {notice}
        </p>
      )}
      <FileDraft
        {...props}
        path={rateDraftPath}
        savePath={rateFilePath}
        outcomes={rateOutcomes}
        able={props.draft?.report.counts.new ?? 0}
        subject={{ heads: words.heads, cells: (line) => [assetOf(line), categoryName(line.priceCategory, voice)] }}
        why={({ faults }) => faults.map((fault) => faultText(fault, voice)).join(' · ')}
        words={words}
        locale={locale}
      />
    </>
  )
}

function assetOf({ resourceId, assetNumber, priceCategory }: PlannedRate) {
  return resourceId === null ? (
    assetNumber
  ) : (
    <a class="touch" href={ratePath(resourceId, { category: priceCategory })}>
      {assetNumber}
    </a>
  )
}

function faultText(fault: RateLineFault, voice: Voice): string {
  const { faults } = rateDraftText[voice.locale]
  if (fault.kind === 'cell') return faults.cell(fault.columns.join(', '))
  if (fault.kind === 'unknown-asset') return faults.asset
  if (fault.kind === 'unknown-category') return faults.category
  if (fault.kind === 'unsaid') return faults.unsaid
  return fault.kind === 'with-others' ? faults.withOthers(fault.line) : rateFaultText(fault, voice)
}
