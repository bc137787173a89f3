import { constants } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openEmbedded, type Embedded, type EmbeddedOptions } from '../../src/platform/db/embedded.ts'
import { realPatience } from './patience.ts'
import type {} from './global-setup.ts'

export interface TempPark extends Embedded {
  /** The database file; other processes may open it too. */
  readonly file: string
  /** Closes the engine and removes the file. */
  readonly remove: () => Promise<void>
}

/** An empty migrated park in a file of its own. */
export async function tempPark(options: Partial<EmbeddedOptions> = {}): Promise<TempPark> {
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-park-'))
  const file = join(folder, 'park.db')
  await copyFile(inject('templateFile'), file, constants.COPYFILE_FICLONE)
  const embedded = await openEmbedded({ path: file, patience: realPatience, onFatal: fail, ...options })
  return {
    ...embedded,
    file,
    remove: async () => {
      embedded.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function fail(error: unknown): never {
  throw new Error('the engine gave up', { cause: error })
}
