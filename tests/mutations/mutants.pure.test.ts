import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutants } from './mutants.ts'

test.each(mutants.map(({ file, from }) => [file, from] as const))(
  '%s still says what is switched off there: %s',
  (file, from) => {
    expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).toContain(from)
  },
)
