import type { FacilityId, FirmId } from '../../src/kernel/id.ts'
import { usualPolicy } from '../../src/resources/resource.ts'
import { castNow, facilities, firms, id, people, projects, quotas, resources, tokenHash, units } from './cast.ts'
import { insert } from './insert.ts'

const epoch2026 = Date.UTC(2026, 0, 1) / 1000 - 8 * 3600
const epoch2028 = Date.UTC(2028, 0, 1) / 1000 - 8 * 3600

/** Two firms, their people, two facilities and a few resources, as one script. */
export const castScript = [
  insert('park', [
    {
      id: 1,
      ...names('示例园区', '示例園區', 'Sample Park'),
      time_zone: 'Asia/Shanghai',
      currency: 'CNY',
      peak: JSON.stringify([{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }]),
      demo: 1,
    },
  ]),
  insert('firm', [
    { id: firms.helix, ...names('螺旋生物', '螺旋生物', 'Helix'), price_category: 'resident' },
    { id: firms.orchid, ...names('兰花医药', '蘭花醫藥', 'Orchid'), price_category: 'resident' },
  ]),
  insert('facility', [
    { id: facilities.imaging, code: 'IM', ...names('成像平台', '成像平台', 'Imaging'), building: 'B3' },
    { id: facilities.cells, code: 'CL', ...names('细胞平台', '細胞平台', 'Cells'), building: 'B2' },
  ]),
  insert(
    'person',
    Object.entries(people).map(([name, one]) => ({
      id: one.id,
      email: one.email,
      name,
      locale: 'en',
      state: /suspended$/i.test(name) ? 'suspended' : 'active',
    })),
  ),
  insert(
    'session',
    Object.values(people).map((one) => ({
      token_hash: tokenHash(one.token),
      person_id: one.id,
      kind: 'bearer',
      created_at: castNow,
      // Noted for good: what a test counts is what its request did.
      last_used_at: epoch2028,
      expires_at: epoch2028,
    })),
  ),
  insert('role', [
    firmRole('helixResearcher', 'researcher', firms.helix),
    firmRole('helixColleague', 'researcher', firms.helix),
    firmRole('helixAdmin', 'firm-admin', firms.helix),
    firmRole('helixFinance', 'firm-finance', firms.helix),
    firmRole('suspended', 'researcher', firms.helix),
    firmRole('orchidSuspended', 'researcher', firms.orchid),
    firmRole('orchidResearcher', 'researcher', firms.orchid),
    firmRole('orchidAdmin', 'firm-admin', firms.orchid),
    firmRole('orchidFinance', 'firm-finance', firms.orchid),
    parkRole('imagingManager', 'lab-manager', facilities.imaging),
    parkRole('cellsManager', 'lab-manager', facilities.cells),
    parkRole('parkFinance', 'park-finance', null),
    parkRole('parkAdmin', 'park-admin', null),
  ]),
  insert('project', [
    { id: projects.helix, firm_id: firms.helix, code: '2026-K07', name: 'Canary Helix project', state: 'open' },
    { id: projects.helixClosed, firm_id: firms.helix, code: '2025-K01', name: 'Closed Helix project', state: 'closed' },
    { id: projects.orchid, firm_id: firms.orchid, code: '2026-O02', name: 'Canary Orchid project', state: 'open' },
  ]),
  insert('qualification_kind', [
    { id: 'qualification_confocal', ...names('共聚焦培训', '共軛焦訓練', 'Confocal training') },
  ]),
  insert(
    'qualification',
    [people.helixResearcher, people.orchidResearcher].map((one) => ({
      person_id: one.id,
      kind_id: 'qualification_confocal',
      valid_from: epoch2026,
      valid_until: epoch2028,
    })),
  ),
  insert('category', [
    { id: 'microscopes', ...names('显微镜', '顯微鏡', 'Microscopes') },
    { id: 'preparation', ...names('样品制备', '樣品製備', 'Sample preparation') },
    { id: 'rooms', ...names('空间', '空間', 'Rooms') },
  ]),
  insert('opening_hours', [
    { id: 1, weekly: weekly('08:00', '22:00', 5), holiday_rule: 'closed', spans_until: epoch2028 },
    { id: 2, weekly: weekly('00:00', '24:00', 7), holiday_rule: 'open-as-weekday', spans_until: epoch2028 },
  ]),
  insert('open_span', [{ hours_id: 2, starts_at: epoch2026, ends_at: epoch2028 }, ...weekdaySpans(1)]),
  insert('resource', [
    resource('confocal', {
      n: '转盘共聚焦显微镜',
      category_id: 'microscopes',
      hours_id: 1,
      qualification_id: 'qualification_confocal',
    }),
    resource('centrifuge', {
      n: '离心机',
      category_id: 'preparation',
      facility_id: facilities.cells,
      cleanup_minutes: 15,
    }),
    resource('benches', {
      n: '实验台',
      category_id: 'rooms',
      facility_id: facilities.cells,
      kind: 'space',
      policy: policy({ checkIn: 'none' }),
    }),
    resource('cleanroom', {
      n: '洁净间',
      category_id: 'rooms',
      facility_id: facilities.cells,
      kind: 'space',
      restricted: 1,
      policy: policy({ approvals: [{ by: 'lab-manager', hours: 24 }] }),
    }),
    resource('unpriced', { n: '新仪器', category_id: 'microscopes' }),
  ]),
  insert(
    'unit',
    Object.entries(units).flatMap(([name, keys]) =>
      keys.map((key, index) => ({
        id: key,
        resource_id: resources[name as keyof typeof units],
        name: `${name} ${index + 1}`,
      })),
    ),
  ),
  insert('access_grant', [{ resource_id: resources.cleanroom, subject_kind: 'firm', subject_id: firms.helix }]),
  insert(
    'rate',
    (['confocal', 'centrifuge', 'benches', 'cleanroom'] as const).map((name, index) => ({
      id: id('rat', index + 1),
      resource_id: resources[name],
      price_category: 'resident',
      valid_from: epoch2026,
      terms: rateTerms(name === 'confocal' ? 12_000 : 3_000),
      published_at: 0,
    })),
  ),
  insert('quota', [
    quota(quotas.helixMonth, 'limit', 'firm', firms.helix, 'seconds', 'month', 40 * 3600),
    quota(quotas.helixResearcherDay, 'limit', 'person', people.helixResearcher.id, 'seconds', 'day', 8 * 3600),
    quota(quotas.helixProjectBudget, 'budget', 'project', projects.helix, 'amount', 'year', 5_000_000),
    quota(quotas.orchidMonth, 'limit', 'firm', firms.orchid, 'seconds', 'month', 40 * 3600),
  ]),
].join('\n')

