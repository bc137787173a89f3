import type { Instant } from '../kernel/interval.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import type { DemoCast } from './demo-people.ts'

const day = 86_400
const yuan = 100

/** A city's voucher that pays half of what firms use of the omics machines, and a hospital's own machine among them. */
export function fundingRows({ firms }: DemoCast, now: Instant): Query[] {
  const hospital = firms.find(({ key }) => key === 'hospital')
  return [
    sql`INSERT INTO subsidy_programme (id, name_hans, name_hant, name_en, scope, share_percent, rank, claim_cap_minor,
        year_cap_minor, year_cap_of, budget_minor, starts_at, ends_at, evidence)
      VALUES (${`sub_${'1'.padStart(26, '0')}`}, '市科技创新券', '市科技創新券', 'City innovation voucher',
        ${json([['facility', 'MSO']])}, 50, 1, ${500 * yuan}, ${200_000 * yuan}, 'controller', ${3_000_000 * yuan},
        ${midnight(now) - 200 * day}, ${midnight(now) + 165 * day},
        ${json(['创新券申领承诺书', '检测服务合同', '发票复印件'])})`,
    ...(hospital === undefined
      ? []
      : [
          sql`INSERT INTO resource_provider (resource_id, firm_id, share_percent)
            SELECT r.id, ${hospital.id}, 70 FROM resource r JOIN facility f ON f.id = r.facility_id
            WHERE f.code = 'FCM' ORDER BY r.asset_number LIMIT 1`,
        ]),
  ]
}

/** The demo park is eight hours ahead of UTC all year. */
function midnight(now: Instant): Instant {
  return Math.floor((now + 8 * 3_600) / day) * day - 8 * 3_600
}
