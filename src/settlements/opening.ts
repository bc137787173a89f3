import type { Names } from '../deps.ts'
import type { FirmId } from '../kernel/id.ts'
import { readMoney } from '../platform/i18n/read-money.ts'
import { readColumns } from './read-columns.ts'

export const openingColumns = ['firm', 'amount', 'kind'] as const

export type OpeningColumn = (typeof openingColumns)[number]

/** What a firm brings along: what it owes, or what it paid ahead. */
export type OpeningKind = 'receivable' | 'prepaid'

export const openingFindings = ['new', 'known', 'differs', 'unknown', 'ambiguous', 'repeated', 'unreadable'] as const

/** What a line of the file is, beside the firms and what they brought already: nothing is guessed. */
export type OpeningFinding = (typeof openingFindings)[number]

export interface OpeningLine {
  readonly line: number
  readonly firm: string
  readonly amountMinor: number | null
  readonly kind: OpeningKind | null
  readonly written: { readonly amount: string; readonly kind: string }
}

export interface NamedFirm extends Names {
  readonly id: FirmId
  readonly creditCode: string | null
}

export interface KnownOpening {
  readonly firmId: FirmId
  readonly kind: OpeningKind
  readonly amountMinor: number
}

export interface JudgedOpening {
  readonly line: OpeningLine
  readonly finding: OpeningFinding
  readonly firm: NamedFirm | null
}

/** What one write can hold. */
const mostOpenings = 500

const names: Readonly<Record<OpeningColumn, readonly string[]>> = {
  firm: [
    '单位',
    '单位名称',
    '信用代码',
    '统一社会信用代码',
    '單位',
    '單位名稱',
    '信用代碼',
    'firm',
    'creditcode',
    'name',
  ],
  amount: ['金额', '金額', '余额', '餘額', 'amount', 'balance'],
  kind: ['类型', '類型', '种类', '種類', 'kind', 'type'],
}

const kinds: Readonly<Record<OpeningKind, readonly string[]>> = {
  receivable: ['应收', '欠款', '應收', 'receivable', 'owed'],
  prepaid: ['预付', '预存', '預付', '預存', 'prepaid', 'deposit'],
}

/** Reads the file. Throws UnusableFile. */
export function readOpeningFile(text: string, currency: string): OpeningLine[] {
  return readColumns(text, names, mostOpenings).map(({ line, cells: { firm, amount, kind } }) => {
    const said = kind.toLowerCase()
    const found = (['receivable', 'prepaid'] as const).find((one) => kinds[one].includes(said)) ?? null
    const amountMinor = readMoney(amount.replace(/^[¥￥]/, ''), currency)
    return { line, firm, amountMinor, kind: found, written: { amount, kind } }
  })
}

/** Every line of the file, in its order. */
export function judgeOpenings(
  lines: readonly OpeningLine[],
  firms: readonly NamedFirm[],
  known: readonly KnownOpening[],
): JudgedOpening[] {
  const byName = firmsByName(firms)
  const found = lines.map((line) => ({ line, firms: [...(byName.get(folded(line.firm)) ?? [])] }))
  const times = new Map<string, number>()
  for (const { line, firms: some } of found) {
    const place = placeOf(some[0], line.kind)
    times.set(place, (times.get(place) ?? 0) + 1)
  }
  return found.map(({ line, firms: some }): JudgedOpening => {
    const [firm = null, other] = some
    if (line.amountMinor === null || line.amountMinor === 0 || line.kind === null || line.firm === '')
      return { line, finding: 'unreadable', firm }
    if (firm === null) return { line, finding: 'unknown', firm }
    if (other) return { line, finding: 'ambiguous', firm: null }
    if ((times.get(placeOf(firm, line.kind)) ?? 0) > 1) return { line, finding: 'repeated', firm }
    const before = known.find(({ firmId, kind }) => firmId === firm.id && kind === line.kind)
    if (before) return { line, finding: before.amountMinor === line.amountMinor ? 'known' : 'differs', firm }
    return { line, finding: 'new', firm }
  })
}

function placeOf(firm: NamedFirm | undefined, kind: OpeningKind | null): string {
  return `${firm?.id ?? ''} ${kind ?? ''}`
}

function firmsByName(firms: readonly NamedFirm[]): Map<string, Set<NamedFirm>> {
  const byName = new Map<string, Set<NamedFirm>>()
  for (const firm of firms) {
    for (const name of [firm.creditCode ?? '', firm.hans, firm.hant, firm.en].map(folded)) {
      if (name !== '') byName.set(name, (byName.get(name) ?? new Set()).add(firm))
    }
  }
  return byName
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
