import type { Deps, Names } from '../../deps.ts'
import { personName } from '../../firms/person-name.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { FacilityId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Letter } from '../channel.ts'
import { conductLetters } from '../conduct-text.ts'
import type { Notice } from '../notice.ts'
import { toAddress, toEach, type Reader, type ReaderRow } from './addressed.ts'

type ConsequenceNotice = Extract<Notice, { kind: `consequence.${string}` }>

interface ConsequenceRow extends ReaderRow, Names {
  kind: 'warning' | 'fee' | 'suspension'
  name: string
  facilityId: FacilityId
  missed: number
  feeMinor: number
  until: number | null
  appeal: string
  decision: 'upheld' | 'lifted' | null
  answer: string
}

/** A consequence is told to its person alone, and their appeal to those who decide it. */
export async function consequenceLetters(deps: Deps, id: string, notice: ConsequenceNotice): Promise<Letter[]> {
  const { found, managers } = await deps.db.read({
    found: sql<ConsequenceRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale, p.name AS name,
      c.kind AS kind, c.facility_id AS facilityId, c.missed AS missed, u.fee_minor AS feeMinor, c.until AS until,
      c.appeal AS appeal, c.decision AS decision, c.answer AS answer,
      f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en
      FROM consequence c JOIN person p ON p.id = c.person_id AND p.state = 'active'
      JOIN facility f ON f.id = c.facility_id JOIN conduct_rule u ON u.id = c.rule_id
      WHERE c.id = ${notice.consequenceId} LIMIT 1`,
    managers: sql<ReaderRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale FROM consequence c
      JOIN role o ON o.facility_id = c.facility_id AND o.role IN (${rolesThatMay('manage-resources')})
      JOIN person p ON p.id = o.person_id AND p.state = 'active' WHERE c.id = ${notice.consequenceId}
      ORDER BY p.id LIMIT 20`,
  })
  const [row] = found
  if (!row) return []
  const say = ({ locale }: Reader) => saidOf(deps, notice, row, locale)
  if (notice.kind !== 'consequence.appealed') return [toAddress(deps, id, row, say(row), '/me/conduct')]
  return row.decision === null ? toEach(deps, id, managers, say, '/m/review') : []
}

function saidOf(deps: Deps, notice: ConsequenceNotice, row: ConsequenceRow, locale: Reader['locale']) {
  const text = conductLetters[locale]
  const voice = voiceOf(locale, deps.park(), deps.now())
  const facility = nameIn(row, locale)
  if (notice.kind === 'consequence.appealed') return text.appealed(personName(row.name, locale), facility, row.appeal)
  if (notice.kind === 'consequence.decided') return text[row.decision ?? 'upheld'](facility, row.answer)
  const { missed } = row
  if (row.kind === 'warning') return text.warning(facility, missed)
  if (row.kind === 'fee') return text.fee(facility, missed, voice.money(row.feeMinor))
  return text.suspension(facility, missed, voice.moment(row.until ?? 0))
}
