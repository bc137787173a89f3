import type { Deps } from '../../deps.ts'
import { limitNow } from '../../quotas/limit-now.sql.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { sql } from '../../platform/db/sql.ts'
import { formatMinutes, formatMoney } from '../../platform/i18n/format.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { QuotaKind, QuotaMeasure } from '../../quotas/quota.ts'
import type { Letter } from '../channel.ts'
import { lettersIn } from '../letter-text.ts'
import type { Notice } from '../notice.ts'
import { toEach, type Reader, type ReaderRow } from './addressed.ts'

interface ReachedRow {
  kind: QuotaKind
  measure: QuotaMeasure
  limit: number
  used: number
  whose: string
}

/** To whoever looks after the firm's money and members. */
export async function quotaLetters(
  deps: Deps,
  id: string,
  { quotaId, bucket, percent }: Extract<Notice, { kind: 'quota.reached' }>,
): Promise<Letter[]> {
  const ofQuota = sql`FROM quota q LEFT JOIN project p ON q.subject_kind = 'project' AND p.id = q.subject_id
    JOIN firm f ON f.id = coalesce(p.firm_id, q.subject_id)`
  const { reached, readers } = await deps.db.read({
    reached: sql<ReachedRow>`SELECT q.kind AS kind, q.measure AS measure, ${limitNow} AS "limit",
      ifnull((SELECT u.used - u.waived FROM quota_use u WHERE u.quota_id = q.id AND u.counted_id = ''
        AND u.bucket = ${bucket}), 0) AS used, ifnull(p.code || ' ' || p.name, f.name_hans) AS whose
      ${ofQuota} WHERE q.id = ${quotaId} LIMIT 1`,
    readers: sql<ReaderRow>`SELECT DISTINCT w.id AS personId, w.email AS address, w.locale AS locale ${ofQuota}
      JOIN role o ON o.firm_id = f.id AND o.role IN (${rolesThatMay('see-firm-money')})
      JOIN person w ON w.id = o.person_id AND w.state = 'active' WHERE q.id = ${quotaId} ORDER BY w.id LIMIT 50`,
  })
  const [row] = reached
  if (!row) return []
  const say = ({ locale }: Reader) =>
    lettersIn(locale).quotaReached(
      row.whose,
      row.kind,
      percent,
      amountText(deps, row.used, row.measure, locale),
      amountText(deps, row.limit, row.measure, locale),
    )
  return toEach(deps, id, readers, say, '/me/firm/money')
}

function amountText(deps: Deps, amount: number, measure: QuotaMeasure, locale: Locale): string {
  if (measure === 'amount') return formatMoney({ amountMinor: amount, currency: deps.park().currency })
  return measure === 'seconds' ? formatMinutes(Math.round(amount / 60), locale) : String(amount)
}
