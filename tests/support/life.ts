import type { Answers, Db } from '../../src/platform/db/port.ts'
import type { Query } from '../../src/platform/db/sql.ts'

class Killed extends Error {}

/** The life of a process that waits for its database: at one of its waits it ends, and nothing answers any more. */
export class Life {
  over = false
  last = ''
  #waitsLeft = Number.POSITIVE_INFINITY

  endAt(wait: number): void {
    this.#waitsLeft = wait
  }

  /** Another process, that is not killed. */
  begin(): void {
    this.over = false
    this.#waitsLeft = Number.POSITIVE_INFINITY
  }

  lived(db: Db): Db {
    const wait = (moment: string) => this.#wait(moment)
    return {
      async read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>> {
        wait('before a read')
        const answers = await db.read(queries)
        wait('after a read')
        return answers
      },
      async write(statements, options): Promise<void> {
        wait('before a write')
        await db.write(statements, options)
        wait('after a write')
      },
    }
  }

  #wait(moment: string): void {
    if (!this.over && this.#waitsLeft-- > 0) return
    if (!this.over) this.last = moment
    this.over = true
    throw new Killed(moment)
  }
}
