import type { Deps } from '../src/deps.ts'
import { findQuery, type FindWish } from '../src/resources/reads/find-query.ts'
import { findResources } from '../src/resources/reads/find-resources.ts'
import { actorOf } from './desk.ts'
import { median } from './figures.ts'

/**
 * Median milliseconds of looking for two free hours on a microscope: the query alone, and the whole read with its
 * prices.
 */
export interface FindTimes {
  readonly queryMs: number
  readonly readMs: number
  readonly found: number
}

export const findPage = 50

export async function findTimes(deps: Deps, startsAt: number, times: number): Promise<FindTimes> {
  const actor = actorOf(1)
  const wish = wishFor(startsAt)
  const queryMs: number[] = []
  const readMs: number[] = []
  let found = 0
  for (let time = 0; time < times; time += 1) {
    const query = findQuery(actor, { ...wish, rows: findPage + 1 }, { now: deps.now(), zone: deps.park().timeZone })
    queryMs.push(await tookMs(() => deps.db.read({ query })))
    readMs.push(
      await tookMs(async () => {
        found = (await findResources(deps, actor, wish, findPage)).resources.length
      }),
    )
  }
  return { queryMs: median(queryMs), readMs: median(readMs), found }
}

export async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function wishFor(startsAt: number): Omit<FindWish, 'rows'> {
  return {
    words: [],
    kind: 'instrument',
    categoryId: 'microscopes',
    facilityId: null,
    bookableByMe: true,
    gap: { startsAt, endsAt: startsAt + 7200, minutes: 120 },
    after: null,
  }
}
