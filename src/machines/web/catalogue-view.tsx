import type { Locale } from '../../platform/i18n/locale.ts'
import { FileDraft } from '../../platform/ui/file-draft.tsx'
import { fileDraftText } from '../../platform/ui/file-draft.text.ts'
import { catalogueColumns, priceColumnPrefix, unitsColumn } from '../../resources/catalogue-columns.ts'
import type { EntryField } from '../../resources/catalogue-entry.ts'
import type { ImportedLine } from '../../resources/import-report.ts'
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

/** A catalogue file: sent, looked at line by line, applied. */
export function CatalogueView({ isReplaced, ...props }: CatalogueViewProps) {
  const { draft, locale } = props
  const words = catalogueText[locale]
  const { counts, usedFacility } = draft?.report ?? { counts: null, usedFacility: null }
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {isReplaced ? (
        <p class="notice bad" role="alert">
          {fileDraftText[locale].replaced}
        </p>
      ) : null}
      <FileDraft
        {...props}
        path={draftPath}
        savePath={cataloguePath}
        outcomes={outcomes}
        able={counts === null ? 0 : counts.new + counts.changed}
        note={usedFacility === null || counts?.new === 0 ? null : <p class="quiet">{words.went(usedFacility)}</p>}
        subject={{ heads: ['asset_number'], cells: (line) => [machineOf(line)] }}
        why={(line) => sentencesOf(line, locale).join(' · ')}
        words={words}
      />
    </>
  )
}

function machineOf({ resourceId, assetNumber }: ImportedLine) {
  return resourceId === null ? assetNumber : <a href={machinePath(resourceId)}>{assetNumber}</a>
}

function sentencesOf({ changes, faults, notes }: ImportedLine, locale: Locale): string[] {
  return [
    ...faults.map((fault) => faultText(fault, locale)),
    ...(changes.length === 0 ? [] : [catalogueText[locale].changes(changes.map(columnOf).join(', '))]),
    ...notes.map((note) => noteText(note, locale)),
  ]
}

/** The column of the file that says a field. */
function columnOf(field: EntryField): string {
  if (field === 'units') return unitsColumn
  if (field === 'perHourMinor') return `${priceColumnPrefix}…`
  return Object.entries(catalogueColumns).find(([, column]) => column.field === field)?.[0] ?? field
}
