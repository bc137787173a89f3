import { encode } from 'uqr'

/** A QR code as squares: its side in modules with the quiet border, and the dark ones as one path of SVG. */
export interface QrDrawing {
  readonly side: number
  readonly path: string
}

/** Draws a text. A quarter of what is worn off a sticker may be guessed back (level Q). */
export function qrDrawing(text: string): QrDrawing {
  const { data } = encode(text, { ecc: 'Q', border: quietModules })
  const path = data.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`))
  return { side: data.length, path: path.join('') }
}

// Narrower than four modules, a camera can't tell the code from what is printed beside it.
const quietModules = 4

function runsOf(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((isDark, x) => {
    const last = runs.at(-1)
    if (!isDark) return
    if (last && last[0] + last[1] === x) last[1]++
    else runs.push([x, 1])
  })
  return runs
}
