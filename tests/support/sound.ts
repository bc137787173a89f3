import { expect } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import type { Instant } from '../../src/deps.ts'
import type { Db } from '../../src/platform/db/port.ts'

/** Every invariant holds: nothing is held twice, lost, miscounted or unrecorded. */
export async function expectSound(db: Db, at: Instant): Promise<void> {
  const findings = await checkPark(db, at)
  expect(findings.filter(({ breaches }) => breaches.length > 0)).toEqual([])
}