function names(hans: string, hant: string, en: string) {
  return { name_hans: hans, name_hant: hant, name_en: en }
}

function firmRole(name: keyof typeof people, role: string, firmId: FirmId) {
  return { person_id: people[name].id, role, firm_id: firmId, facility_id: null }
}

function parkRole(name: keyof typeof people, role: string, facilityId: FacilityId | null) {
  return { person_id: people[name].id, role, firm_id: null, facility_id: facilityId }
}

function weekly(from: string, to: string, days: number): string {
  return JSON.stringify(Array.from({ length: 7 }, (_, day) => (day < days ? [{ from, to }] : [])))
}

// Around the tests' clock only, and blind to holidays: what decides is the rule, these rows only help to search.
function weekdaySpans(hoursId: number) {
  const monday = castNow - 10 * 3600
  return Array.from({ length: 120 }, (_, day) => monday + (day - 28) * 86_400)
    .filter((_, day) => day % 7 < 5)
    .map((midnight) => ({ hours_id: hoursId, starts_at: midnight + 8 * 3600, ends_at: midnight + 22 * 3600 }))
}

function policy(changes: Partial<typeof usualPolicy>): string {
  return JSON.stringify({ ...usualPolicy, ...changes })
}

function resource(name: keyof typeof resources, { n, ...columns }: { n: string; [column: string]: string | number }) {
  return {
    id: resources[name],
    facility_id: facilities.imaging,
    kind: 'instrument',
    ...names(n, n, `Sample ${name}`),
    model: `Model ${name}`,
    asset_number: `AS-${name}`,
    location: 'B3 204',
    search_text: `${n} ${name}`,
    hours_id: 2,
    cleanup_minutes: 0,
    step_minutes: 15,
    min_minutes: 15,
    max_minutes: 24 * 60,
    qualification_id: null,
    restricted: 0,
    policy: policy({}),
    ...columns,
  }
}

function rateTerms(perHourMinor: number): string {
  const free = { perSampleMinor: 0, perRunMinor: 0, startFeeMinor: 0, minimumMinor: 0, assistancePerHourMinor: 0 }
  return JSON.stringify({ perHourMinor, bands: [], ...free, incrementMinutes: 1, taxBasisPoints: 600 })
}

function quota(
  key: number,
  kind: string,
  subjectKind: string,
  subjectId: string,
  measure: string,
  window: string,
  limit: number,
) {
  return {
    id: key,
    kind,
    subject_kind: subjectKind,
    subject_id: subjectId,
    scope_kind: 'all',
    measure,
    window,
    limit_value: limit,
  }
}
