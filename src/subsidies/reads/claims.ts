import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { ProgrammeId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Claim, ClaimList } from '../claim.ts'

export interface ReadClaims extends ClaimList {
  readonly viewer: Viewer
}

/** Of one file: a month of a programme holds no more. */
const most = 50_000

/** Every claim of a programme's period, for the park's finance. Throws Unauthenticated, NotFound. */
export async function readClaims(deps: Deps, actor: Actor, id: ProgrammeId, period: string): Promise<ReadClaims> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    programmes: sql<Names & { evidence: string }>`SELECT name_hans AS hans, name_hant AS hant, name_en AS en, evidence
      FROM subsidy_programme WHERE id = ${id} LIMIT 1`,
    claims: claimsQuery(id, period),
  })
  const viewer = viewerOf(rows.viewer)
  const [programme] = rows.programmes
  if (!programme || !seesParkMoney(viewer)) throw new NotFound('programme')
  const { evidence, ...names } = programme
  const claims = rows.claims.map(claimOf)
  return { viewer, programme: { names, evidence: JSON.parse(evidence) as string[] }, period, claims }
}

type ClaimRow = Omit<Claim, 'firm' | 'resource'> & {
  readonly firmHans: string
  readonly firmHant: string
  readonly firmEn: string
  readonly hans: string
  readonly hant: string
  readonly en: string
}

function claimOf({ firmHans, firmHant, firmEn, hans, hant, en, ...row }: ClaimRow): Claim {
  return { ...row, firm: { hans: firmHans, hant: firmHant, en: firmEn }, resource: { hans, hant, en } }
}

function claimsQuery(id: ProgrammeId, period: string): Query<ClaimRow> {
  return sql<ClaimRow>`SELECT c.id AS id, c.entry_id AS entryId, e.kind AS kind, c.period AS period,
    ifnull(l.state, 'open') AS state, f.name_hans AS firmHans, f.name_hant AS firmHant, f.name_en AS firmEn,
    f.credit_code AS creditCode, who.name AS person, b.id AS bookingId, b.number AS bookingNumber,
    r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en, r.asset_number AS assetNumber,
    b.starts_at AS startsAt, b.ends_at AS endsAt, b.checked_in_at AS checkedInAt, b.checked_out_at AS checkedOutAt,
    c.base_minor AS baseMinor, c.share_percent AS percent, c.amount_minor AS amountMinor, c.currency AS currency,
    ifnull(u.decision, '') AS review, u.decided_at AS reviewedAt, ifnull(u.reason, '') AS reviewReason,
    s.number AS statementNumber
    FROM subsidy_claim c CROSS JOIN journal_entry e ON e.id = c.entry_id CROSS JOIN firm f ON f.id = c.firm_id
    CROSS JOIN booking b ON b.id = c.booking_id CROSS JOIN person who ON who.id = b.person_id
    CROSS JOIN resource r ON r.id = b.resource_id LEFT JOIN subsidy_claim_list l ON l.id = c.list_id
    LEFT JOIN usage_review u ON u.booking_id = b.id
    LEFT JOIN statement_entry x ON x.entry_id = c.entry_id LEFT JOIN statement s ON s.id = x.statement_id
    WHERE c.programme_id = ${id} AND c.period = ${period} ORDER BY b.starts_at, c.id LIMIT ${most}`
}
