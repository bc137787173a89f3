import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { firmsInView } from '../../firms/money-in-view.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { FirmId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { bucketOf } from '../quota-window.ts'

/** Machine time that a firm has free this month, and what it took of it. */
export interface Entitlement {
  readonly firmId: FirmId
  readonly firm: Names
  /** Null: every resource. */
  readonly facility: Names | null
  readonly limitSeconds: number
  readonly usedSeconds: number
}

/** What each firm of a tier has, also one that comes to it later. */
export interface TierHours {
  readonly tier: string
  readonly facility: Names | null
  readonly limitSeconds: number
}

export interface Entitlements {
  readonly viewer: Viewer
  readonly isPark: boolean
  readonly entitlements: readonly Entitlement[]
  /** What whole tiers have, for the park. */
  readonly tiers: readonly TierHours[]
  readonly firms: readonly (Names & { readonly id: FirmId; readonly tier: string })[]
  readonly facilities: readonly (Names & { readonly code: string })[]
}

/** All firms' for the park's finance, one's own for a firm's. */
export async function listEntitlements(deps: Deps, actor: Actor): Promise<Entitlements> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    entitlements: entitlementsQuery(actor, bucketOf(now, 'month', deps.park().timeZone)),
    tiers: sql<Omit<TierHours, 'facility'> & Place>`SELECT e.tier AS tier, e.limit_value AS limitSeconds,
      l.name_hans AS placeHans, l.name_hant AS placeHant, l.name_en AS placeEn
      FROM tier_entitlement e LEFT JOIN facility l ON e.scope_kind = 'facility' AND l.id = e.scope_id
      WHERE e.limit_value > 0 ORDER BY e.tier, e.scope_id LIMIT 500`,
    firms: sql<Names & { id: FirmId; tier: string }>`SELECT id, tier, name_hans AS hans, name_hant AS hant,
      name_en AS en FROM firm WHERE state <> 'departed' ORDER BY name_hans LIMIT 2000`,
    facilities: sql<Names & { code: string }>`SELECT code, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM facility ORDER BY code LIMIT 500`,
  })
  const viewer = viewerOf(rows.viewer)
  const isPark = seesParkMoney(viewer)
  return {
    viewer,
    isPark,
    entitlements: rows.entitlements.map(entitlementOf),
    tiers: isPark
      ? rows.tiers.map(({ tier, limitSeconds, ...place }) => ({ tier, limitSeconds, ...placeOf(place) }))
      : [],
    firms: isPark ? rows.firms : [],
    facilities: isPark ? rows.facilities : [],
  }
}

interface Row extends Names, Place {
  readonly firmId: FirmId
  readonly limitSeconds: number
  readonly usedSeconds: number
}

interface Place {
  readonly placeHans: string | null
  readonly placeHant: string | null
  readonly placeEn: string | null
}

function entitlementOf({ hans, hant, en, placeHans, placeHant, placeEn, ...rest }: Row): Entitlement {
  return { ...rest, firm: { hans, hant, en }, ...placeOf({ placeHans, placeHant, placeEn }) }
}

function placeOf({ placeHans, placeHant, placeEn }: Place): { facility: Names | null } {
  const isAll = placeHans === null || placeHant === null || placeEn === null
  return { facility: isAll ? null : { hans: placeHans, hant: placeHant, en: placeEn } }
}

function entitlementsQuery(actor: Actor, bucket: number): Query<Row> {
  return sql<Row>`SELECT f.id AS firmId, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
    l.name_hans AS placeHans, l.name_hant AS placeHant, l.name_en AS placeEn, q.limit_value AS limitSeconds,
    ifnull(u.used - u.waived, 0) AS usedSeconds
    FROM (${firmsInView(actor)}) v
    CROSS JOIN firm f ON f.id = v.id CROSS JOIN quota q ON q.subject_kind = 'firm' AND q.subject_id = f.id
      AND q.kind = 'entitlement' AND q.measure = 'seconds' AND q.window = 'month'
    LEFT JOIN facility l ON q.scope_kind = 'facility' AND l.id = q.scope_id
    LEFT JOIN quota_use u ON u.quota_id = q.id AND u.counted_id = '' AND u.bucket = ${bucket}
    ORDER BY f.name_hans, q.id LIMIT 5000`
}
