import type { Deps, Names } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { FirmId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { formatMoney } from '../../platform/i18n/format.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import type { Letter } from '../channel.ts'
import { lettersIn } from '../letter-text.ts'
import type { Notice } from '../notice.ts'
import { toEach, type Reader, type ReaderRow } from './addressed.ts'

interface DepositRow extends Names {
  firmId: FirmId
  amountMinor: number
  currency: string
  paidOn: string
  voucher: string
  way: string
}

/** Money that was recorded for a firm and is of no statement: to whoever looks after the firm's money. */
export async function depositLetters(
  deps: Deps,
  id: string,
  { paymentId }: Extract<Notice, { kind: 'deposit.recorded' }>,
): Promise<Letter[]> {
  const { payments, readers } = await deps.db.read({
    payments: sql<DepositRow>`SELECT p.firm_id AS firmId, p.amount_minor AS amountMinor, p.currency AS currency,
      p.paid_on AS paidOn, p.voucher AS voucher, p.way AS way, f.name_hans AS hans, f.name_hant AS hant,
      f.name_en AS en FROM payment p JOIN firm f ON f.id = p.firm_id WHERE p.id = ${paymentId} LIMIT 1`,
    readers: moneyReaders(sql`(SELECT firm_id FROM payment WHERE id = ${paymentId})`),
  })
  const [deposit] = payments
  if (!deposit) return []
  const { firmId, amountMinor, currency, paidOn, voucher, way } = deposit
  const amount = formatMoney({ amountMinor: Math.abs(amountMinor), currency })
  const say = ({ locale }: Reader) => {
    const words = lettersIn(locale)
    const firm = nameIn(deposit, locale)
    if (amountMinor < 0) return words.depositTakenBack(firm, amount, voucher)
    const day = voiceOf(locale, deps.park(), deps.now()).day(paidOn)
    return words.depositRecorded(firm, amount, day, voucher, way === 'opening')
  }
  return toEach(deps, id, readers, say, `/f/balances/${firmId}`)
}

/** A firm's stay has ended. */
export async function departureLetters(
  deps: Deps,
  id: string,
  { firmId, refundedMinor }: Extract<Notice, { kind: 'firm.departed' }>,
): Promise<Letter[]> {
  const { firms, readers } = await deps.db.read({
    firms: sql<Names>`SELECT name_hans AS hans, name_hant AS hant, name_en AS en FROM firm
      WHERE id = ${firmId} LIMIT 1`,
    readers: moneyReaders(sql`${firmId}`),
  })
  const [firm] = firms
  if (!firm) return []
  const { currency } = deps.park()
  const refunded = refundedMinor === 0 ? null : formatMoney({ amountMinor: refundedMinor, currency })
  const say = ({ locale }: Reader) => lettersIn(locale).firmDeparted(nameIn(firm, locale), refunded)
  return toEach(deps, id, readers, say, `/f/balances/${firmId}`)
}

function moneyReaders(firmId: Query): Query<ReaderRow> {
  return sql<ReaderRow>`SELECT DISTINCT p.id AS personId, p.email AS address, p.locale AS locale FROM role o
    JOIN person p ON p.id = o.person_id AND p.state = 'active'
    WHERE o.firm_id = ${firmId} AND o.role IN (${rolesThatMay('see-firm-money')}) ORDER BY p.id LIMIT 50`
}
