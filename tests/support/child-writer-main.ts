import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import { DbAbort } from '../../src/platform/db/port.ts'
import { realPatience } from './patience.ts'
import { hold, keyed, trace } from './port-park.ts'

// A process of its own that writes to a park file and says of each write that it was acknowledged; a unit taken is
// passed over.
// `--writes 0` means until it is killed.
const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '' },
    name: { type: 'string', default: 'w' },
    writes: { type: 'string', default: '0' },
    clients: { type: 'string', default: '16' },
    unit: { type: 'string', default: '1' },
    serving: { type: 'boolean', default: false },
  },
})
const most = Number(values.writes) || Number.POSITIVE_INFINITY
const park = await openEmbedded({
  path: values.file,
  patience: { ...realPatience, attemptMs: 30_000, deadlineMs: 30_000 },
  checkpoints: values.serving,
  onFatal: (error) => {
    throw error
  },
})
let begun = 0

async function client(): Promise<void> {
  while (begun < most) {
    const number = begun++
    const key = `${values.name}-${number}`
    const startsAt = 1_800_000_000 + number * 60
    const statements = [hold(Number(values.unit), startsAt, startsAt + 60), trace(key), trace(`${key}+`)]
    if (await refused(park.db.write(statements, keyed(key)))) continue
    // Straight to the file descriptor: what a buffer holds when the process is killed was never said.
    writeSync(1, `${key}\n`)
  }
}

async function refused(write: Promise<void>): Promise<boolean> {
  return write.then(
    () => false,
    (error) => {
      if (error instanceof DbAbort && error.token === 'UNIT_TAKEN') return true
      throw error
    },
  )
}

await Promise.all(Array.from({ length: Number(values.clients) }, client))
park.close()
