import { expect, test } from 'vitest'
import { jobs, tick } from '../src/jobs.ts'
import { answersKeptSeconds } from '../src/platform/db/forget-answers.ts'
import type { LogLine } from '../src/world.ts'
import { people } from './support/cast.ts'
import { insert } from './support/insert.ts'
import { openPark } from './support/open-park.ts'
import { shelf } from './support/pictures.ts'

test('answers are kept for a week, then forgotten, a thousand at a time', async () => {
  const park = await openPark()
  const kept = Array.from({ length: 2_500 }, (_, index) =>
    answer(`old-${index}`, park.clock.now - answersKeptSeconds - 1 - (index % 7)),
  )
  await park.script(insert('idempotency', [...kept, answer('week-old', park.clock.now - answersKeptSeconds)]))
  const log: LogLine[] = []
  await tick(park.deps, (line) => log.push(line))
  expect(log).toEqual([])
  expect(await park.rows("SELECT key FROM idempotency WHERE actor <> 'clock' LIMIT 10")).toEqual([{ key: 'week-old' }])
  await park.close()
})

test('with nothing to do the clock only looks, once for each job', async () => {
  const park = await openPark()
  await tick(park.deps, () => {})
  park.trips.length = 0
  await tick(park.deps, () => {})
  expect(park.trips.every((trip) => trip.kind === 'read')).toBe(true)
  await park.close()
})

test('a job that fails is logged and keeps none of the others from running', async () => {
  const park = await openPark({
    photos: shelf(),
    through: (db) => ({ ...db, read: () => Promise.reject(new Error('no database')) }),
  })
  const log: LogLine[] = []
  await tick(park.deps, (line) => log.push(line))
  const names = log.map((line) => line.what)
  expect(names).toEqual(jobs.map((job) => `job ${job.name} failed`))
  await park.close()
})

function answer(key: string, createdAt: number) {
  return { actor: people.helixResearcher.id, key, request_hash: 'x', status: 201, body: '{}', created_at: createdAt }
}
