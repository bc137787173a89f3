import { NotFound } from '../../kernel/thrown.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { ReadStatement } from '../reads/statements.ts'
import { statementCsv, statementWorkbook } from '../files.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The sheet as the file that is asked for, or null where none is. Throws NotFound for a kind that there is not. */
export function fileAnswer(read: ReadStatement, kind: string | undefined, locale: Locale): Response | null {
  if (kind === undefined) return null
  const { number: name } = read.head
  const named = { ...read, number: name }
  if (kind === 'csv') return attachment(statementCsv(named, locale), 'text/csv; charset=utf-8', `${name}.csv`)
  if (kind === 'xlsx') return attachment(statementWorkbook(named, locale), xlsxType, `${name}.xlsx`)
  throw new NotFound('statement')
}

export function attachment(body: BodyInit, type: string, name: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}
