import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PhotoType } from '../../../src/platform/photos/photo-store.ts'
import { withoutTraces } from '../../../src/platform/photos/without-traces.ts'
import { orientationOf } from '../../../src/platform/photos/orientation.ts'
import { dot, exif, twoDots, webpDots } from '../../support/pictures.ts'

const traces = /PhoneCo|GPS|Exif|http:\/\/ns\.adobe|Mei|Photoshop|ftypmp42/

test('a phone’s JPEG loses place, device, remarks and what hangs behind its end; the picture stays as it is', () => {
  const told = [
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(1)])),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x GPSLatitude="31,12N"/>')),
    segment(0xed, Buffer.from('Photoshop 3.0\0Mei')),
    segment(0xfe, Buffer.from('Taken by Mei')),
  ]
  const film = Buffer.from('....ftypmp42 GPS 31.2304')
  const photo = Uint8Array.from(Buffer.concat([twoDots.subarray(0, 2), ...told, twoDots.subarray(2), film]))
  expect(written(photo)).toMatch(traces)
  expect(stripped('image/jpeg', photo)).toEqual(twoDots)
})

test.each([3, 6, 8])('how it is to be turned (%d) is all that is left of its EXIF', (turn) => {
  const told = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(turn)]))
  const photo = Uint8Array.from(Buffer.concat([twoDots.subarray(0, 2), told, twoDots.subarray(2)]))
  const left = stripped('image/jpeg', photo)
  expect(written(left)).not.toMatch(/PhoneCo|GPS/)
  expect(left.length).toBe(twoDots.length + 36)
  expect(orientationOf(left.slice(2, 38))).toBe(turn)
  expect(stripped('image/jpeg', left)).toEqual(left)
})

test('a PNG keeps its picture and loses text, time, EXIF and unknown chunks', () => {
  const told = [
    chunk('tEXt', 'Author\0Mei'),
    chunk('iTXt', 'XML:com.adobe.xmp GPS'),
    chunk('eXIf', exif(6)),
    chunk('tIME', '1234567'),
    chunk('prVt', 'GPS'),
  ]
  const photo = Uint8Array.from(Buffer.concat([dot.subarray(0, 33), ...told, dot.subarray(33), Buffer.from('GPS')]))
  expect(stripped('image/png', photo)).toEqual(dot)
})

test('a WebP keeps its picture and loses EXIF and XMP, and no longer says that it has them', () => {
  const head = riff('VP8X', Buffer.from([0x0c, 0, 0, 0, 1, 0, 0, 0, 0, 0]))
  const body = Buffer.concat([head, webpDots.subarray(12), riff('EXIF', exif(1)), riff('XMP ', Buffer.from('GPS'))])
  const photo = Uint8Array.from(Buffer.concat([wrapping(body.length), body, Buffer.from('GPS')]))
  const left = stripped('image/webp', photo)
  const plain = riff('VP8X', Buffer.from([0, 0, 0, 0, 1, 0, 0, 0, 0, 0]))
  const kept = Buffer.concat([plain, webpDots.subarray(12)])
  expect(left).toEqual(Uint8Array.from(Buffer.concat([wrapping(kept.length), kept])))
})

test('whatever bytes come, they are taken apart or refused, never guessed at', () => {
  const whole = { 'image/jpeg': twoDots, 'image/png': dot, 'image/webp': webpDots } as const
  fc.assert(
    fc.property(
      fc.constantFrom<PhotoType>('image/jpeg', 'image/png', 'image/webp'),
      fc.nat(400),
      fc.uint8Array({ maxLength: 40 }),
      (type, at, noise) => {
        const bytes = whole[type].slice()
        bytes.set(noise.slice(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length))
        const left = withoutTraces({ type, bytes })
        if (left !== null) expect(withoutTraces(left)).toEqual(left)
      },
    ),
  )
})

function stripped(type: PhotoType, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const left = withoutTraces({ type, bytes })
  if (left === null) throw new Error('it was refused')
  return left.bytes
}

function written(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function segment(marker: number, content: Uint8Array): Buffer {
  const length = content.length + 2
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), content])
}

function chunk(name: string, content: string | Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, Buffer.from(name), Buffer.from(content), Buffer.alloc(4)])
}

function riff(name: string, content: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(name), length, content, Buffer.alloc(content.length % 2)])
}

function wrapping(body: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body + 4)
  return Buffer.concat([Buffer.from('RIFF'), length, Buffer.from('WEBP')])
}
