import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { buildAll } from '../../scripts/build.ts'

export interface ServerProcess {
  readonly url: string
  readonly process: ChildProcess
  /** Its own clock: milliseconds since 1970. */
  readonly now: () => number
  /** What it has written to its log so far. */
  readonly log: () => string
  /** Asks it to end, and waits until it has. Resolves with its exit code, null when it was killed. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<number | null>
}

export interface ServerOptions {
  /** The park's database file: it must hold a park, or the server makes a demo of it. */
  readonly file: string
  readonly settings?: Readonly<Record<string, string>>
  /** How long to wait for it: making the demo park takes a while. */
  readonly startMs?: number
  /** What its clock shows when it starts, instead of the machine's: a demo park lives through other weeks every day. */
  readonly startsAt?: string
}

let built: Promise<void> | undefined

/** Starts the real Node server on a park file, on 127.0.0.1 and a free port; it is built once for each test file. */
export async function startServer({
  file,
  settings = {},
  startMs = usualStartMs,
  startsAt,
}: ServerOptions): Promise<ServerProcess> {
  await (built ??= buildAll())
  const aheadMs = startsAt === undefined ? 0 : Date.parse(startsAt) - Date.now()
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server-main.ts')], {
    env: {
      ...plainEnvironment(),
      DATABASE_URL: file,
      HOST: '127.0.0.1',
      PORT: '0',
      CLOCK_AHEAD_MS: `${aheadMs}`,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (log += text))
  }
  const url = await listening(server, () => log, startMs)
  const now = () => Date.now() + aheadMs
  return { url, process: server, now, log: () => log, stop: (signal = 'SIGTERM') => end(server, signal) }
}

/** A Monday on which the demo's people work: 10:00 in its park. */
export const mondayMorning = '2026-11-23T02:00:00Z'

const usualStartMs = 20_000

async function listening(server: ChildProcess, log: () => string, startMs: number): Promise<string> {
  const giveUpAt = performance.now() + startMs
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(log())?.[0]
    if (url !== undefined) return url
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`the server ended: ${log()}`)
    if (performance.now() > giveUpAt) {
      await end(server, 'SIGKILL')
      throw new Error(`the server did not start in time: ${log()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function end(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  const closed = once(server, 'close')
  server.kill(signal)
  const [code] = (await closed) as [number | null]
  return code
}

/** Without settings of ours that the shell may hold. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(HOST|PORT|DATABASE_URL|DATABASE_AUTH_TOKEN|PUBLIC_URL|MAIL_URL|PHOTOS_DIR|NODE_OPTIONS|GONGTAI_\w+)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}
