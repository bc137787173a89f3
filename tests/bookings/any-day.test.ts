import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BusyLab, deeds, houses, houseScript } from '../support/lab-commands.ts'
import { openPark } from '../support/open-park.ts'

const runs = Number(process.env.MODEL_RUNS ?? 10)
const seed = Number(process.env.MODEL_SEED ?? 20_261_123)

test('whatever people do in whatever order, every invariant holds, and in the end everything is settled', async () => {
  await fc.assert(
    fc.asyncProperty(houses, deeds, async (house, day) => {
      const park = await openPark()
      await park.script(houseScript(house))
      const busy = new BusyLab(park)
      try {
        for (const deed of day) {
          await busy.does(deed)
          await busy.lab.isSound()
        }
        await busy.night()
        await busy.lab.isSound()
        await expectSettled(busy)
      } finally {
        await park.close()
      }
    }),
    { numRuns: runs, seed, endOnFailure: runs > 100 },
  )
}, 600_000)

/** An oracle that knows nothing of settling: what each way of ending may cost beside the price that was shown. */
async function expectSettled({ park }: BusyLab): Promise<void> {
  const rows =
    await park.rows(`SELECT b.state AS state, b.settlement AS settlement, b.wake_at AS wakeAt, b.outcome AS outcome,
    b.price_minor AS price, ifnull(sum(c.amount_minor), 0) AS charged, count(c.id) AS charges,
    EXISTS (SELECT 1 FROM audit a WHERE a.entity = b.id AND a.action = 'booking.moved') AS moved,
    (SELECT count(*) FROM booking_quota_use q JOIN quota k ON k.id = q.quota_id
      WHERE q.booking_id = b.id AND k.measure = 'open-bookings') AS open
    FROM booking b LEFT JOIN journal_entry e ON e.booking_id = b.id
      AND e.kind IN ('usage', 'late-cancellation', 'no-show')
    LEFT JOIN charge c ON c.entry_id = e.id GROUP BY b.id`)
  for (const row of rows) {
    const { state, settlement, charged, price } = row as Record<string, number> & { state: string; settlement: string }
    expect(['completed', 'cancelled', 'no-show', 'expired', 'rejected']).toContain(state)
    expect(['settled', 'void']).toContain(settlement)
    expect([row.wakeAt, row.open]).toEqual([null, 0])
    if (settlement === 'void') expect(charged).toBe(0)
    else if (state === 'completed') expect(charged).toBe(price)
    else if (row.moved === 0) {
      expect(charged).toBeLessThanOrEqual(state === 'cancelled' ? Math.ceil(Number(price) / 2) : Number(price))
    }
  }
}
