import type { PublishedRate, ResourceFacts } from '../../bookings/facts.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from '../../bookings/reads/booking-facts.ts'
import type { Actor, Deps, Names, Park } from '../../deps.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'

/** A resource as one person stands to it. */
export interface ResourceProfile {
  readonly viewer: Viewer
  readonly park: Park
  readonly now: Instant
  readonly asked: ResourceFacts
  readonly facility: { readonly id: FacilityId; readonly names: Names; readonly building: string }
  readonly category: Names
  /** Of the training that it asks for. */
  readonly training: Names | null
  /** In force now for the viewer's firm; null without a firm, or where nothing is published for it. */
  readonly rate: PublishedRate | null
  readonly priceCategory: string | null
}

/** One resource, in one round trip. Throws Unauthenticated; NotFound for a draft too, unless the viewer manages it. */
export async function readProfile(deps: Deps, actor: Actor, id: ResourceId): Promise<ResourceProfile> {
  const now = deps.now()
  const by = { projectId: null, onBehalfOf: null }
  const resourceIds = sql<{ id: string }>`SELECT ${id} AS id`
  const times = [{ startsAt: now, endsAt: now + 60 }]
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times, replaces: null }),
    named: namedQuery(id),
  })
  const park = await currentPark(deps, rows)
  const facts = bookingFactsOf(rows, now, park)
  const asked = facts?.resources.get(id)
  const [named] = rows.named
  if (!facts || !asked || !named) throw new NotFound('resource')
  const { resource } = asked
  if (resource.state === 'draft' && !managesFacility(facts.viewer, resource.facilityId)) throw new NotFound('resource')
  return {
    viewer: facts.viewer,
    park,
    now,
    asked,
    facility: {
      id: resource.facilityId,
      names: { hans: named.facilityHans, hant: named.facilityHant, en: named.facilityEn },
      building: named.building,
    },
    category: { hans: named.categoryHans, hant: named.categoryHant, en: named.categoryEn },
    training: trainingOf(named),
    rate: asked.rates.findLast((rate) => rate.validFrom <= now) ?? null,
    priceCategory: facts.payer?.priceCategory ?? null,
  }
}

interface NamedRow {
  facilityHans: string
  facilityHant: string
  facilityEn: string
  building: string
  categoryHans: string
  categoryHant: string
  categoryEn: string
  trainingHans: string | null
  trainingHant: string | null
  trainingEn: string | null
}

function namedQuery(id: ResourceId): Query<NamedRow> {
  return sql<NamedRow>`SELECT f.name_hans AS facilityHans, f.name_hant AS facilityHant, f.name_en AS facilityEn,
    f.building AS building, c.name_hans AS categoryHans, c.name_hant AS categoryHant, c.name_en AS categoryEn,
    k.name_hans AS trainingHans, k.name_hant AS trainingHant, k.name_en AS trainingEn
    FROM resource r JOIN facility f ON f.id = r.facility_id JOIN category c ON c.id = r.category_id
      LEFT JOIN qualification_kind k ON k.id = r.qualification_id WHERE r.id = ${id} LIMIT 1`
}

function trainingOf({ trainingHans, trainingHant, trainingEn }: NamedRow): Names | null {
  if (trainingHans === null || trainingHant === null || trainingEn === null) return null
  return { hans: trainingHans, hant: trainingHant, en: trainingEn }
}
