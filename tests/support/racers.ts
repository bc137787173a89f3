import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Instant } from '../../src/deps.ts'
import type { CastPerson } from './cast.ts'

/** Where racers fire: at a server, or into a park file that each of them opens by itself. */
export type Door =
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'file'; readonly file: string; readonly now: Instant }

/** One request of a racer, or a look of the clock's job. At a file each may have a clock of its own. */
export type Shot =
  | {
      readonly kind: 'request'
      readonly method: string
      readonly path: string
      readonly token: string
      readonly body: unknown
      readonly headers?: Readonly<Record<string, string>>
      readonly at?: Instant
    }
  | { readonly kind: 'tick'; readonly at: Instant }

export interface RacerAnswer {
  readonly status: number
  readonly body: string
  readonly retryAfter: string | null
  /** How often it was sent until it was not turned away. */
  readonly tried: number
}

export type RacerOrder =
  | { readonly kind: 'open'; readonly door: Door }
  | { readonly kind: 'load'; readonly shots: readonly Shot[] }
  | { readonly kind: 'go' }

export interface Racers {
  /** Deals the shots out to the racers; all fire at once, and the answers come in the order of the shots. */
  race(shots: readonly Shot[]): Promise<RacerAnswer[]>
  stop(): void
}

type Reply = { readonly kind: string; readonly answers?: RacerAnswer[]; readonly message?: string }

let bundled: Promise<string> | undefined

/** Starts so many processes in front of one door. */
export async function startRacers(door: Door, count = 4): Promise<Racers> {
  const program = await (bundled ??= bundle())
  const racers = Array.from({ length: count }, () =>
    fork(program, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  )
  await Promise.all(racers.map((racer) => order(racer, { kind: 'open', door })))
  return {
    race: async (shots) => {
      const lanes = racers.map((_, lane) => shots.filter((__, index) => index % count === lane))
      await Promise.all(racers.map((racer, lane) => order(racer, { kind: 'load', shots: lanes[lane] ?? [] })))
      const replies = await Promise.all(racers.map((racer) => order(racer, { kind: 'go' })))
      return shots.map((_, index) => answerAt(replies[index % count], Math.floor(index / count)))
    },
    stop: () => {
      for (const racer of racers) racer.disconnect()
    },
  }
}

/** A request as a person of the cast sends it. */
export function shot(
  who: CastPerson,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
  at?: Instant,
): Shot {
  const moment = at === undefined ? {} : { at }
  return { kind: 'request', method, path, token: who.token, headers, body, ...moment }
}

// A racer runs the whole application, whose pages Node cannot load unbundled.
async function bundle(): Promise<string> {
  const outfile = join(import.meta.dirname, '../../.build/racer.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'racer-main.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    logLevel: 'error',
  })
  return outfile
}

async function order(racer: ChildProcess, what: RacerOrder): Promise<Reply> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(200_000)])
  const ended = once(racer, 'exit', { signal }).then(() => [{ kind: 'failed', message: 'it ended' }])
  const replied = once(racer, 'message', { signal })
  racer.send(what)
  try {
    const [reply] = (await Promise.race([replied, ended])) as [Reply]
    if (reply.kind === 'failed') throw new Error(`a racer failed: ${reply.message}`)
    return reply
  } finally {
    over.abort()
  }
}

function answerAt(reply: Reply | undefined, index: number): RacerAnswer {
  const answer = reply?.answers?.[index]
  if (answer === undefined) throw new Error('a racer did not answer')
  return answer
}
