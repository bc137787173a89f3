import type { PhotoStore } from './photo-store.ts'

/** What of a Cloudflare R2 bucket is needed here. */
export interface Bucket {
  put(key: string, value: Uint8Array, options: { httpMetadata: { contentType: string } }): Promise<unknown>
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
  delete(key: string): Promise<void>
}

/** Photos in a bucket, under `faults/`. */
export function bucketPhotos(bucket: Bucket): PhotoStore {
  const path = (key: string) => `faults/${key}`
  return {
    put: async (key, { bytes, type }) => {
      await bucket.put(path(key), bytes, { httpMetadata: { contentType: type } })
    },
    get: async (key) => {
      const found = await bucket.get(path(key))
      return found && new Uint8Array(await found.arrayBuffer())
    },
    remove: (key) => bucket.delete(path(key)),
  }
}
