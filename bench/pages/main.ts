import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { openBrowser } from '../../tests/support/browser.ts'
import { tellStory } from '../../tests/gallery/story.ts'
import { everyPage } from './every-page.ts'
import { lighthouses } from './lighthouses.ts'
import { promises } from './promises.ts'
import { tableOf, type Row } from './row.ts'
import { speed } from './speed.ts'
import { taps } from './taps.ts'
import type { Bench } from './bench.ts'
import { weights } from './weights.ts'

const sections: Readonly<Record<string, (bench: Bench) => AsyncGenerator<Row>>> = {
  taps,
  weights,
  promises,
  speed,
  lighthouses,
  every: everyPage,
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const chosen = values.only?.split(',') ?? Object.keys(sections)
const strange = chosen.find((name) => !Object.hasOwn(sections, name))
if (strange !== undefined) {
  console.error(`--only takes ${Object.keys(sections).join(', ')}; not ${strange}`)
  process.exit(1)
}

const port = 40_000 + (process.pid % 20_000)
const bench: Bench = { story: await tellStory(), browser: await openBrowser([`--remote-debugging-port=${port}`]), port }
const rows: Row[] = []
for (const name of chosen) await measure(name)
console.log(`\n${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n\n${tableOf(rows)}`)
await bench.browser.close()
await bench.story.close()
process.exit(rows.some(({ verdict }) => verdict === 'above never') ? 1 : process.exitCode)

async function measure(name: string): Promise<void> {
  try {
    for await (const row of sections[name]?.(bench) ?? []) {
      rows.push(row)
      console.error(`${row.measure} · ${row.reached} · ${row.verdict}`)
    }
  } catch (error) {
    process.exitCode = 1
    console.error(error)
    rows.push({ measure: name, goal: '', never: '', reached: 'could not be measured', verdict: 'above never' })
  }
}
