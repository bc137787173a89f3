import type { Names } from '../../deps.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { bench } from '../../platform/ui/icon.ts'
import { codePath } from '../code.ts'
import { namesOn, pointsFor, sheetsOf, type LabelSize, type Sticker } from '../label.ts'
import { qrDrawing } from '../qr-drawing.ts'
import { labelsText } from './labels.text.ts'

export interface SheetViewProps {
  readonly stickers: readonly Sticker[]
  readonly size: LabelSize
  /** Languages of the names, in the order in which they are printed. */
  readonly locales: readonly Locale[]
  readonly park: Names
  readonly publicUrl: string
  /** Where the choice was made. */
  readonly back: string
  readonly locale: Locale
}

/** Labels as they leave the printer; what is not label is on the screen alone. */
export function SheetView(props: SheetViewProps) {
  const { stickers, size, back, locale } = props
  const words = labelsText[locale]
  const sheets = sheetsOf(size, stickers)
  return (
    <>
      <div class="on-screen">
        <h1>{words.title}</h1>
        <p>
          {words.count(stickers.length, sheets.length)} · {words.print}
        </p>
        <p class="beside">
          <a href={back}>{words.back}</a>
        </p>
      </div>
      <div class="sheets" tabindex={0}>
        {sheets.map((some) => (
          <div class={`sheet ${size}`}>
            {some.map((sticker) => (
              <Label {...props} sticker={sticker} />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

function Label({ sticker, size, locales, park, publicUrl, locale }: SheetViewProps & { readonly sticker: Sticker }) {
  const [first = locale] = locales
  const words = labelsText[first]
  const names = namesOn(size, sticker.names, locales)
  const points = pointsFor(
    size,
    names.map(({ text }) => text),
  )
  return (
    <div class="label">
      <Qr text={publicUrl + codePath(sticker.code)} />
      <div class={`said p${points}`}>
        {names.map(({ locale: lang, text }) => (
          <p class="name" lang={lang}>
            {text}
          </p>
        ))}
        {sticker.unit === null ? null : (
          <p class="small-print" lang={first}>
            {words.unit(sticker.unit)}
          </p>
        )}
        <p class="small-print asset" lang={first}>
          {size === 'small' ? <Mark /> : null} <span class="part">{words.asset(sticker.assetNumber, size)}</span>
        </p>
        {size === 'small' ? null : (
          <p class="small-print" lang={first}>
            <Mark /> {nameIn(park, first)}
          </p>
        )}
      </div>
    </div>
  )
}

function Qr({ text }: { readonly text: string }) {
  const { side, path } = qrDrawing(text)
  return (
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={text} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {bench.map(([x, y, width, height]) => (
        <rect x={x} y={y} width={width} height={height} />
      ))}
    </svg>
  )
}
