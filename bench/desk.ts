import { randomFillSync, randomUUID } from 'node:crypto'
import { requestBooking } from '../src/bookings/commands/request-booking.ts'
import type { Actor, Deps } from '../src/deps.ts'
import type { ProjectId, ResourceId, UnitId } from '../src/kernel/id.ts'
import { loadPark } from '../src/park.ts'
import { bind } from '../src/platform/db/bind.ts'
import { observed } from '../src/platform/db/observe.ts'
import type { Db } from '../src/platform/db/port.ts'
import type { Statement } from '../src/platform/db/transport.ts'
import { openDatabase } from '../src/platform/node/open-database.ts'
import { secretsWith } from '../src/platform/secrets.ts'
import { hashOf, tokenOf } from './park.ts'
import { slotOf, type Slot } from './slots.ts'

/** Books in this process: the command without HTTP. */
export interface Desk {
  readonly deps: Deps
  readonly book: (number: number) => Promise<void>
  readonly close: () => void
}

export async function openDesk(file: string, through: (db: Db) => Db = (db) => db): Promise<Desk> {
  const opened = await openDatabase({ kind: 'file', path: file }, { serving: true, onFatal: fail })
  const park = await loadPark(opened.db)
  const deps: Deps = {
    db: through(opened.db),
    park: () => park,
    reloadPark: async () => park,
    now: () => Math.floor(Date.now() / 1000),
    entropy: randomFill,
    mailer: null,
    photos: null,
    fetch,
    fetchAbroad: fetch,
    secrets: secretsWith([], randomFill),
    afterResponse: () => {},
    publicUrl: 'http://127.0.0.1',
  }
  return { deps, book: (number) => book(deps, slotOf(number, deps.now())), close: opened.close }
}

const randomFill = (bytes: number) => randomFillSync(new Uint8Array(bytes))

/** The writes that real bookings of these slots would make, not made: each list is one batch, ready for the engine. */
export async function writesOf(file: string, firstSlot: number, count: number): Promise<(readonly Statement[])[]> {
  const batches: (readonly Statement[])[] = []
  const desk = await openDesk(file, (db) =>
    observed({ read: (queries) => db.read(queries), write: async () => {} }, ({ kind, queries }) => {
      if (kind === 'write') batches.push(queries.map(bind))
    }),
  )
  for (let number = firstSlot; number < firstSlot + count; number += 1) await desk.book(number)
  desk.close()
  return batches
}

/** Who books a slot, as a command knows them. */
export function actorOf(person: number): Actor {
  return { tokenHash: hashOf(tokenOf(person)), requestId: 'req_bench' }
}

async function book(deps: Deps, { person, projectId, resourceId, unit, startsAt, endsAt }: Slot): Promise<void> {
  const wanted = { startsAt, endsAt, whole: false, samples: 0, purpose: '' }
  const answer = await requestBooking(
    deps,
    actorOf(person),
    {
      wanted: [{ ...wanted, resourceId: resourceId as ResourceId, unitId: unit as UnitId }],
      by: { projectId: projectId as ProjectId, onBehalfOf: null, override: null },
      ifSomeRefused: 'book-none',
    },
    { key: randomUUID(), requestHash: hashOf(`${unit} ${startsAt}`) },
  )
  if (answer.kind === 'refused') throw new Error(`refused: ${JSON.stringify(answer.verdicts[0]?.refusals)}`)
}

function fail(error: unknown): never {
  throw new Error('the engine gave up', { cause: error })
}
