import { setHours, type HoursAnswer, type HoursWanted } from '../../src/bookings/commands/set-hours.ts'
import { readHoursPreview, type HoursPreview } from '../../src/bookings/reads/hours-preview.ts'
import type { HoursScope } from '../../src/bookings/reads/hours-facts.ts'
import type { AffectedChoice } from '../../src/bookings/closing.ts'
import type { ResourceId } from '../../src/kernel/id.ts'
import type { HoursWish } from '../../src/resources/hours-wish.ts'
import type { DayRanges, WeekRules } from '../../src/resources/opening-hours.ts'
import { people, resources, type CastPerson } from './cast.ts'
import type { Told } from './lab.ts'
import { freshKey, type TestPark } from './open-park.ts'

/** The same hours on each day, or other ones at the weekend; closed on holidays. */
export function everyDay(from: string, to: string, weekend: DayRanges = [{ from, to }]): WeekRules {
  const day = [{ from, to }]
  return { weekly: [day, day, day, day, day, weekend, weekend], holidayRule: 'closed' }
}

export function keep({ id }: Told): AffectedChoice {
  return { bookingId: id, do: 'keep', to: null }
}

type Changes = Partial<HoursWanted> & { readonly who?: CastPerson; readonly of?: ResourceId } & Partial<HoursWish>

/** Setting the microscope's hours in short words, by its own manager unless it is said. */
export function hoursOf(park: TestPark) {
  const wishOf = (week: WeekRules, { from = null, exceptions = [], later = [] }: Changes): HoursWish => {
    return { from, week, exceptions, later }
  }
  const answer = (week: WeekRules, changes: Changes = {}, key = freshKey()): Promise<HoursAnswer> => {
    const { who = people.imagingManager, of = resources.confocal, ...rest } = changes
    const { scope = 'this', reason = '', affected = [], undecided = 'ask', seen = null } = rest
    const wanted = { wish: wishOf(week, changes), scope, reason, affected, undecided, seen }
    return setHours(park.deps, park.actor(who), of, wanted, key)
  }
  return {
    answer,
    async set(week: WeekRules, changes: Changes = {}) {
      const answered = await answer(week, changes)
      if (answered.kind !== 'set') throw new Error(JSON.stringify(answered))
      return JSON.parse(answered.body) as { affected: { id: string; state: string; override: unknown }[] }
    },
    preview(week: WeekRules, changes: Changes & { readonly scope?: HoursScope } = {}): Promise<HoursPreview> {
      const { who = people.imagingManager, of = resources.confocal, scope = 'this' } = changes
      return readHoursPreview(park.deps, park.actor(who), { resourceId: of, scope, wish: wishOf(week, changes) })
    },
  }
}
