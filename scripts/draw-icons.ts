import { crc32, deflateSync } from 'node:zlib'
import { bench, iconColours, icons, type Icon } from '../src/platform/ui/icon.ts'

/** The icons as PNG files, name by name. The mark is made of rectangles, so nothing has to be smoothed. */
export function drawIcons(): [name: string, content: Uint8Array][] {
  return icons.map((icon) => [icon.name, png(icon)])
}

// Two colours by palette, a byte for each pixel: it deflates to some hundred bytes.
function png({ side, unit }: Icon): Uint8Array {
  const rows = Buffer.alloc((side + 1) * side)
  const margin = (side - 16 * unit) / 2
  for (const [x, y, width, height] of bench) {
    for (let row = margin + y * unit; row < margin + (y + height) * unit; row++) {
      const start = row * (side + 1) + 1 + margin + x * unit
      rows.fill(1, start, start + width * unit)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const palette = Buffer.from((iconColours.ground + iconColours.bench).replaceAll('#', ''), 'hex')
  const parts = [chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows)), chunk('IEND')]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

function chunk(kind: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const frame = Buffer.alloc(named.length + 8)
  frame.writeUInt32BE(content.length, 0)
  frame.set(named, 4)
  frame.writeUInt32BE(crc32(named), named.length + 4)
  return frame
}
