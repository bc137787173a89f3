import type { FirmId } from '../../kernel/id.ts'

export const statementsPath = '/f/statements'

export function statementPath(number: string): string {
  return `${statementsPath}/${encodeURIComponent(number)}`
}

export function periodPath(period: string): string {
  return `/f/periods/${encodeURIComponent(period)}`
}

export function draftPath(period: string, firmId: FirmId): string {
  return `${periodPath(period)}/drafts/${encodeURIComponent(firmId)}`
}
