import type { Photo } from './photo-store.ts'
import { orientationOf, orientationSegment } from './orientation.ts'

type Bytes = Uint8Array<ArrayBuffer>

/**
 * The picture alone: where it was taken, with which device, by whom, its thumbnail and whatever hangs behind its end
 * are left out; how it is turned and its colours stay. Null when it is not whole, or not built as its kind is.
 */
export function withoutTraces({ type, bytes }: Photo): Photo | null {
  const parts = strippers[type](bytes)
  return parts === null ? null : { type, bytes: together(parts) }
}

const strippers: Readonly<Record<Photo['type'], (bytes: Bytes) => Bytes[] | null>> = {
  'image/jpeg': jpegParts,
  'image/png': pngParts,
  'image/webp': webpParts,
}

/** Segments up to the end of the picture; of those for applications only what its colours need. */
function jpegParts(bytes: Bytes): Bytes[] | null {
  const parts = [bytes.subarray(0, 2)]
  let orientation = 1
  for (let at = 2; ;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined
    if (marker === undefined) return null
    if (marker === 0xd9) break
    const end = at + 2 + numberAt(bytes, at + 2, 2)
    if (!(end >= at + 4 && end <= bytes.length)) return null
    const segment = bytes.subarray(at, end)
    if (marker === 0xe1) orientation = orientationOf(segment) ?? orientation
    if (isOfThePicture(marker, segment)) parts.push(segment)
    at = end
    if (marker !== 0xda) continue
    at = endOfScan(bytes, end)
    parts.push(bytes.subarray(end, at))
  }
  if (!parts.some((part) => part[0] === 0xff && part[1] === 0xda)) return null
  const turned = orientation === 1 ? [] : [orientationSegment(orientation)]
  return [...parts.slice(0, 1), ...turned, ...parts.slice(1), Uint8Array.of(0xff, 0xd9)]
}

function isOfThePicture(marker: number, segment: Bytes): boolean {
  if (marker === 0xe2) return textAt(segment, 4, 11) === 'ICC_PROFILE'
  // JFIF, and Adobe's word on the colours; other segments for applications and comments tell of people and devices.
  if (marker === 0xe0) return textAt(segment, 4, 4) === 'JFIF'
  if (marker === 0xee) return textAt(segment, 4, 5) === 'Adobe'
  return marker < 0xe0 || marker === 0xdd
}

/** Where the coded picture ends: at the next marker that is neither a filled byte nor a restart. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const next = bytes[at] === 0xff ? (bytes[at + 1] ?? 0) : 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

const pngKept = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '))

function pngParts(bytes: Bytes): Bytes[] | null {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; ;) {
    const end = at + 12 + numberAt(bytes, at, 4)
    if (!(end <= bytes.length)) return null
    const name = textAt(bytes, at + 4, 4)
    if (pngKept.has(name)) parts.push(bytes.subarray(at, end))
    if (name === 'IEND') return parts.length > 2 ? parts : null
    at = end
  }
}

const webpKept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
// Of the header's flags: there is EXIF, there is XMP.
const webpTraces = 0x08 | 0x04

function webpParts(bytes: Bytes): Bytes[] | null {
  const whole = 8 + littleAt(bytes, 4)
  if (!(whole <= bytes.length)) return null
  const parts: Bytes[] = []
  for (let at = 12; at < whole;) {
    const size = littleAt(bytes, at + 4)
    const end = at + 8 + size + (size % 2)
    if (!(end <= whole)) return null
    const name = textAt(bytes, at, 4)
    const part = bytes.slice(at, end)
    if (name === 'VP8X') part[8] = (part[8] ?? 0) & ~webpTraces
    if (webpKept.has(name)) parts.push(part)
    at = end
  }
  if (parts.length === 0) return null
  const head = bytes.slice(0, 12)
  const length = parts.reduce((sum, part) => sum + part.length, 4)
  new DataView(head.buffer).setUint32(4, length, true)
  return [head, ...parts]
}

/** Big-endian; NaN beyond the end, so that no comparison holds. */
function numberAt(bytes: Bytes, at: number, size: number): number {
  let value = 0
  for (let n = 0; n < size; n++) value = value * 256 + (bytes[at + n] ?? Number.NaN)
  return value
}

function littleAt(bytes: Bytes, at: number): number {
  return numberAt(bytes.slice(at, at + 4).toReversed(), 0, 4)
}

function textAt(bytes: Bytes, at: number, length: number): string {
  return String.fromCodePoint(...bytes.subarray(at, at + length))
}

function together(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
