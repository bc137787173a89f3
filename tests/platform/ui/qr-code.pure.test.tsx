import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { QrCode } from '../../../src/platform/ui/qr-code.tsx'

const address = 'https://booking.park.example/b/bkg_1'

test('a QR code is drawn dark module by dark module, with a quiet margin, and says what it is', () => {
  const html = textOf(<QrCode text={address} label="Booking 7" />)
  const paths = [...html.matchAll(/ d="([^"]*)"/g)].map(([, path = '']) => path)
  const { data, size } = encode(address, { ecc: 'M', border: 4 })
  const drawn = data.map((row) => row.map(() => false))
  for (const [, x, y, width] of (paths[1] ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(width); at++) drawn[Number(y)]?.splice(Number(x) + at, 1, true)
  }
  expect(drawn).toEqual(data)
  expect(data.slice(0, 4).flat()).not.toContain(true)
  expect(html).toContain(`viewBox="0 0 ${size} ${size}"`)
  expect(html).toContain('role="img" aria-label="Booking 7"')
})

// JSX is a tree until somebody asks for its text.
function textOf(tree: unknown): string {
  return String(tree)
}
