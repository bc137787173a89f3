import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Everything that a run makes lies here, and goes with it. */
export const folder = mkdtempSync(join(tmpdir(), 'gongtai-bench-'))

export const root = join(import.meta.dirname, '..')

const children = new Set<ChildProcess>()

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

/** A child that ends with this process, at the latest. */
export function kept(child: ChildProcess): ChildProcess {
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  const tooLate = setTimeout(() => child.kill('SIGKILL'), 8_000)
  await exited
  clearTimeout(tooLate)
}

/** A park file with so many bookings on file. */
export async function makePark(name: string, bookings: number, mostBytes = 11.5e9): Promise<string> {
  const file = join(folder, name)
  const script = join(root, 'bench/hands/make-park.ts')
  const args = [script, file, String(bookings), String(mostBytes)]
  const maker = kept(spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }))
  const [code] = (await once(maker, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`no park with ${bookings} bookings was made`)
  return file
}

export function dropPark(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
}

export interface Server {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** The real server, as `npm start` runs it, in a process of its own. */
export async function startServer(file: string): Promise<Server> {
  const env = { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', DATABASE_URL: file }
  const child = kept(
    spawn(process.execPath, [join(root, '.build/node.mjs')], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const port = await portFrom(child)
  return { url: `http://127.0.0.1:${port}`, port, pid: child.pid ?? 0, stop: () => end(child) }
}

/** The port that the server says it listens on. */
function portFrom(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    child.once('exit', () => reject(new Error(`the server did not start: ${said}`)))
  })
}

/** A process of its own that carries out one order after another. */
export interface Hand<Order, Report> {
  readonly ask: (order: Order) => Promise<Report>
  readonly stop: () => Promise<void>
}

export function startHand<Order extends object, Report>(name: string, ...args: string[]): Hand<Order, Report> {
  const script = join(root, `bench/hands/${name}.ts`)
  const child = kept(fork(script, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }))
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the process of ${name} ended`)))
  ended.catch(() => {})
  return {
    ask: async (order) => {
      child.send(order)
      const [report] = (await Promise.race([once(child, 'message'), ended])) as [Report]
      return report
    },
    stop: () => end(child),
  }
}
