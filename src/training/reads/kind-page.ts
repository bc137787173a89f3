import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type FacilityId, type PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { heldUntil } from '../held.sql.ts'
import type { TrainingSession } from '../training-session.ts'
import { kindOf, kindQuery, managedBy, type TrainingKind } from './kind-query.ts'
import { sessionColumns, sessionOf, sessionTables, type SessionRow } from './session-query.ts'

/** Who holds a training, as lab managers see it. */
export interface Holder {
  readonly personId: PersonId
  readonly name: string
  readonly email: string
  /** Where they work, in every language; of several firms, the first. */
  readonly firm: Names | null
  readonly validFrom: Instant
  /** When it ends: by date, by disuse or by withdrawal. */
  readonly validUntil: Instant
  /** The date that was given, whatever ended it before. */
  readonly namedUntil: Instant
  readonly withdrawnAt: Instant | null
  readonly withdrawnReason: string
  readonly usedAt: Instant | null
}

export type HolderState = 'holding' | 'ending' | 'over'

export interface KindPage {
  readonly viewer: Viewer
  readonly kind: TrainingKind
  readonly holders: readonly Holder[]
  /** True where more people are meant than are shown. */
  readonly more: boolean
  readonly sessions: readonly TrainingSession[]
  /** Where the viewer may hold a session. */
  readonly facilities: readonly (Names & { readonly id: FacilityId })[]
  readonly formKey: string
}

export interface HoldersWanted {
  readonly like: string
  readonly state: HolderState
}

export const mostHolders = 100

interface HolderRow extends Omit<Holder, 'firm'> {
  firm: string | null
}

export function holderColumns(deps: Deps): Query {
  const reckoned = { now: deps.now(), zone: deps.park().timeZone }
  return sql`p.id AS personId, p.name AS name, p.email AS email,
    (SELECT json_array(w.name_hans, w.name_hant, w.name_en) FROM role o JOIN firm w ON w.id = o.firm_id
      WHERE o.person_id = p.id ORDER BY w.id LIMIT 1) AS firm, valid_from AS validFrom,
    ${heldUntil(reckoned)} AS validUntil, valid_until AS namedUntil, withdrawn_at AS withdrawnAt,
    withdrawn_reason AS withdrawnReason, used_at AS usedAt`
}

/** One round trip. Throws Unauthenticated; NotFound for a training that is not the viewer's to look after. */
export async function readKindPage(deps: Deps, actor: Actor, id: string, wanted: HoldersWanted): Promise<KindPage> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    kinds: kindQuery(actor, id),
    holders: holdersQuery(deps, id, wanted),
    sessions: sql<SessionRow>`SELECT ${sessionColumns} FROM ${sessionTables} WHERE s.kind_id = ${id}
      AND s.starts_at > ${now - 60 * 86_400} AND s.facility_id IN (${managedBy(actor)})
      ORDER BY s.starts_at DESC LIMIT 50`,
    facilities: sql<Names & { id: FacilityId }>`SELECT f.id AS id, f.name_hans AS hans, f.name_hant AS hant,
      f.name_en AS en FROM facility f WHERE f.id IN (${managedBy(actor)}) AND f.id IN (SELECT facility_id FROM resource
        WHERE qualification_id = ${id}) ORDER BY f.code LIMIT 100`,
  })
  return {
    viewer: viewerOf(rows.viewer),
    kind: kindOf(rows.kinds),
    holders: rows.holders.slice(0, mostHolders).map(holderOf),
    more: rows.holders.length > mostHolders,
    sessions: rows.sessions.map(sessionOf),
    facilities: rows.facilities,
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}

const endingSeconds = 30 * 86_400

function holdersQuery(deps: Deps, id: string, { like, state }: HoldersWanted): Query<HolderRow> {
  const now = deps.now()
  const standing = {
    holding: sql`validUntil > ${now}`,
    ending: sql`validUntil > ${now} AND validUntil <= ${now + endingSeconds}`,
    over: sql`validUntil <= ${now}`,
  }[state]
  const words = like === '' ? sql`1` : sql`(instr(lower(p.name), ${like}) > 0 OR instr(lower(p.email), ${like}) > 0)`
  return sql<HolderRow>`SELECT * FROM (SELECT ${holderColumns(deps)} FROM qualification
    JOIN person p ON p.id = qualification.person_id WHERE qualification.kind_id = ${id} AND ${words})
    WHERE ${standing} ORDER BY validUntil, personId LIMIT ${mostHolders + 1}`
}

export function holderOf({ firm, ...row }: HolderRow): Holder {
  if (firm === null) return { ...row, firm }
  const [hans, hant, en] = JSON.parse(firm) as [string, string, string]
  return { ...row, firm: { hans, hant, en } }
}

export type { HolderRow }
