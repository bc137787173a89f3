import type { PhotoStore } from '../../src/platform/photos/photo-store.ts'

/** The smallest picture there is, one dot of PNG. */
export const dot = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

/** A photo store in memory, whose photos a test can look at. */
export function shelf(): PhotoStore & { readonly photos: Map<string, Uint8Array<ArrayBuffer>> } {
  const photos = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    photos,
    put: async (key, { bytes }) => void photos.set(key, bytes),
    get: async (key) => photos.get(key) ?? null,
    remove: async (key) => void photos.delete(key),
  }
}
