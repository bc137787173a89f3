import { NotFound } from '../../kernel/thrown.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { ReadStatement } from '../reads/statements.ts'
import { statementCsv, statementWorkbook } from '../files.ts'

/** The sheet as the file that is asked for, or null where none is. Throws NotFound for a kind that there is not. */
export function fileAnswer(read: ReadStatement, kind: string | undefined, locale: Locale): Response | null {
  if (kind === undefined) return null
  const { number } = read.head
  const named = { ...read, number }
  if (kind === 'csv') return attachment(statementCsv(named, locale), number, kind)
  if (kind === 'xlsx') return attachment(statementWorkbook(named, locale), number, kind)
  throw new NotFound('statement')
}
