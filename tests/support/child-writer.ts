import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface ChildWriter {
  readonly process: ChildProcess
  /** Ends with the process: its exit code (null if it was killed) and the keys that it said were acknowledged. */
  readonly ended: Promise<{ code: number | null; acknowledged: string[] }>
  /** Resolves when so many keys have been said. */
  said(keys: number): Promise<void>
}

/** Another process that writes to the same park file. */
export function startChildWriter(file: string, options: Record<string, string | number>, serving = false): ChildWriter {
  const flags = Object.entries({ file, ...options }).flatMap(([name, value]) => [`--${name}`, String(value)])
  const program = join(import.meta.dirname, 'child-writer-main.ts')
  const child = spawn(process.execPath, [program, ...flags, ...(serving ? ['--serving'] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const lines = () => output.split('\n').slice(0, -1)
  return {
    process: child,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, acknowledged: lines() })),
    said: async (keys) => {
      while (lines().length < keys && child.exitCode === null) await once(child.stdout, 'data')
    },
  }
}
