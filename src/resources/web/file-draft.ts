import { z } from 'zod'
import { wholeNumber } from '../../platform/http/schemas.ts'
import { fileDraftText } from '../../platform/ui/file-draft.text.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { UnusableFile } from '../import-report.ts'

/** Which lines of a file's draft a page shows. */
export function draftQuery<const Outcome extends string>(outcomes: readonly Outcome[]) {
  return z.object({
    show: z.enum(outcomes).optional().catch(undefined),
    after: wholeNumber(0, 1_000_000).optional().catch(undefined),
  })
}

/** The form that sends a file: without one, a browser sends an empty field in its place. */
export const fileForm = z.strictObject({ file: z.literal('').optional() })

/** The form that applies the file that was looked at. */
export const applyForm = z.strictObject({ draft: z.string().max(40) })

/** Why a file that was sent can't be taken. */
export type FileFault = 'noFile' | 'notText' | UnusableFile

/**
 * Hands the text of a file that was sent to what keeps it. Answers null when it is kept, and else why it can't be
 * taken: there is none, it is no UTF-8, or `keep` has thrown UnusableFile.
 */
export async function keepFile(
  bytes: Uint8Array<ArrayBuffer> | null,
  keep: (text: string) => Promise<void>,
): Promise<FileFault | null> {
  if (bytes === null) return 'noFile'
  const text = textOf(bytes)
  if (text === null) return 'notText'
  try {
    await keep(text)
    return null
  } catch (error) {
    if (error instanceof UnusableFile) return error
    throw error
  }
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes).replaceAll('\u0000', '')
  } catch {
    return null
  }
}

/** The sentence for it. */
export function fileFaultText(fault: FileFault, locale: Locale): string {
  const text = fileDraftText[locale]
  if (typeof fault === 'string') return text[fault]
  const { fault: of } = fault
  return of.kind === 'not-csv' ? text.notCsv(of.line) : text.missing(of.missing.join(', '))
}
