import type { Deps, Names } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { formatMoney } from '../../platform/i18n/format.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Letter } from '../channel.ts'
import { lettersIn } from '../letter-text.ts'
import type { Notice } from '../notice.ts'
import { toEach, type Reader, type ReaderRow } from './addressed.ts'

interface IssuedRow extends Names {
  number: string
  period: string
  totalMinor: number
  currency: string
}

/** To whoever looks after the firm's money. */
export async function statementLetters(
  deps: Deps,
  id: string,
  { statementId }: Extract<Notice, { kind: 'statement.issued' }>,
): Promise<Letter[]> {
  const { statements, readers } = await deps.db.read({
    statements: sql<IssuedRow>`SELECT s.number AS number, s.period AS period, s.total_minor AS totalMinor,
      s.currency AS currency, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en
      FROM statement s JOIN firm f ON f.id = s.firm_id WHERE s.id = ${statementId} LIMIT 1`,
    readers: sql<ReaderRow>`SELECT DISTINCT p.id AS personId, p.email AS address, p.locale AS locale FROM statement s
      JOIN role o ON o.firm_id = s.firm_id AND o.role IN (${rolesThatMay('see-firm-money')})
      JOIN person p ON p.id = o.person_id AND p.state = 'active'
      WHERE s.id = ${statementId} ORDER BY p.id LIMIT 50`,
  })
  const [issued] = statements
  if (!issued) return []
  const { number, period, totalMinor: amountMinor, currency } = issued
  const say = ({ locale }: Reader) =>
    lettersIn(locale).statementIssued(nameIn(issued, locale), number, period, formatMoney({ amountMinor, currency }))
  return toEach(deps, id, readers, say, `/f/statements/${number}`)
}
