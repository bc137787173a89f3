import { encode } from 'uqr'

/**
 * A QR code as one path of black on white, whatever the theme: a scanner wants the contrast. `label` says what it
 * holds to whoever can't see it.
 */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path d={data.map(runsOf).join('')} />
    </svg>
  )
}

const quietZone = 4

/** The dark stretches of a row, one rectangle each. */
function runsOf(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    const from = x
    while (row[x] === true) x++
    if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`
  }
  return path
}
