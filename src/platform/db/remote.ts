import { createClient, type Client, type ResultSet } from '@libsql/client/web'
import type { Admission } from './admission.ts'
import type { MigrationTarget } from './migrate.ts'
import { openDb } from './open-db.ts'
import type { Patience } from './patience.ts'
import type { Db } from './port.ts'
import type { Row, Statement, Transport } from './transport.ts'

export interface RemoteOptions {
  /** `libsql://…`, `https://…`, or `http://…` for a server on this machine. */
  readonly url: string
  readonly authToken?: string
  readonly patience: Patience
  /** Shared by all requests of an isolate. */
  readonly writes: Admission
  readonly fetch?: typeof globalThis.fetch
  /** Stands between the port and the server: where tests inject faults. */
  readonly through?: (transport: Transport) => Transport
}

/** The port to a libSQL server over HTTP. It holds no connection: make one per request. */
export function openRemote(options: RemoteOptions): Db {
  const through = options.through ?? ((plain) => plain)
  return openDb(through(remoteTransport(options)), options.patience, options.writes)
}

/** The same server for its operator: migrations, outside the port. */
export function remoteMigrationTarget(options: Pick<RemoteOptions, 'url' | 'authToken' | 'fetch'>): MigrationTarget {
  return {
    rows: (text) => withClient(options, scriptMs, async (client) => rowsOf(await client.execute(text))),
    script: (text) => withClient(options, scriptMs, (client) => client.executeMultiple(text)),
  }
}

const scriptMs = 60_000

// 'deferred', not 'read', and never a lone select: those may be answered by a replica, which may be behind.
function remoteTransport(options: RemoteOptions): Transport {
  return {
    read: async (statements, msLeft) => {
      const sent = statements.map(asSent)
      const results = await withClient(options, msLeft, (client) => client.batch(sent, 'deferred'))
      return results.map(rowsOf)
    },
    write: async (statements, msLeft) => {
      const sent = statements.map(asSent)
      await withClient(options, msLeft, (client) => client.batch(sent, 'write'))
    },
  }
}

// A client per trip: on Workers one that is shared between requests hangs most of them. To make one costs no trip.
async function withClient<T>(
  { url, authToken, fetch = globalThis.fetch }: Pick<RemoteOptions, 'url' | 'authToken' | 'fetch'>,
  msLeft: number,
  trip: (client: Client) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(msLeft)))
  const client = createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    fetch: (request: Request) => fetch(request, { signal }),
  })
  try {
    return await trip(client)
  } finally {
    client.close()
  }
}

function asSent({ text, values }: Statement) {
  return { sql: text, args: [...values] }
}

// Rows come as arrays with names on top; only the names are enumerable, so a copy is the plain object that the native
// engine gives.
function rowsOf({ rows }: ResultSet): Row[] {
  return rows.map((row) => ({ ...row }) as unknown as Row)
}
