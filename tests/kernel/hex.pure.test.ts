import { expect, test } from 'vitest'
import { hexOf } from '../../src/kernel/hex.ts'

test('every byte is two digits, zeros among them', () => {
  expect(hexOf(new Uint8Array([0, 1, 15, 16, 255]))).toBe('00010f10ff')
})
