import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { migrate } from '../src/platform/db/migrate.ts'
import { remoteMigrationTarget } from '../src/platform/db/remote.ts'
import { readMigrations } from '../src/platform/node/migration-files.ts'
import { sqldBinary, sqldOptions } from '../scripts/sqld.ts'
import { grouped, median, perSecondText, type Figure } from './figures.ts'
import { end, folder, kept, root, startHand } from './ground.ts'
import type { LoadOrder, LoadReport } from './hands/load.ts'
import { loadOnce } from './load-once.ts'
import { parkScript } from './park.ts'
import { forgetSlots, type Plan } from './plan.ts'

/**
 * What the Worker weighs, how long it takes to be there, and what a booking costs it: in workerd, before a libSQL
 * server.
 */
export async function* worker(plan: Plan): AsyncGenerator<Figure> {
  forgetSlots()
  const bundle = await bundleWorker()
  const size = statSync(bundle).size
  yield {
    measure: 'Worker bundle, compressed',
    result: `${grouped(gzipSync(readFileSync(bundle)).length / 1024)} KiB`,
    beside: `${grouped(size / 1024)} KiB as it is; a free account takes 3,072 KiB compressed`,
  }
  if (process.platform !== 'linux') return
  const { starts, bareStarts } = await startUps(bundle, plan)
  yield {
    measure: 'Worker start-up: CPU until its first answer',
    result: `${(median(starts) - median(bareStarts)).toFixed(0)} ms`,
    beside: `an empty Worker's ${median(bareStarts).toFixed(0)} ms taken off; a deployment allows 1,000 ms`,
  }
  yield* bookingCosts(bundle, plan)
}

async function bundleWorker(): Promise<string> {
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
  const outcome = join(folder, 'worker')
  const env = { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' }
  await promisify(execFile)(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', outcome], {
    cwd: root,
    env,
  })
  return join(outcome, 'worker.js')
}

interface Isolate {
  readonly port: number
  readonly child: ChildProcess
}

async function startUps(bundle: string, { rounds }: Plan): Promise<{ starts: number[]; bareStarts: number[] }> {
  const empty = join(folder, 'empty.js')
  writeFileSync(empty, 'export default { fetch() { return new Response("ok") } }')
  const starts: number[] = []
  const bareStarts: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    bareStarts.push(await cpuOfStart(empty))
    starts.push(await cpuOfStart(bundle))
  }
  return { starts, bareStarts }
}

async function cpuOfStart(script: string): Promise<number> {
  const { child } = await startIsolate(script, 'http://127.0.0.1:9')
  const spent = cpuMs(child)
  await end(child, 'SIGKILL')
  return spent
}

async function* bookingCosts(bundle: string, plan: Plan): AsyncGenerator<Figure> {
  const { url, child: database } = await startDatabase()
  const isolate = await startIsolate(bundle, url)
  const load = startHand<LoadOrder, LoadReport>('load')
  const rates: number[] = []
  const costs: number[] = []
  for (let round = 0; round <= plan.rounds; round += 1) {
    const before = cpuMs(isolate.child)
    const { perSecond, booked } = await loadOnce(load, isolate.port, 8, plan.seconds)
    const cost = (cpuMs(isolate.child) - before) / booked
    if (round === 0) continue
    rates.push(perSecond)
    costs.push(cost)
  }
  await Promise.all([load.stop(), end(isolate.child, 'SIGKILL'), end(database, 'SIGKILL')])
  yield* [
    {
      measure: 'Worker CPU per booking',
      result: `${median(costs).toFixed(2)} ms`,
      beside: 'the whole of workerd, its HTTP and its database connection included; a free account allows 10 ms',
    },
    {
      measure: 'bookings through the Worker, 8 clients',
      result: perSecondText(rates),
      beside: 'sqld on the same machine',
    },
  ]
}

/** workerd alone, without wrangler's proxies, so that its CPU is the Worker's. */
async function startIsolate(script: string, databaseUrl: string): Promise<Isolate> {
  const port = await freePort()
  const file = join(dirname(script), `${port}.capnp`)
  writeFileSync(file, configOf(script, port, databaseUrl))
  const child = kept(spawn(workerdBinary(), ['serve', file], { stdio: ['ignore', 'ignore', 'inherit'] }))
  await untilAnswered(`http://127.0.0.1:${port}/healthz`)
  return { port, child }
}

// Not the command of the same name: that is a script which starts the real one and does not end it.
function workerdBinary(): string {
  const ofWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'))
  return (ofWrangler('workerd') as { default: string }).default
}

function configOf(script: string, port: number, databaseUrl: string): string {
  const date = /compatibility_date = "(.+)"/.exec(readFileSync(join(root, 'wrangler.toml'), 'utf8'))?.[1] ?? ''
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .main), (name = "internet", network = (allow = ["private", "local"])) ],
  sockets = [ (name = "http", address = "127.0.0.1:${port}", http = (), service = "main") ],
);
const main :Workerd.Worker = (
  modules = [ (name = "worker.js", esModule = embed ${JSON.stringify(script.slice(dirname(script).length + 1))}) ],
  compatibilityDate = "${date}",
  bindings = [ (name = "DATABASE_URL", text = "${databaseUrl}") ],
);
`
}

async function startDatabase(): Promise<{ url: string; child: ChildProcess }> {
  const address = `127.0.0.1:${await freePort()}`
  const options = [...sqldOptions, '--db-path', join(folder, 'sqld'), '--http-listen-addr', address]
  const child = kept(spawn(sqldBinary(), options, { stdio: 'ignore' }))
  const url = `http://${address}`
  await untilAnswered(`${url}/health`)
  const target = remoteMigrationTarget({ url })
  const now = Math.floor(Date.now() / 1000)
  await migrate(target, await readMigrations(join(root, 'drizzle')), now)
  await target.script(parkScript(now))
  return { url, child }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    const answer = await fetch(url).catch(() => null)
    await answer?.text()
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${url} did not answer in time`)
}

/** CPU that a process has used, user and system, in all its threads: Linux counts it in hundredths of a second. */
function cpuMs({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
