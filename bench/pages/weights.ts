import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/build-assets.ts'
import { startRound } from '../../tests/gallery/round.ts'
import { loadOf, type Load } from '../../tests/support/load.ts'
import { researcherPages, sceneOf, type Bench } from './bench.ts'
import { atMost, type Row } from './row.ts'

const kilobyte = 1024

const financePages = ['ledger', 'ledger-entry', 'plots', 'firm-money', 'statements', 'statement', 'period'] as const

/** What a page weighs on the wire, compressed, with its style sheet and scripts. */
export async function* weights({ story, browser }: Bench): AsyncGenerator<Row> {
  const loads: ({ name: string } & Load)[] = []
  const round = startRound(browser, story)
  for (const name of researcherPages)
    loads.push({ name, ...(await loadOf(await round.show(sceneOf(name), 'zh-Hans'))) })
  const finance: Load[] = []
  for (const name of financePages) finance.push(await loadOf(await round.show(sceneOf(name), 'zh-Hans')))
  await round.close()
  for (const { name, bytes } of loads)
    yield atMost(`Page, HTML + CSS + JS: ${name}`, bytes / kilobyte, { goal: 14, never: 30, unit: 'KB', digits: 1 })
  const worst = (of: (load: Load) => number) => Math.max(...loads.map(of))
  yield atMost('JavaScript of a page', worst(({ scripts }) => scripts) / kilobyte, {
    goal: 3,
    never: 8,
    unit: 'KB',
    digits: 1,
    of: 'the most of these pages; none is needed to book',
  })
  yield* financeRows(finance)
  yield atMost(
    'Requests on first view',
    worst(({ requests }) => requests),
    { goal: 3, never: 6 },
  )
  yield atMost(
    'Third-party requests',
    worst(({ foreign }) => foreign),
    { goal: 0, never: 0 },
  )
  yield atMost(
    'Web fonts',
    worst(({ fonts }) => fonts),
    { goal: 0, never: 0 },
  )
  yield atMost('Service worker', serviceWorkerBytes() / kilobyte, { goal: 3, never: 8, unit: 'KB', digits: 1 })
}

function* financeRows(finance: readonly Load[]): Generator<Row> {
  yield atMost('JavaScript of a finance page', Math.max(...finance.map(({ scripts }) => scripts)) / kilobyte, {
    goal: 5,
    never: 12,
    unit: 'KB',
    digits: 1,
    of: `the most of ${financePages.join(', ')}`,
  })
  yield atMost('Finance page, HTML + CSS + JS', Math.max(...finance.map(({ bytes }) => bytes)) / kilobyte, {
    goal: 30,
    never: 60,
    unit: 'KB',
    digits: 1,
    of: 'the heaviest of these; the ledger with fifty entries is one',
  })
}

function serviceWorkerBytes(): number {
  return gzipSync(readFileSync(join(root, 'public/sw.js'))).byteLength
}
