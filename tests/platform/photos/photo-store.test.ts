import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { folderPhotos } from '../../../src/platform/node/folder-photos.ts'
import { bucketPhotos, type Bucket } from '../../../src/platform/photos/bucket-photos.ts'
import { photoOf } from '../../../src/platform/photos/photo-store.ts'
import { dot, twoDots, webpDots } from '../../support/pictures.ts'

const folder = await mkdtemp(join(tmpdir(), 'gongtai-photos-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const stores = { 'a folder': () => folderPhotos(join(folder, 'photos')), 'a bucket': () => bucketPhotos(bucket()) }
const key = '0123456789abcdef0123456789abcdef01234567'

describe.each(Object.entries(stores))('in %s', (_name, open) => {
  test('a photo is kept byte for byte until it is taken away, and that can be done twice', async () => {
    const photos = open()
    expect(await photos.get(key)).toBeNull()
    await photos.put(key, { type: 'image/png', bytes: dot })
    expect(await photos.get(key)).toEqual(dot)
    await photos.remove(key)
    await photos.remove(key)
    expect(await photos.get(key)).toBeNull()
  })
})

test('a key can’t lead out of the folder, and no half a picture lies in it', async () => {
  const photos = folderPhotos(join(folder, 'others'))
  await expect(photos.get('../photos/0123456789abcdef01234567')).rejects.toThrow('a photo’s key')
  await photos.put(key, { type: 'image/png', bytes: dot })
  expect(await readdir(join(folder, 'others'))).toEqual([key])
})

test.each([
  ['JPEG', [...twoDots], 'image/jpeg'],
  ['PNG', [...dot], 'image/png'],
  ['WebP', [...webpDots], 'image/webp'],
  ['JPEG without its end', [...twoDots.subarray(0, -2)], undefined],
  ['PNG that breaks off', [...dot.subarray(0, 50)], undefined],
  ['WebP that breaks off', [...webpDots.subarray(0, -2)], undefined],
  ['a JPEG’s beginning alone', [0xff, 0xd8, 0xff, 0xe0], undefined],
  ['WebP without a picture', [...Buffer.from('RIFF\u0004\0\0\0WEBP')], undefined],
  ['a sound in the same wrapping', [...Buffer.from('RIFF1234WAVEfmt ')], undefined],
  ['SVG', [...Buffer.from('<svg onload="alert(1)">')], undefined],
  ['half a beginning', [0xff, 0xd8], undefined],
  ['nothing', [], undefined],
])('%s is known by how it begins', (_name, bytes, type) => {
  expect(photoOf(Uint8Array.from(bytes))?.type).toBe(type)
})

/** As much of a bucket as is asked of one. */
function bucket(): Bucket {
  const held = new Map<string, Uint8Array>()
  return {
    put: async (path, bytes) => void held.set(path, bytes),
    get: async (path) => {
      const bytes = held.get(path)
      return bytes === undefined ? null : { arrayBuffer: async () => Uint8Array.from(bytes).buffer }
    },
    delete: async (path) => void held.delete(path),
  }
}
