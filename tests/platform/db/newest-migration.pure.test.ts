import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newestMigration } from '../../../src/platform/db/newest-migration.ts'

test('the program is ready only with its newest tables', () => {
  const files = readdirSync('drizzle').filter((name) => name.endsWith('.sql'))
  expect(files.sort().at(-1)).toBe(newestMigration)
})
