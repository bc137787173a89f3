import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { root } from './build-assets.ts'
import { sqldBinary, sqldOptions } from './sqld.ts'

// The Worker as it is deployed, in workerd, with a real libSQL server behind it. Both end with this process.
const port = process.env['PORT'] ?? '8787'
const databasePort = 8786
const databaseUrl = `http://127.0.0.1:${databasePort}`
const databaseFolder = join(root, '.data/dev')
// Where the server keeps its one database.
const databaseFile = join(databaseFolder, 'dbs/default/data')
const minuteMs = 60_000
const children: ChildProcess[] = []
let ending = false

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0))
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')))

if (!existsSync(databaseFile)) makeDemo()
const address = `127.0.0.1:${databasePort}`
start(sqldBinary(), [...sqldOptions, '--db-path', databaseFolder, '--http-listen-addr', address], 'ignore')
await untilAnswers(`${databaseUrl}/health`)
operate('migrate', databaseUrl)
const wrangler = join(dirname(createRequire(import.meta.url).resolve('wrangler/package.json')), 'bin/wrangler.js')
start(process.execPath, [wrangler, 'dev', '--ip', '127.0.0.1', '--port', port, '--var', `DATABASE_URL:${databaseUrl}`])
// Nobody fires the cron triggers of a Worker in development.
setInterval(() => void fetch(`http://127.0.0.1:${port}/cdn-cgi/handler/scheduled`).catch(() => {}), minuteMs).unref()

function start(command: string, options: string[], stdio: 'inherit' | 'ignore' = 'inherit'): void {
  const child = spawn(command, options, { cwd: root, stdio, env: quietEnvironment() })
  children.push(child)
  child.once('exit', (code) => void end(code ?? 1))
}

/** The demo park, made by the engine in the process: over HTTP its thousands of bookings would take minutes. */
function makeDemo(): void {
  const draft = join(databaseFolder, 'draft.db')
  rmSync(databaseFolder, { recursive: true, force: true })
  mkdirSync(dirname(databaseFile), { recursive: true })
  operate('seed', draft)
  renameSync(draft, databaseFile)
  // Tells the server to take up a file that it did not write.
  writeFileSync(join(dirname(databaseFile), '.sentinel'), '')
}

/** One of the operator's commands, on a database of development. */
function operate(command: string, DATABASE_URL: string): void {
  const env = { ...quietEnvironment(), DATABASE_URL }
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/cli.ts'), command], { stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} does not answer`)
}

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null)
  await Promise.all(running.map((child) => (child.kill('SIGTERM'), once(child, 'exit'))))
  process.exit(code)
}

function quietEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // What the tools start in their turn has to be this Node too, not one that the machine happens to have.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_LOG_PATH: databaseFolder,
  }
}
