/** A value of a plot: its name under it, its value as it is said, and as the table says its name in full. */
export interface Bar {
  readonly label: string
  readonly name: string
  readonly value: number
  readonly text: string
}

interface Described {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  /** What one sees in it, in a sentence. */
  readonly desc: string
}

export interface BarsProps extends Described {
  readonly bars: readonly Bar[]
}

const height = 120
const width = 384

/**
 * Upright bars on a line. Drawn by hand: the libraries that draw without a browser bring their own colours as fixed
 * attributes, which neither a dark theme nor forced colours can change, and weigh more than the whole Worker.
 */
export function Bars({ id, title, desc, bars }: BarsProps) {
  const highest = Math.max(1, ...bars.map(({ value }) => value))
  const step = width / Math.max(1, bars.length)
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height + 44}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {bars.map(({ label, value, text }, index) => {
        const tall = Math.round((Math.max(0, value) / highest) * height)
        const middle = Math.round(step * (index + 0.5))
        return (
          <>
            <rect x={Math.round(step * index + 4)} y={20 + height - tall} width={Math.round(step - 8)} height={tall} />
            <text x={middle} y={height + 38} text-anchor="middle">
              {label}
            </text>
            {value === highest ? (
              <text x={Math.min(Math.max(middle, 44), width - 44)} y={14 + height - tall} text-anchor="middle">
                {text}
              </text>
            ) : null}
          </>
        )
      })}
      <line x1={0} x2={width} y1={height + 20.5} y2={height + 20.5} />
    </svg>
  )
}

/** Lying bars, each under its name: for names that are long. */
export function LyingBars({ id, title, desc, bars }: BarsProps) {
  const longest = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${width} ${bars.length * 38}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {bars.map(({ label, value, text }, index) => (
        <>
          <text x={0} y={index * 38 + 14}>
            {label}
          </text>
          <text x={width} y={index * 38 + 14} text-anchor="end">
            {text}
          </text>
          <rect x={0} y={index * 38 + 20} width={Math.round((Math.max(0, value) / longest) * width)} height={10} />
        </>
      ))}
    </svg>
  )
}

export interface HeatProps extends Described {
  /** Rows from above, each with its values from the left. */
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[]
  /** Under every so many columns, their number. */
  readonly every: number
}

const cell = 14
const left = 48

/** Squares that grow with their value: told by size, so that it reads without colours and on paper. */
export function Heat({ id, title, desc, rows, every }: HeatProps) {
  const highest = Math.max(0, ...rows.flatMap(({ values }) => values)) || 1
  const columns = rows[0]?.values.length ?? 0
  const size = `0 0 ${left + columns * cell} ${rows.length * (cell + 6) + 22}`
  return (
    <svg class="plot" viewBox={size} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {rows.map(({ label, values }, row) => (
        <>
          <text x={0} y={row * (cell + 6) + 14}>
            {label}
          </text>
          {values.map((value, column) => {
            const side = Math.round(Math.sqrt(value / highest) * cell * 10) / 10
            const x = left + column * cell + (cell - side) / 2
            const y = row * (cell + 6) + 2 + (cell - side) / 2
            return side === 0 ? null : <rect x={round(x)} y={round(y)} width={side} height={side} />
          })}
        </>
      ))}
      {Array.from({ length: Math.ceil(columns / every) }, (_, index) => (
        <text x={left + index * every * cell} y={rows.length * (cell + 6) + 16}>
          {index * every}
        </text>
      ))}
    </svg>
  )
}

function round(number: number): number {
  return Math.round(number * 10) / 10
}

export interface BehindProps {
  /** What opens it. */
  readonly label: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The numbers behind a plot. */
export function Behind({ label, heads, rows }: BehindProps) {
  return (
    <details class="behind">
      <summary>{label}</summary>
      <div class="scrolling" tabindex={0} role="region" aria-label={label}>
        <table class="sums">
          <thead>
            <tr>
              {heads.map((head, index) => (
                <th scope="col" class={index === 0 ? '' : 'money'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first = '', ...others]) => (
              <tr>
                <th scope="row">{first}</th>
                {others.map((text) => (
                  <td class="money">{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
