import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { overlaps, type Instant, type Interval } from '../../src/kernel/interval.ts'
import { dayOf, epochDay } from '../../src/kernel/wall-clock.ts'
import type { Park } from '../../src/deps.ts'
import { closedBy } from '../../src/resources/opening-hours.ts'
import type { FindPlace, FindWish } from '../../src/resources/reads/find-query.ts'
import { findResources, type FoundResource } from '../../src/resources/reads/find-resources.ts'
import { people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { expiryOf, labCategory, labResourceId, labScript, labUnitId } from '../support/lab-script.ts'
import { lab, type Lab, type LabResource } from '../support/random-lab.ts'

test('a search for free time finds what looking at every minute finds, cheapest first', async () => {
  await fc.assert(
    fc.asyncProperty(lab, fc.boolean(), async (random, bookableByMe) => {
      const park = await openPark({ script: labScript(random) })
      try {
        park.clock.now = random.now
        const found = await everyPage(park, { ...anything, categoryId: labCategory, gap: random.gap, bookableByMe })
        expect(found.map(slotOf)).toEqual(byLooking(random, park.deps.park(), bookableByMe))
      } finally {
        await park.close()
      }
    }),
    { numRuns: Number(process.env['FIND_RUNS'] ?? 200) },
  )
})

const anything = {
  words: [],
  kind: null,
  categoryId: null,
  facilityId: null,
  bookableByMe: false,
  gap: null,
  after: null,
}

async function everyPage(park: TestPark, wish: Omit<FindWish, 'rows'>): Promise<FoundResource[]> {
  const found: FoundResource[] = []
  for (let after: FindPlace | null = null; ;) {
    const page = await findResources(park.deps, park.actor(people.helixResearcher), { ...wish, after }, 2)
    found.push(...page.resources)
    if (page.next === null) return found
    after = page.next
  }
}

function slotOf({ resource, slot }: FoundResource) {
  return {
    id: resource.id,
    unitId: slot?.unitId,
    startsAt: slot?.startsAt,
    endsAt: slot?.endsAt,
    priceMinor: slot?.price?.totalMinor,
  }
}

/** The naive way: every minute of the window is tried on every unit. */
function byLooking(random: Lab, park: Park, bookableByMe: boolean) {
  return random.resources
    .map((one, ordinal) => ({ one, ordinal }))
    .toSorted((a, b) => (a.one.perHour ?? Infinity) - (b.one.perHour ?? Infinity) || a.ordinal - b.ordinal)
    .flatMap(({ one, ordinal }) => {
      const slot = firstByLooking(random, one, park, bookableByMe)
      const price = one.perHour === null ? undefined : Math.round((one.perHour * random.gap.minutes) / 60)
      return slot
        ? [{ id: labResourceId(ordinal), ...slot, unitId: labUnitId(ordinal, slot.unitId), priceMinor: price }]
        : []
    })
}

function firstByLooking({ gap, now, hours, ...random }: Lab, one: LabResource, park: Park, bookableByMe: boolean) {
  if (one.state !== 'published') return null
  if (bookableByMe && (one.restricted || one.perHour === null || one.trained === 'no')) return null
  if (bookableByMe && (gap.minutes < one.min || gap.minutes > one.max)) return null
  const rule = hours[one.hours % hours.length]
  for (let startsAt = Math.max(gap.startsAt, now); startsAt + gap.minutes * 60 <= gap.endsAt; startsAt += 60) {
    const wanted = { startsAt, endsAt: startsAt + gap.minutes * 60 }
    if (dayOf(startsAt, park.timeZone).minuteOfDay % one.step !== 0) continue
    if (!rule || closedBy(rule, park.calendar, park.timeZone, wanted)) continue
    if (bookableByMe && !isAllowed(wanted, one, { gap, now, hours, ...random }, park)) continue
    const unitId = one.units.findIndex((unit) => unit.active && isFree(wanted, one, unit.held))
    if (unitId >= 0) return { unitId, ...wanted }
  }
  return null
}

function isAllowed({ startsAt, endsAt }: Interval, one: LabResource, random: Lab, park: Park): boolean {
  if (one.trained === 'expires' && endsAt > expiryOf(random)) return false
  return startsAt >= random.now + one.lead * 60 && days(startsAt, park) - days(random.now, park) <= 1
}

function days(at: Instant, park: Park): number {
  return epochDay(dayOf(at, park.timeZone).date)
}

function isFree({ startsAt, endsAt }: Interval, one: LabResource, held: LabResource['units'][number]['held']): boolean {
  const widened = { startsAt: startsAt - one.setup * 60, endsAt: endsAt + one.cleanup * 60 }
  return !held.some((hold) => !hold.lapsed && overlaps(hold, widened))
}
