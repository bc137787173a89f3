import { expect, test } from 'vitest'
import { isWorthAsking, standingOf } from '../../src/access/access-request.ts'

const day = 86_400
const now = 1_000 * day

test.each([
  [null, 'missing', true],
  [{ validFrom: now - day, validUntil: now }, 'over', true],
  [{ validFrom: now - day, validUntil: now + 1 }, 'running-out', true],
  [{ validFrom: now - day, validUntil: now + 30 * day }, 'running-out', true],
  [{ validFrom: now - day, validUntil: now + 30 * day + 1 }, 'valid', false],
  [{ validFrom: now + 1, validUntil: now + 90 * day }, 'to-come', false],
] as const)('a training of %j is %s', (held, standing, worth) => {
  expect(standingOf(held, now)).toBe(standing)
  expect(isWorthAsking(standing)).toBe(worth)
})
