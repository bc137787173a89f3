import type { ResourceId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import type { ReadRateLine } from './rate-csv.ts'
import { isThere, judgeRates, sameTerms, type RateFault, type WantedRate } from './rate-timeline.ts'
import { rateTermsSchema, type DatedRate, type RateTerms } from './tariff.ts'

/** Why a line publishes nothing. */
export type RateLineFault =
  | RateFault
  | { readonly kind: 'cell'; readonly columns: readonly string[] }
  | { readonly kind: 'unknown-asset' }
  | { readonly kind: 'unknown-category' }
  /** Nothing is in force that could stand for what the line leaves out. */
  | { readonly kind: 'unsaid' }
  /** Another line of the same resource and price category is refused. */
  | { readonly kind: 'with-others'; readonly line: number }

/** One line of a file, accounted for. */
export interface PlannedRate {
  readonly line: number
  readonly assetNumber: string
  readonly priceCategory: string
  readonly outcome: 'new' | 'unchanged' | 'refused'
  readonly resourceId: ResourceId | null
  readonly faults: readonly RateLineFault[]
}

export interface NewRateOf {
  readonly resourceId: ResourceId
  readonly priceCategory: string
  readonly validFrom: Instant
  readonly terms: RateTerms
}

/** What a line is judged by. */
export interface RatedAsset {
  readonly id: ResourceId
  readonly isBookable: boolean
  readonly rates: ReadonlyMap<string, readonly DatedRate[]>
}

export interface RateFacts {
  readonly now: Instant
  /** The instant from which what begins today holds. */
  readonly today: Instant
  readonly assets: ReadonlyMap<string, RatedAsset>
  readonly categories: ReadonlySet<string>
}

/** What becomes of each line, and the rates to publish. A resource's category is published whole or not at all. */
export function planRates(
  lines: readonly ReadRateLine[],
  facts: RateFacts,
): { readonly planned: readonly PlannedRate[]; readonly rates: readonly NewRateOf[] } {
  const groups = Map.groupBy(lines, (line) => JSON.stringify([line.assetNumber, line.priceCategory]))
  const done = [...groups.values()].map((group) => planGroup(group, facts))
  return {
    planned: done.flatMap((one) => one.planned).toSorted((a, b) => a.line - b.line),
    rates: done.flatMap((one) => one.rates),
  }
}

interface Meant {
  readonly line: ReadRateLine
  readonly wanted: WantedRate | null
  readonly faults: readonly RateLineFault[]
}

function planGroup(group: readonly ReadRateLine[], facts: RateFacts) {
  const [first] = group
  invariant(first, 'a group has a line')
  const { priceCategory } = first
  const asset = facts.assets.get(first.assetNumber)
  const standing = asset?.rates.get(priceCategory) ?? []
  const meant = group.map((line) => meantBy(line, asset, standing, facts))
  const wanted = meant.flatMap((one) => one.wanted ?? [])
  const judged = judgeRates(standing, wanted, { now: facts.now, isBookable: asset?.isBookable ?? false })
  const faulted = meant.map((one): Meant => {
    const place = one.wanted === null ? -1 : wanted.indexOf(one.wanted)
    return { ...one, faults: [...one.faults, ...(judged[place] ?? [])] }
  })
  const refused = faulted.find((one) => one.faults.length > 0)
  const planned = faulted.map((one) =>
    plannedOf(one, { standing, wanted, resourceId: asset?.id ?? null, refused: refused?.line.line ?? null }),
  )
  const rates = planned.flatMap(({ outcome }, at) => {
    const rate = faulted[at]?.wanted
    if (outcome !== 'new' || !rate || !asset) return []
    return [{ resourceId: asset.id, priceCategory, validFrom: rate.validFrom, terms: rate.terms }]
  })
  return { planned, rates }
}

/** The rate that a line means: what it does not say is as it is in force then. */
function meantBy(
  line: ReadRateLine,
  asset: RatedAsset | undefined,
  standing: readonly DatedRate[],
  { now, today, categories }: RateFacts,
): Meant {
  const refuse = (fault: RateLineFault): Meant => ({ line, wanted: null, faults: [fault] })
  if (line.unreadable.length > 0) return refuse({ kind: 'cell', columns: line.unreadable })
  if (asset === undefined) return refuse({ kind: 'unknown-asset' })
  if (!categories.has(line.priceCategory) && standing.length === 0) return refuse({ kind: 'unknown-category' })
  const begun =
    line.validFrom === 'now' || (line.validFrom === today && !standing.some((one) => one.validFrom === today))
  const validFrom = begun ? now : line.validFrom
  const before = standing.findLast((rate) => rate.validFrom <= validFrom)?.terms
  const terms = rateTermsSchema.safeParse({ ...before, ...line.terms })
  if (!terms.success) return refuse({ kind: 'unsaid' })
  return { line, wanted: { validFrom, validUntil: line.validUntil, terms: terms.data }, faults: [] }
}

interface GroupFacts {
  readonly standing: readonly DatedRate[]
  readonly wanted: readonly WantedRate[]
  readonly resourceId: ResourceId | null
  /** A line of the group that is refused. */
  readonly refused: number | null
}

function plannedOf({ line, wanted, faults }: Meant, group: GroupFacts): PlannedRate {
  const { standing, resourceId, refused } = group
  const { line: number, assetNumber, priceCategory } = line
  const about = { line: number, assetNumber, priceCategory, resourceId }
  if (faults.length > 0) return { ...about, outcome: 'refused', faults }
  if (wanted !== null && isNoChange(standing, group.wanted, wanted)) return { ...about, outcome: 'unchanged', faults }
  if (refused === null) return { ...about, outcome: 'new', faults }
  return { ...about, outcome: 'refused', faults: [{ kind: 'with-others', line: refused }] }
}

/** What is there to the word, or what would only say again what holds until then. */
function isNoChange(standing: readonly DatedRate[], others: readonly DatedRate[], wanted: WantedRate): boolean {
  if (isThere(standing, wanted)) return true
  const before = [...standing, ...others]
    .filter((rate) => rate !== wanted && rate.validFrom < wanted.validFrom)
    .toSorted((a, b) => a.validFrom - b.validFrom)
    .at(-1)
  return before !== undefined && sameTerms(before.terms, wanted.terms)
}
