import { DbUnavailable } from './port.ts'
import type { EmbeddedConnection } from './embedded-connection.ts'
import { pauseMs, type Patience } from './patience.ts'
import { failureOf } from './tokens.ts'
import type { Statement } from './transport.ts'

/** Writes that wait at the same time commit together, and each is acknowledged only after that commit. */
export class GroupCommit {
  readonly #connection: EmbeddedConnection
  readonly #patience: Patience
  readonly #onFatal: (error: unknown) => void
  #waiting: Member[] = []
  #scheduled = false
  #busyTimes = 0
  #closed: DbUnavailable | null = null

  constructor(connection: EmbeddedConnection, patience: Patience, onFatal: (error: unknown) => void) {
    this.#connection = connection
    this.#patience = patience
    this.#onFatal = onFatal
  }

  /**
   * Applies the statements as one, in a group of others. Rejects with the engine's error, or DbUnavailable after
   * `msLeft`.
   */
  commit(statements: readonly Statement[], msLeft: number): Promise<void> {
    if (this.#closed !== null) return Promise.reject(this.#closed)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statements, giveUpAt: this.#patience.nowMs() + msLeft, resolve, reject })
      this.#schedule()
    })
  }

  /** Takes no more writes; those that wait are told that nothing of them was applied. */
  close(): void {
    this.#end(new DbUnavailable('not-applied', 1))
  }

  // The check phase follows the poll phase, so what arrived together from the network commits together.
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#drain())
  }

  #drain(): void {
    const group = this.#waiting.slice(0, largestGroup)
    if (group.length === 0) return this.#goOn()
    try {
      const refusals = commitGroup(this.#connection, group)
      this.#leave(group, (member, index) => settle(member, refusals[index] ?? null))
      this.#busyTimes = 0
    } catch (error) {
      this.#groupFailed(group, error)
      return
    }
    this.#goOn()
  }

  #groupFailed(group: readonly Member[], error: unknown): void {
    if (error instanceof BeginBusy) return this.#waitForOtherProcess(error)
    if (mustStop(error) || this.#connection.inTransaction) return this.#stop(error)
    this.#leave(group, (member) => member.reject(error))
    this.#goOn()
  }

  #leave(group: readonly Member[], each: (member: Member, index: number) => void): void {
    this.#waiting.splice(0, group.length)
    group.forEach(each)
  }

  #goOn(): void {
    this.#scheduled = false
    if (this.#waiting.length > 0) this.#schedule()
  }

  // Another process writes. Waiting must not stop the event loop, and those whose time is up are told that nothing
  // was applied.
  #waitForOtherProcess(busy: BeginBusy): void {
    const now = this.#patience.nowMs()
    const late = this.#waiting.filter((member) => member.giveUpAt <= now)
    this.#waiting = this.#waiting.filter((member) => member.giveUpAt > now)
    for (const member of late) member.reject(new DbUnavailable('not-applied', 1, busy.cause))
    if (this.#waiting.length === 0) return this.#goOn()
    this.#busyTimes += 1
    const pause = pauseMs(Math.min(this.#busyTimes, 8), this.#patience.chance, 1, 40)
    void this.#patience.sleep(pause).then(() => this.#drain())
  }

  // After an I/O error nobody knows what the file holds: the process must end, and recovery reads the log afresh.
  #stop(error: unknown): void {
    this.#end(new DbUnavailable('unknown', 5, error))
    this.#onFatal(error)
  }

  #end(reason: DbUnavailable): void {
    this.#closed = reason
    for (const member of this.#waiting.splice(0)) member.reject(reason)
  }
}

interface Member {
  readonly statements: readonly Statement[]
  readonly giveUpAt: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const largestGroup = 32

class BeginBusy extends Error {}

/**
 * One transaction, a savepoint for each member. Returns what refused each; throws if the group as a whole was not
 * applied.
 */
function commitGroup(connection: EmbeddedConnection, group: readonly Member[]): unknown[] {
  begin(connection)
  try {
    const refusals = group.map((member) => refusalOf(connection, member))
    connection.exec('COMMIT')
    return refusals
  } catch (error) {
    rollBack(connection)
    throw error
  }
}

// What went wrong first is what counts; whoever catches it sees whether the transaction is still there.
function rollBack(connection: EmbeddedConnection): void {
  try {
    if (connection.inTransaction) connection.exec('ROLLBACK')
  } catch {
    return
  }
}

function begin(connection: EmbeddedConnection): void {
  try {
    connection.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const failure = failureOf(error)
    throw failure.kind === 'not-applied' && failure.again ? new BeginBusy('busy', { cause: error }) : error
  }
}

// A full disk, an I/O error, lack of memory or an interrupt roll back the whole transaction by themselves, and the next
// statement would commit alone. So after every error: is the transaction still there?
function refusalOf(connection: EmbeddedConnection, member: Member): unknown {
  connection.exec('SAVEPOINT member')
  try {
    for (const statement of member.statements) connection.change(statement)
  } catch (error) {
    if (!connection.inTransaction || mustStop(error)) throw error
    connection.exec('ROLLBACK TO member; RELEASE member')
    return error
  }
  connection.exec('RELEASE member')
  return null
}

// An error without a code is a slip of ours, not the disk's.
function mustStop(error: unknown): boolean {
  return error instanceof Error && 'rawCode' in error && failureOf(error).kind === 'unknown'
}

function settle(member: Member, refusal: unknown): void {
  if (refusal === null) member.resolve()
  else member.reject(refusal)
}
