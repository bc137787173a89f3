import { z } from 'zod'
import { Conflict } from '../../kernel/thrown.ts'
import { UnusableFile, type FileFault } from '../read-columns.ts'

/** Of an uploaded file. */
const mostBytes = 200_000

/** The field that a file is sent in; and the form: with the file, or with the text of one that was looked at. */
export const sentFile = { name: 'file', mostBytes }
export const fileFields = {
  file: z.literal('').optional(),
  // As JSON, since a field of one line may lose breaks.
  kept: z
    .string()
    .max(2 * mostBytes)
    .transform((text, context) => {
      try {
        return z.string().parse(JSON.parse(text))
      } catch {
        context.addIssue({ code: 'custom', params: { kind: 'format' } })
        return z.NEVER
      }
    })
    .optional(),
}

/** What a page shows: the file that was looked at, or why it can't be taken; what was done; who came before. */
export interface Shown {
  readonly text?: string
  readonly fault?: FileFault
  /** Lines that were just recorded. */
  readonly done?: number | null
  readonly overtaken?: boolean
}

/** What is shown of a file that was just sent. */
export function lookedAt(file: Uint8Array<ArrayBuffer> | null): Shown {
  return file === null ? { fault: { kind: 'no-file' } } : { text: new TextDecoder().decode(file) }
}

/** Records what was looked at. Answers how many lines that were, or what is shown where it could not be done. */
export async function recorded(text: string, record: () => Promise<number>): Promise<number | Shown> {
  try {
    return await record()
  } catch (error) {
    if (error instanceof UnusableFile) return { fault: error.fault }
    if (error instanceof Conflict) return { text, overtaken: true }
    throw error
  }
}
