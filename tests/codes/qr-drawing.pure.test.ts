import { expect, test } from 'vitest'
import { qrDrawing } from '../../src/codes/qr-drawing.ts'
import { readQr } from '../support/read-qr.ts'

const dotsPerModule = 4

test.each([
  'https://booking.park.example/q/k7m2p9xw',
  'http://127.0.0.1:8787/q/00000000',
  `https://${'long-name-of-a-park.'.repeat(4)}example/q/zzzzzzzz`,
])('another program reads what was drawn: %s', (text) => {
  const { dots, width } = painted(qrDrawing(text))
  expect(readQr(dots, width, width)).toBe(text)
})

test('and still does when a corner of the sticker is worn off', () => {
  const text = 'https://booking.park.example/q/k7m2p9xw'
  const { dots, width } = painted(qrDrawing(text))
  const worn = Math.floor(width * 0.2)
  for (let y = width - worn; y < width; y++)
    for (let x = width - worn; x < width; x++) dots.fill(255, at(x, y), at(x, y) + 4)
  expect(readQr(dots, width, width)).toBe(text)
  function at(x: number, y: number) {
    return (y * width + x) * 4
  }
})

/** The path as a printer would lay it down. */
function painted({ side, path }: ReturnType<typeof qrDrawing>): { dots: Uint8ClampedArray; width: number } {
  const width = side * dotsPerModule
  const dots = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    const [left, top, run] = [Number(x), Number(y), Number(length)].map((modules) => modules * dotsPerModule)
    for (let row = top ?? 0; row < (top ?? 0) + dotsPerModule; row++)
      for (let dot = left ?? 0; dot < (left ?? 0) + (run ?? 0); dot++)
        dots.fill(0, (row * width + dot) * 4, (row * width + dot) * 4 + 3)
  }
  return { dots, width }
}
