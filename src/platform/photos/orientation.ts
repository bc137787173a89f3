type Bytes = Uint8Array<ArrayBuffer>

const orientationTag = 0x0112
const tiffAt = 10

/** How a JPEG's EXIF segment says that its picture is to be turned, 1 to 8; null where it does not. */
export function orientationOf(segment: Bytes): number | null {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength)
  if (segment.length < tiffAt + 8 || String.fromCodePoint(...segment.subarray(4, 8)) !== 'Exif') return null
  const little = view.getUint16(tiffAt) === 0x4949
  const first = tiffAt + view.getUint32(tiffAt + 4, little)
  if (first + 2 > segment.length) return null
  const count = view.getUint16(first, little)
  for (let at = first + 2; at + 12 <= Math.min(segment.length, first + 2 + count * 12); at += 12) {
    if (view.getUint16(at, little) !== orientationTag) continue
    const turn = view.getUint16(at + 8, little)
    return turn >= 1 && turn <= 8 ? turn : null
  }
  return null
}

/** An EXIF segment that says how to turn the picture, and nothing else: without it a phone's photo lies on its side. */
export function orientationSegment(turn: number): Bytes {
  const length = [0xff, 0xe1, 0, 34]
  const head = new TextEncoder().encode('Exif\0\0MM')
  const directory = [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]
  return Uint8Array.of(...length, ...head, ...directory)
}
