import { strToU8, zip, type AsyncZippable } from 'fflate'
import { personName } from '../firms/person-name.ts'
import { formatInstant } from '../kernel/rfc3339.ts'
import { byteOrderMark, csvLines } from '../platform/csv/csv-lines.ts'
import { decimalsOf } from '../platform/i18n/format.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import { amountCell, csvCell, momentCell } from '../platform/sheets/cells.ts'
import { workbook, type Cell } from '../platform/sheets/workbook.ts'
import type { Claim, ClaimList } from './claim.ts'
import { claimText } from './claim-text.ts'

/** A claim list with the zone that its times are told in. */
interface ClaimFile extends ClaimList {
  readonly timeZone: string
}

/** The claim list as CSV: UTF-8 with its mark, ISO dates, plain decimals. */
export function claimsCsv(file: ClaimFile, locale: Locale): string {
  const rows = rowsOf(file, locale).map((row) => row.map(csvCell))
  return byteOrderMark + csvLines(rows, decimalsOf(file.claims[0]?.currency ?? 'CNY'))
}

/** The same as XLSX. */
export function claimsWorkbook(file: ClaimFile, locale: Locale): ReadableStream<Uint8Array> {
  const name = `${nameIn(file.programme.names, locale)} ${file.period}`
  return workbook([{ name, rows: rowsOf(file, locale), widths: claimText[locale].heads.map(() => 16) }])
}

/**
 * What is handed in: the list as CSV and XLSX, and for each claim what shows the use: its booking, check-in and
 * check-out, its review, the statement that it stands on.
 */
export async function evidencePack(file: ClaimFile, locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  const xlsx = new Uint8Array(await new Response(claimsWorkbook(file, locale)).arrayBuffer())
  const pack: AsyncZippable = {
    'claims.csv': strToU8(claimsCsv(file, locale)),
    'claims.xlsx': xlsx,
    'required-evidence.txt': strToU8(`${file.programme.evidence.join('\r\n')}\r\n`),
  }
  for (const claim of file.claims) {
    pack[`evidence/${claim.bookingNumber}-${claim.id}.json`] = strToU8(JSON.stringify(evidenceOf(claim), null, 2))
  }
  return new Promise((done, failed) => {
    zip(pack, { level: 6, mtime: new Date(1980, 0, 1), consume: true }, (error, bytes) =>
      error ? failed(error) : done(bytes as Uint8Array<ArrayBuffer>),
    )
  })
}

/** One claim with all that is known of its use, for a machine to read. */
export function evidenceOf(claim: Claim) {
  const time = (at: number | null) => (at === null ? null : formatInstant(at))
  const money = (amountMinor: number) => ({ amountMinor, currency: claim.currency })
  const { review, reviewedAt, reviewReason } = claim
  return {
    id: claim.id,
    state: claim.state,
    entryId: claim.entryId,
    kind: claim.kind,
    period: claim.period,
    firm: { name: claim.firm, creditCode: claim.creditCode },
    person: claim.person,
    booking: claim.bookingNumber,
    resource: { name: claim.resource, assetNumber: claim.assetNumber },
    booked: { startsAt: time(claim.startsAt), endsAt: time(claim.endsAt) },
    checkedInAt: time(claim.checkedInAt),
    checkedOutAt: time(claim.checkedOutAt),
    review: review === '' ? null : { decision: review, at: time(reviewedAt), reason: reviewReason },
    statement: claim.statementNumber,
    base: money(claim.baseMinor),
    percent: claim.percent,
    amount: money(claim.amountMinor),
  }
}

function rowsOf({ claims, timeZone }: ClaimFile, locale: Locale): Cell[][] {
  const text = claimText[locale]
  const sumMinor = claims.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const currency = claims[0]?.currency ?? 'CNY'
  const foot = text.heads.map((): Cell => null)
  foot[0] = text.total
  foot[text.heads.length - 4] = amountCell(sumMinor, currency)
  return [[...text.heads], ...claims.map((claim) => rowOf(claim, timeZone, locale)), foot]
}

function rowOf(claim: Claim, zone: string, locale: Locale): Cell[] {
  const moment = (at: number | null) => momentCell(at, zone)
  const { currency } = claim
  return [
    claim.bookingNumber,
    nameIn(claim.firm, locale),
    claim.creditCode ?? '',
    personName(claim.person, locale),
    claim.assetNumber,
    nameIn(claim.resource, locale),
    moment(claim.startsAt),
    moment(claim.endsAt),
    moment(claim.checkedInAt),
    moment(claim.checkedOutAt),
    amountCell(claim.baseMinor, currency),
    { number: claim.percent },
    amountCell(claim.amountMinor, currency),
    currency,
    claim.statementNumber ?? '',
    claimText[locale].states[claim.state],
  ]
}
