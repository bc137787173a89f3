import jsqr from 'jsqr'

// The package is CommonJS: what it exports lies one step further in.
const read = (jsqr as typeof jsqr & { default?: typeof jsqr }).default ?? jsqr

/** What another program reads in a picture: four bytes a dot, row by row. Null when it finds no QR code. */
export function readQr(dots: Uint8ClampedArray, width: number, height: number): string | null {
  return read(dots, width, height)?.data ?? null
}
