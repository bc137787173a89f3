import type { Transport } from '../../src/platform/db/transport.ts'

/** What may go wrong on the way to the database. */
export type Fault = 'lost-before' | 'lost-after' | 'twice' | 'twice-second-answer' | 'busy'

export interface Faulty {
  /** Stands between port and engine: `through` of both transports. */
  readonly through: (transport: Transport) => Transport
  /** The next writes meet these, one each; later ones meet none. */
  plan(...faults: Fault[]): void
  /** How many writes were tried since the plan. */
  tries(): number
}

/** Faults at the transport, by plan. Reads are left alone. */
export function faults(): Faulty {
  let planned: Fault[] = []
  let tries = 0
  return {
    through: (transport) => ({
      read: (statements, msLeft) => transport.read(statements, msLeft),
      write: (statements, msLeft) => {
        tries += 1
        return faultyWrite(planned.shift(), () => transport.write(statements, msLeft))
      },
    }),
    plan: (...faultsToCome) => {
      planned = faultsToCome
      tries = 0
    },
    tries: () => tries,
  }
}

async function faultyWrite(fault: Fault | undefined, write: () => Promise<void>): Promise<void> {
  switch (fault) {
    case undefined:
      return write()
    case 'lost-before':
      throw new TypeError('fetch failed')
    case 'lost-after':
      await write().catch(() => undefined)
      throw new TypeError('fetch failed')
    case 'twice':
      await write()
      return write().catch(() => undefined)
    case 'twice-second-answer':
      await write()
      return write()
    case 'busy':
      throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY', rawCode: 5 })
  }
}
