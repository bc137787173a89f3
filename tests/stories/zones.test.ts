import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe']
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'gongtai-zones-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

test(`the rules say the same on a server in ${zones.join(', ')}`, async () => {
  const [first, ...others] = [...(await Promise.all(zones.slice(0, 2).map(ruleSentences))), ...(await later())]
  expect(first?.length).toBeGreaterThan(300)
  expect(first?.filter((sentence) => !sentence.endsWith(': passed'))).toEqual([])
  for (const other of others) expect(other).toEqual(first)
}, 300_000)

// Two at a time: as many as the smallest machine has cores.
function later(): Promise<string[][]> {
  return Promise.all(zones.slice(2).map(ruleSentences))
}

/** Runs every test without a database in a process whose own zone this is; one line for each. */
async function ruleSentences(zone: string): Promise<string[]> {
  const report = join(folder, `${zone.replace('/', '-')}.json`)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const patient = ['--no-isolate', '--testTimeout=60000', '--reporter=json', `--outputFile=${report}`]
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'pure', ...patient], {
    cwd: root,
    env: { ...withoutVitest(), TZ: zone },
    stdio: 'ignore',
  })
  await once(child, 'close')
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report
  return testResults
    .flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => `${name.slice(root.length)} ${fullName}: ${status}`),
    )
    .toSorted()
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

// A run inside a run would take itself for a worker of the outer one.
function withoutVitest(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^VITEST|^TEST$|^NODE_ENV$/.test(name)))
}
