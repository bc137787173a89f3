import type { Names } from '../deps.ts'
import type { FacilityId, ResourceId, UnitId } from '../kernel/id.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import type { Code } from './code.ts'

/** What a sticker says. */
export interface Sticker {
  readonly code: Code
  readonly resourceId: ResourceId
  readonly facilityId: FacilityId
  readonly names: Names
  readonly assetNumber: string
  readonly unitId: UnitId | null
  /** Null on the sticker of a whole resource. */
  readonly unit: string | null
}

/** Stickers of one set at most. */
export const mostStickers = 500

/** Usual sheets of labels on A4, in millimetres; the style sheet draws them so. */
export const labelSizes = {
  large: { columns: 2, rows: 4, width: 99.1, height: 67.7, names: { width: 37, height: 38 }, languages: 3 },
  medium: { columns: 3, rows: 8, width: 63.5, height: 33.9, names: { width: 27, height: 17 }, languages: 2 },
  small: { columns: 5, rows: 13, width: 38.1, height: 21.2, names: { width: 15.5, height: 13.5 }, languages: 1 },
} as const

export type LabelSize = keyof typeof labelSizes

/** Letters that a name may be printed in, in points, largest first; a class of the style sheet each. */
export const letterPoints = [18, 14, 11, 9, 8, 7, 6, 5, 4] as const

/** A resource's names in these languages, each text once, as many as the label holds. */
export function namesOn(size: LabelSize, names: Names, locales: readonly Locale[]): { locale: Locale; text: string }[] {
  const said = locales.map((locale) => ({ locale, text: nameIn(names, locale) }))
  const different = said.filter(({ text }, index) => said.findIndex((one) => one.text === text) === index)
  return different.slice(0, labelSizes[size].languages)
}

/** The largest letters in which these texts, one below the other, fit their place on the label. */
export function pointsFor(size: LabelSize, texts: readonly string[]): (typeof letterPoints)[number] {
  const { width, height } = labelSizes[size].names
  const fits = (points: number) => {
    const letter = points * millimetresPerPoint
    const lines = texts.reduce((sum, text) => sum + linesOf(text, width / letter), 0)
    return lines * letter * lineHeight <= height
  }
  return letterPoints.find(fits) ?? 4
}

/** Sheets of so many labels each. */
export function sheetsOf<T>(size: LabelSize, stickers: readonly T[]): T[][] {
  const { columns, rows } = labelSizes[size]
  const perSheet = columns * rows
  const count = Math.ceil(stickers.length / perSheet)
  return Array.from({ length: count }, (_, at) => stickers.slice(at * perSheet, (at + 1) * perSheet))
}

const millimetresPerPoint = 25.4 / 72
const lineHeight = 1.2
// A Chinese character is as wide as it is high, other letters a little over half of that.
const wide = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/

/** Lines at most: words may leave room at a line's end, and a wide capital takes more than its share. */
function linesOf(text: string, lettersPerLine: number): number {
  const letters = Array.from(text).reduce((sum, letter) => sum + (wide.test(letter) ? 1 : 0.62), 0)
  const lines = letters / Math.max(1, lettersPerLine - 1)
  return lines <= 1 && letters <= lettersPerLine - 0.5 ? 1 : Math.ceil(lines * (/\s/.test(text) ? 1.15 : 1))
}
