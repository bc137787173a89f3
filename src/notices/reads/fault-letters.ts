import type { Deps, Names } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Letter } from '../channel.ts'
import { sql } from '../../platform/db/sql.ts'
import { lettersIn } from '../letter-text.ts'
import type { FaultKind, Notice } from '../notice.ts'
import { toEach, type Reader, type ReaderRow } from './addressed.ts'

interface FaultRow extends Names {
  usable: number
  words: string
  answer: string
}

/** To the lab managers of the facility; once it is closed, to whoever reported it. */
export async function faultLetters(
  deps: Deps,
  id: string,
  { kind, faultId }: Extract<Notice, { kind: FaultKind }>,
): Promise<Letter[]> {
  const { faults, reporters, managers } = await deps.db.read({
    faults: sql<FaultRow>`SELECT r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en, t.usable AS usable,
      t.words AS words, t.answer AS answer FROM fault_report t JOIN resource r ON r.id = t.resource_id
      WHERE t.id = ${faultId} LIMIT 1`,
    reporters: sql<ReaderRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale FROM fault_report t
      JOIN person p ON p.id = t.person_id AND p.state = 'active'
      WHERE t.id = ${faultId} AND t.closed_by <> t.person_id LIMIT 1`,
    managers: sql<ReaderRow>`SELECT DISTINCT p.id AS personId, p.email AS address, p.locale AS locale
      FROM fault_report t
      JOIN resource r ON r.id = t.resource_id
      JOIN role o ON o.facility_id = r.facility_id AND o.role IN (${rolesThatMay('manage-resources')})
      JOIN person p ON p.id = o.person_id AND p.state = 'active'
      WHERE t.id = ${faultId} AND p.id <> t.person_id ORDER BY p.id LIMIT 20`,
  })
  const [fault] = faults
  if (!fault) return []
  const say = ({ locale }: Reader) => {
    const { faultReported, faultClosed } = lettersIn(locale)
    const name = nameIn(fault, locale)
    return kind === 'fault.closed'
      ? faultClosed(name, fault.answer)
      : faultReported(name, fault.usable === 1, fault.words)
  }
  return toEach(deps, id, kind === 'fault.closed' ? reporters : managers, say, `/faults/${faultId}`)
}
