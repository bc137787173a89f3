import { crc32, deflateSync } from 'node:zlib'
import type { PhotoStore } from '../../src/platform/photos/photo-store.ts'

/** The smallest picture there is, one dot of PNG. */
export const dot = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

/** A picture with something on it, as large as a phone would send it smaller: rings around a bright spot. */
export function rings(width: number, height: number): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => 128 + 96 * Math.cos(Math.hypot(x - width / 3, y - height / 2) / 14)),
  ])
  const head = new DataView(new ArrayBuffer(13))
  head.setUint32(0, width)
  head.setUint32(4, height)
  // Eight bits of grey.
  head.setUint8(8, 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const parts = [
    signature,
    chunk('IHDR', new Uint8Array(head.buffer)),
    chunk('IDAT', deflateSync(Uint8Array.from(lines.flat()))),
    chunk('IEND', new Uint8Array()),
  ]
  return Uint8Array.from(Buffer.concat(parts))
}

function chunk(name: string, bytes: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name), bytes])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(bytes.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A photo store in memory, whose photos a test can look at. */
export function shelf(
  kept: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map(),
): PhotoStore & { readonly photos: Map<string, Uint8Array<ArrayBuffer>> } {
  const photos = new Map(kept)
  return {
    photos,
    put: async (key, { bytes }) => void photos.set(key, bytes),
    get: async (key) => photos.get(key) ?? null,
    remove: async (key) => void photos.delete(key),
  }
}
