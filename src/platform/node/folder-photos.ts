import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PhotoStore } from '../photos/photo-store.ts'

/** Photos as files of a folder, which is made with the first one. */
export function folderPhotos(folder: string): PhotoStore {
  return {
    put: async (key, { bytes }) => {
      const path = pathOf(folder, key)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Whole or not at all: nobody finds half a picture.
      await writeFile(`${path}.part`, bytes, { mode: 0o600 })
      await rename(`${path}.part`, path)
    },
    get: async (key) => {
      try {
        return new Uint8Array(await readFile(pathOf(folder, key)))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    remove: (key) => rm(pathOf(folder, key), { force: true }),
  }
}

function pathOf(folder: string, key: string): string {
  if (!/^[\w-]{20,80}$/.test(key)) throw new Error('a photo’s key is letters, digits and dashes')
  return join(folder, key)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
