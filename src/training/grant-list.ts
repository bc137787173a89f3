import type { PersonId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { isDate } from '../kernel/wall-clock.ts'
import { readTable, UnreadableTable } from '../platform/csv/read-table.ts'
import { normalAddress } from '../sign-in/address.ts'
import { throughDay } from './training-session.ts'

export const mostListBytes = 256 * 1024
export const mostListLines = 2_000

/** Why a file is taken as no list at all. */
export type ListTrouble =
  | { readonly kind: 'not-utf8' | 'not-csv'; readonly line: number }
  | { readonly kind: 'columns' | 'empty' | 'too-many' }

export type LineFault = 'address' | 'unknown' | 'date' | 'past' | 'far' | 'repeated'

export interface ListLine {
  /** The line of the file. */
  readonly line: number
  /** As it was written, shortened. */
  readonly address: string
  readonly date: string
  readonly email: string | null
  readonly until: Instant | null
}

export interface PlannedLine {
  readonly line: number
  readonly address: string
  readonly date: string
  readonly outcome: 'new' | 'extended' | 'unchanged' | 'refused'
  readonly fault: LineFault | null
  readonly grant: { readonly personId: PersonId; readonly until: Instant } | null
}

/** Somebody who is named in the list, as they stand. */
export interface Listed {
  readonly id: PersonId
  readonly email: string
  /** When it ends for them now, whatever ends it; null for whoever never had it. */
  readonly until: Instant | null
  readonly namedUntil: Instant | null
}

/** Reads `email,until` lines, an `until` being the last day on which the training holds. */
export function readGrantList(text: string, zone: string): readonly ListLine[] | ListTrouble {
  // Bytes that are no UTF-8 were read as this character; a file of 16-bit characters is full of NUL.
  // oxlint-disable-next-line no-control-regex
  const unread = /[\ufffd\u0000]/.exec(text)
  if (unread) return { kind: 'not-utf8', line: text.slice(0, unread.index).split(/\r\n|\r|\n/).length }
  try {
    const { header, rows } = readTable(text)
    const [email, until] = ['email', 'until'].map((name) => header.map((cell) => cell.toLowerCase()).indexOf(name))
    if (email === undefined || until === undefined || email < 0 || until < 0) return { kind: 'columns' }
    if (rows.length === 0) return { kind: 'empty' }
    if (rows.length > mostListLines) return { kind: 'too-many' }
    return rows.map(({ line, cells }) => lineOf(line, cells[email] ?? '', cells[until] ?? '', zone))
  } catch (error) {
    if (error instanceof UnreadableTable) return { kind: 'not-csv', line: error.line }
    throw error
  }
}

function lineOf(line: number, address: string, date: string, zone: string): ListLine {
  return {
    line,
    address: address.slice(0, 80),
    date: date.slice(0, 20),
    email: normalAddress(address),
    until: isDate(date) ? throughDay(date, zone) : null,
  }
}

/** Accounts for every line; the second of two about one person is refused. */
export function planGrants(
  lines: readonly ListLine[],
  people: readonly Listed[],
  { now, furthest }: { readonly now: Instant; readonly furthest: Instant },
): PlannedLine[] {
  const known = new Map(people.map((one) => [one.email, one]))
  const named = new Set<string>()
  return lines.map(({ line, address, date, email, until }): PlannedLine => {
    const about = { line, address, date }
    const refused = (fault: LineFault) => ({ ...about, outcome: 'refused' as const, fault, grant: null })
    if (email === null) return refused('address')
    const person = known.get(email)
    if (!person) return refused('unknown')
    if (until === null) return refused('date')
    if (until <= now) return refused('past')
    if (until > furthest) return refused('far')
    if (named.has(email)) return refused('repeated')
    named.add(email)
    const holds = person.until !== null && person.until > now
    if (holds && (person.namedUntil ?? 0) >= until) return { ...about, outcome: 'unchanged', fault: null, grant: null }
    const grant = { personId: person.id, until }
    return { ...about, outcome: holds ? 'extended' : 'new', fault: null, grant }
  })
}

/** What a plan would write, as one text: another one is another plan. */
export function planText(lines: readonly PlannedLine[]): string {
  return JSON.stringify(lines.map(({ line, outcome, grant }) => [line, outcome, grant?.personId, grant?.until]))
}
