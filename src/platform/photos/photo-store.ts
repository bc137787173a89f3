import { withoutTraces } from './without-traces.ts'

/** Where photos lie, by keys that nobody can guess. */
export interface PhotoStore {
  readonly put: (key: string, photo: Photo) => Promise<void>
  /** Null when there is none, or no longer. */
  readonly get: (key: string) => Promise<Uint8Array<ArrayBuffer> | null>
  /** Nothing happens when it has gone already. */
  readonly remove: (key: string) => Promise<void>
}

export interface Photo {
  readonly type: PhotoType
  readonly bytes: Uint8Array<ArrayBuffer>
}

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** What a photo may weigh. */
export const mostPhotoBytes = 5 * 1024 * 1024

/**
 * The picture that bytes are, by how they begin and never by what somebody calls them, without what it tells of whoever
 * took it; null for any other.
 */
export function photoOf(bytes: Uint8Array<ArrayBuffer>): Photo | null {
  const type = signatures.find(({ marks }) =>
    marks.every(({ at, says }) => says.every((byte, i) => bytes[at + i] === byte)),
  )
  return type === undefined ? null : withoutTraces({ type: type.type, bytes })
}

interface Signature {
  readonly type: PhotoType
  readonly marks: readonly { readonly at: number; readonly says: readonly number[] }[]
}

const signatures: readonly Signature[] = [
  { type: 'image/jpeg', marks: [{ at: 0, says: [0xff, 0xd8, 0xff] }] },
  { type: 'image/png', marks: [{ at: 0, says: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }] },
  {
    type: 'image/webp',
    marks: [
      { at: 0, says: [0x52, 0x49, 0x46, 0x46] },
      { at: 8, says: [0x57, 0x45, 0x42, 0x50] },
    ],
  },
]
