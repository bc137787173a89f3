import { expect, test } from 'vitest'
import { assetPath } from '../../../src/platform/ui/assets.ts'

test('a built file has an address that changes with its content', () => {
  expect(assetPath('swagger-ui.css')).toMatch(/^\/assets\/swagger-ui-[0-9a-f]{10}\.css$/)
})

test('a file that was never built has no address', () => {
  expect(() => assetPath('no-such-file.js')).toThrow('no-such-file.js')
})
