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

interface ObjectionRow extends Names {
  number: string
  lineNo: number
  reason: string
  state: string
  answer: string
}

/** Raised: to the park's finance people. Answered: to the firm's. */
export async function objectionLetters(
  deps: Deps,
  id: string,
  { kind, objectionId }: Extract<Notice, { kind: 'objection.raised' | 'objection.answered' }>,
): Promise<Letter[]> {
  const { objections, park, firm } = await deps.db.read({
    objections: sql<ObjectionRow>`SELECT s.number AS number, o.line_no AS lineNo, o.reason AS reason,
      o.state AS state, o.answer AS answer, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en
      FROM objection o JOIN statement s ON s.id = o.statement_id JOIN firm f ON f.id = s.firm_id
      WHERE o.id = ${objectionId} LIMIT 1`,
    park: sql<ReaderRow>`SELECT DISTINCT p.id AS personId, p.email AS address, p.locale AS locale FROM role r
      JOIN person p ON p.id = r.person_id AND p.state = 'active' WHERE r.role = 'park-finance' ORDER BY p.id LIMIT 20`,
    firm: sql<ReaderRow>`SELECT DISTINCT p.id AS personId, p.email AS address, p.locale AS locale FROM objection o
      JOIN role r ON r.firm_id = o.firm_id AND r.role IN (${rolesThatMay('see-firm-money')})
      JOIN person p ON p.id = r.person_id AND p.state = 'active'
      WHERE o.id = ${objectionId} ORDER BY p.id LIMIT 50`,
  })
  const [objection] = objections
  if (!objection) return []
  const { number, lineNo, reason, state, answer } = objection
  const say = ({ locale }: Reader) =>
    kind === 'objection.raised'
      ? lettersIn(locale).objectionRaised(nameIn(objection, locale), number, lineNo, reason)
      : lettersIn(locale).objectionAnswered(number, lineNo, state === 'credited', answer)
  return toEach(deps, id, kind === 'objection.raised' ? park : firm, say, `/f/statements/${number}`)
}
