import type { Actor, Deps } from '../../deps.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { pageRows, readDeeds, readOwnBookings, readPerson, type BookingFact, type DeedFact } from '../reads/export.ts'

/**
 * Everything that the park holds about the viewer, as one JSON file, a page at a time: the first is read before the
 * answer begins, so that who may not have it is told so.
 */
export async function exportAnswer(deps: Deps, actor: Actor): Promise<Response> {
  const { facts } = await readPerson(deps, actor)
  const { person, ...lists } = facts
  const known = Object.entries(lists).map(
    ([name, rows]) => `${JSON.stringify(name)}: ${JSON.stringify(rows.map(readable))}`,
  )
  const head = [
    `"exportedAt": ${JSON.stringify(formatInstant(deps.now()))}`,
    `"person": ${JSON.stringify(person.map(readable)[0])}`,
  ]
  const encoder = new TextEncoder()
  const parts = textOf(deps, actor, [...head, ...known].join(',\n'))
  const body = new ReadableStream<Uint8Array>({
    pull: async (out) => {
      const { value, done } = await parts.next()
      if (done === true) out.close()
      else out.enqueue(encoder.encode(value))
    },
  })
  const headers = { 'content-type': 'application/json', 'content-disposition': 'attachment; filename="gongtai.json"' }
  return new Response(body, { headers })
}

async function* textOf(deps: Deps, actor: Actor, known: string): AsyncGenerator<string, void> {
  yield `{\n${known},\n"bookings": [`
  yield* pagesOf<BookingFact>((after) => readOwnBookings(deps, actor, after))
  yield '],\n"deeds": ['
  yield* pagesOf<DeedFact>((after) => readDeeds(deps, actor, after))
  yield ']\n}\n'
}

const mostPages = 5_000

async function* pagesOf<R extends Row>(read: (after: R | null) => Promise<R[]>): AsyncGenerator<string, void> {
  let after: R | null = null
  for (let page = 0; page < mostPages; page++) {
    const rows: R[] = await read(after)
    if (rows.length > 0)
      yield (after === null ? '\n' : ',\n') + rows.map((row) => JSON.stringify(readable(row))).join(',\n')
    after = rows.at(-1) ?? null
    if (rows.length < pageRows) return
  }
}

type Row = Readonly<Record<string, string | number | null>>

/** Times as RFC 3339, and lists that the database keeps as text as lists. */
function readable(row: Row): Record<string, unknown> {
  // A number in the park's whole trail would tell how busy others are.
  const own = Object.entries(row).filter(([name]) => name !== 'seq')
  return Object.fromEntries(own.map(([name, value]) => [name, valueOf(name, value)]))
}

function valueOf(name: string, value: string | number | null): unknown {
  if (typeof value === 'number') return /At$|^at$|^valid(From|Until)$/.test(name) ? formatInstant(value) : value
  return typeof value === 'string' && listed.has(name) ? (JSON.parse(value) as unknown) : value
}

const listed = new Set(['priceLines', 'charges', 'scopes'])
