import { personName } from '../firms/person-name.ts'
import { formatInstant } from '../kernel/rfc3339.ts'
import { sumMinor } from '../kernel/money.ts'
import { csvAmount } from '../platform/csv/csv-lines.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import { dayOf } from '../kernel/wall-clock.ts'
import { lineText } from './line-text.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/** An entry of the ledger as the API shows it; its total is the sum of its lines. */
export function ledgerDocument(entry: LedgerEntry, locale: Locale) {
  const { currency, lines, bookingId, resourceId, projectId } = entry
  const money = (amountMinor: number) => ({ amountMinor, currency })
  return {
    id: entry.id,
    kind: entry.kind,
    firm: { id: entry.firmId, name: nameIn(entry.firm, locale) },
    project: projectId && { id: projectId, code: entry.projectCode },
    resource: resourceId &&
      entry.resource && { id: resourceId, name: nameIn(entry.resource, locale), assetNumber: entry.assetNumber },
    booking: bookingId && { id: bookingId, number: entry.bookingNumber },
    occurredAt: formatInstant(entry.occurredAt),
    postedAt: formatInstant(entry.postedAt),
    period: entry.period,
    late: entry.late,
    reason: entry.reason,
    reverses: entry.reverses,
    statement: entry.statement,
    total: money(sumMinor(lines.map((line) => line.amountMinor))),
    tax: money(sumMinor(lines.map((line) => line.taxMinor))),
    lines: lines.map((line) => ({
      kind: line.kind,
      description: lineText(line, locale),
      amount: money(line.amountMinor),
    })),
  }
}

/**
 * A row of the ledger's CSV for each billed line; amounts are numbers, so that a minus sign is not taken for a
 * formula.
 */
export function ledgerCells(entry: LedgerEntry, locale: Locale, zone: string): (string | number)[][] {
  const { lines, startsAt, endsAt } = entry
  return lines.map((line) => [
    // A booking that ends at midnight belongs to the day that it ends, as it does to that day's month.
    dayOf(entry.occurredAt, zone).date,
    entry.assetNumber ?? '',
    entry.resource ? nameIn(entry.resource, locale) : '',
    nameIn(entry.firm, locale),
    entry.person === null ? '' : personName(entry.person, locale),
    entry.projectCode ?? '',
    startsAt === null ? '' : formatInstant(startsAt),
    endsAt === null ? '' : formatInstant(endsAt),
    entry.kind,
    lineText(line, locale),
    csvAmount(line.amountMinor, entry.currency),
    entry.currency,
    entry.period,
    entry.bookingNumber ?? '',
    csvAmount(line.taxMinor, entry.currency),
    entry.statement ?? '',
    entry.late ? lateMark[locale] : '',
  ])
}

const lateMark: Readonly<Record<Locale, string>> = { 'zh-Hans': '补记', 'zh-Hant': '補記', en: 'late' }

export const ledgerHeads: Readonly<Record<Locale, readonly string[]>> = {
  'zh-Hans': [
    '日期',
    '资产号',
    '仪器',
    '企业',
    '使用人',
    '课题',
    '开始',
    '结束',
    '类别',
    '项目',
    '金额',
    '币种',
    '账期',
    '预约号',
    '其中税额',
    '结算单号',
    '补记',
  ],
  'zh-Hant': [
    '日期',
    '資產號',
    '儀器',
    '企業',
    '使用人',
    '課題',
    '開始',
    '結束',
    '類別',
    '項目',
    '金額',
    '幣種',
    '帳期',
    '預約號',
    '其中稅額',
    '結算單號',
    '補記',
  ],
  en: [
    'Date',
    'Asset number',
    'Resource',
    'Firm',
    'User',
    'Project',
    'Starts',
    'Ends',
    'Kind',
    'Line',
    'Amount',
    'Currency',
    'Period',
    'Booking',
    'Tax in it',
    'Statement',
    'Late',
  ],
}
