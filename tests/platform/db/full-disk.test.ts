import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from '../../../src/platform/db/sql.ts'
import { keyed, openEmbeddedPark, trace } from '../../support/port-park.ts'
import type { TempPark } from '../../support/temp-park.ts'

test('a park whose disk fills up acknowledges nothing that is not there, whatever the order', async () => {
  let refusals = 0
  const orders = fc.array(fc.boolean(), { minLength: 20, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      refusals += await fillUp(order)
    }),
    { numRuns: 10 },
  )
  expect(refusals).toBeGreaterThan(10)
})

test('a park is written to again once there is room', async () => {
  const park = await openEmbeddedPark()
  await limitPages(park, 4)
  const write = () => park.db.write([large('full-1'), large('full-2')], keyed('full'))
  await expect(write()).rejects.toMatchObject({ name: 'DbUnavailable', outcome: 'not-applied' })
  await park.script('PRAGMA max_page_count = 100000')
  await write()
  expect(await park.rows('SELECT count(*) AS n FROM outbox')).toEqual([{ n: 2 }])
  await park.remove()
})

const large = (id: string) =>
  sql`INSERT INTO outbox (id, kind, body, created_at) VALUES (${id}, ${'large'}, ${'x'.repeat(20_000)}, ${0})`

// All writes wait at once, so that a full disk rolls back groups of which some members had gone well.
// In the order, true is a large row.
async function fillUp(order: readonly boolean[]): Promise<number> {
  const park = await openEmbeddedPark()
  await limitPages(park, 12)
  const ids = order.map((_, index) => `t-${index}`)
  const write = (id: string, index: number) => park.db.write([(order[index] ? large : trace)(id)], keyed(id))
  const outcomes = await Promise.allSettled(ids.map(write))
  const acknowledged = ids.filter((_, index) => outcomes[index]?.status === 'fulfilled')
  const there = await park.rows('SELECT id FROM outbox')
  const keys = await park.rows('SELECT key FROM idempotency')
  expect(there.map(({ id }) => id as string).toSorted()).toEqual(acknowledged.toSorted())
  expect(keys.map(({ key }) => key as string).toSorted()).toEqual(acknowledged.toSorted())
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  for (const refusal of refusals) expect(refusal).toMatchObject({ outcome: 'not-applied' })
  await park.remove()
  return refusals.length
}

async function limitPages(park: TempPark, more: number): Promise<void> {
  const [row] = await park.rows('PRAGMA page_count')
  await park.script(`PRAGMA max_page_count = ${Number(row?.['page_count']) + more}`)
}
