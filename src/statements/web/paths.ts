import type { FirmId } from '../../kernel/id.ts'

export const statementsPath = '/f/statements'

export function statementPath(number: string): string {
  return `${statementsPath}/${encodeURIComponent(number)}`
}

export function periodPath(period: string): string {
  return `/f/periods/${encodeURIComponent(period)}`
}

/** All of a period's statements, one sheet for each payer. */
export function workbookPath(period: string): string {
  return `${periodPath(period)}/statements.xlsx`
}

export function draftPath(period: string, firmId: FirmId): string {
  return `${periodPath(period)}/drafts/${encodeURIComponent(firmId)}`
}
