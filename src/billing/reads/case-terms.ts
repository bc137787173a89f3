import type { Interval } from '../../kernel/interval.ts'
import type { ProjectId, ResourceId } from '../../kernel/id.ts'
import type { Answers } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import type { OpenProgramme } from '../../subsidies/funding.ts'
import { openProgrammeOf, programmesFor } from '../../subsidies/reads/funding.ts'
import type { DiscountOffer } from '../discount.ts'
import { discountsOn, offersOf } from './discounts.sql.ts'
import { offeredOf, offeredQuery, type OfferedConsumable } from './extras.ts'
import type { Choice } from './price-lists.ts'
import { namesOf } from './rate-list.ts'

/** Whose use it would be, and when; empty where nobody is named. */
export interface PayerOfCase {
  readonly firmId: string
  readonly projectCode: string
  readonly booked: Interval
}

/** What a use would be billed by besides its rates. */
export interface CaseTerms {
  readonly firms: readonly Choice[]
  /** Of the firm that is named. */
  readonly priceCategory: string | null
  readonly projectId: ProjectId | null
  readonly discounts: readonly DiscountOffer[]
  readonly programmes: readonly OpenProgramme[]
  readonly offered: readonly OfferedConsumable[]
}

export function caseQueries(id: ResourceId, { firmId, projectCode, booked }: PayerOfCase, zone: string) {
  const project = sql`(SELECT id FROM project WHERE firm_id = ${firmId} AND code = ${projectCode})`
  return {
    firms: sql<{ id: string; names: string }>`SELECT id, json_array(name_hans, name_hant, name_en) AS names FROM firm
      WHERE state <> 'departed' ORDER BY name_en, id LIMIT 2000`,
    payer: sql<{ priceCategory: string; projectId: ProjectId | null }>`SELECT price_category AS priceCategory,
      ${project} AS projectId FROM firm WHERE id = ${firmId} LIMIT 1`,
    discounts: sql<{ offers: string }>`SELECT ${discountsOn(project, booked, zone, sql`${firmId}`)} AS offers
      FROM resource r WHERE r.id = ${id} LIMIT 1`,
    programmes: programmesFor(sql`SELECT '' AS id, ${firmId} AS firm_id, ${id} AS resource_id,
      ${booked.endsAt} AS ends_at`),
    offered: offeredQuery(sql`${id}`),
  }
}

export function caseTermsOf(rows: Answers<ReturnType<typeof caseQueries>>): CaseTerms {
  const { firms, discounts, programmes, offered } = rows
  const [payer] = rows.payer
  return {
    firms: firms.map(({ id, names }) => ({ id, names: namesOf(names) })),
    priceCategory: payer?.priceCategory ?? null,
    projectId: payer?.projectId ?? null,
    discounts: offersOf(discounts[0]?.offers ?? '[]'),
    programmes: programmes.map(openProgrammeOf),
    offered: offered.map(offeredOf),
  }
}
