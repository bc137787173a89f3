import ICAL from 'ical.js'
import { NotUnderstood } from './calendar-reading.ts'
import type { ContentLine } from './content-line.ts'

/** A property of a part, its value taken apart. */
export interface Property {
  /** In small letters, as `dtstart`. */
  readonly name: string
  readonly params: Readonly<Record<string, string>>
  readonly type: string
  readonly values: readonly unknown[]
  readonly line: number
  /** As it stands in the file, for the reader who has to find it there. */
  readonly text: string
}

/** Throws NotUnderstood with the line. */
export function propertyOf({ line, text }: ContentLine): Property {
  const quoted = text.slice(0, 120).toWellFormed().replaceAll(unseen, ' ')
  // A rule is the same in small letters and with spaces; the library reads neither.
  const said = /^(rrule|exrule)[:;]/i.test(text) ? text.toUpperCase().replaceAll(/\s|;+\s*$/g, '') : text.trimEnd()
  if (text.length > longestLine) throw new NotUnderstood({ kind: 'line', text: quoted }, line)
  try {
    const [name, params, type, ...values] = ICAL.parse.property(said) as [string, Record<string, unknown>, string]
    return { name, params: textsOf(params), type, values, line, text: quoted }
  } catch {
    throw new NotUnderstood({ kind: 'line', text: quoted }, line)
  }
}

// Three thousand dates; the library takes ever longer for each parameter of a line.
const longestLine = 50_000

/** What a line is about, even where the rest of it cannot be read. */
export function propertyName({ text }: ContentLine): string {
  return /^[\w-]+/.exec(text)?.[0].toLowerCase() ?? ''
}

/** That the value makes no sense, with where it stands. */
export function badValue({ name, line, text }: Property): NotUnderstood {
  return new NotUnderstood({ kind: 'value', property: name.toUpperCase(), text }, line)
}

export function textOf(property: Property | undefined): string {
  const [value] = property?.values ?? []
  return typeof value === 'string' ? value.toWellFormed().replaceAll(unseen, ' ').trim() : ''
}

// What hides or reorders other letters, and line ends: these texts stand on one line.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

function textsOf(params: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
}
