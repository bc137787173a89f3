import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqldBinary, sqldOptions } from '../../scripts/sqld.ts'

export interface Sqld {
  readonly url: string
  /** Ends the server and removes its files. */
  readonly stop: () => Promise<void>
}

/** Starts a real libSQL server on 127.0.0.1 and a free port, with an empty database. */
export async function startSqld(): Promise<Sqld> {
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-sqld-'))
  const address = `127.0.0.1:${await freePort()}`
  const options = [...sqldOptions, ...forgotten, '--db-path', folder, '--http-listen-addr', address]
  const server = spawn(sqldBinary(), options, { stdio: 'ignore' })
  const url = `http://${address}`
  await untilHealthy(url, server)
  return {
    url,
    stop: async () => {
      await end(server)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

// A test that fails before it stops its server, or is killed, leaves none behind for long.
const forgotten = ['--idle-shutdown-timeout-s', '120']

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const startMs = 15_000
const lookEveryMs = 20

async function untilHealthy(url: string, server: ChildProcess): Promise<void> {
  for (let waited = 0; waited < startMs; waited += lookEveryMs) {
    if (server.exitCode !== null) throw new Error(`sqld ended with code ${server.exitCode}`)
    const answer = await fetch(`${url}/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  await end(server)
  throw new Error('sqld did not start in time')
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGKILL')
  await once(server, 'exit')
}
