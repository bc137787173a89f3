import { AsyncLocalStorage } from 'node:async_hooks'
import { createApp } from '../../src/app.tsx'
import type { Deps, Instant } from '../../src/deps.ts'
import { tick } from '../../src/jobs.ts'
import { loadPark } from '../../src/park.ts'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import type { World } from '../../src/world.ts'
import { tokenHash } from './cast.ts'
import { secretsWith } from '../../src/platform/secrets.ts'
import { realPatience } from './patience.ts'
import type { Door, RacerAnswer, RacerOrder, Shot } from './racers.ts'

// One racer: a process of its own that gets its shots, waits for the start, and fires all of them at once.
// Its door is a server's address, or a park file that it opens with an application of its own.
type Fire = (shot: Shot) => Promise<RacerAnswer>

let fire: Fire | undefined
let loaded: readonly Shot[] = []

process.on('message', (order: RacerOrder) => {
  void obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ kind: 'failed', message: error instanceof Error ? error.stack : '' }),
  )
})
process.on('disconnect', () => process.exit(0))

async function obey(order: RacerOrder) {
  switch (order.kind) {
    case 'open':
      fire = order.door.kind === 'http' ? httpDoor(order.door.url) : await fileDoor(order.door)
      return { kind: 'opened' }
    case 'load':
      loaded = order.shots
      return { kind: 'loaded' }
    case 'go': {
      const opened = fire
      if (opened === undefined) throw new Error('the door is not open')
      return { kind: 'done', answers: await Promise.all(loaded.map((shot) => patiently(shot, opened))) }
    }
  }
}

// As a client is told to: turned away, or overtaken too often, it comes again with the same key, after the time it was
// asked to wait.
async function patiently(shot: Shot, fireOnce: Fire): Promise<RacerAnswer> {
  for (let tried = 1; ; tried++) {
    const answer = await fireOnce(shot)
    const again = answer.status === 503 || (answer.status === 409 && answer.body.includes('/problems/try-again'))
    if (!again || tried >= mostTries) return { ...answer, tried }
    if (answer.status === 503 && answer.retryAfter === null) throw new Error('turned away, and not told for how long')
    await realPatience.sleep(Number(answer.retryAfter ?? 0.1) * 1_000 * (0.5 + Math.random()))
  }
}

const mostTries = 8

function httpDoor(url: string): Fire {
  return async (shot) => {
    if (shot.kind === 'tick') throw new Error('a server looks at the clock by itself')
    return answerOf(await fetch(url + shot.path, requestOf(shot)))
  }
}

async function fileDoor({ file, now }: Extract<Door, { kind: 'file' }>): Promise<Fire> {
  const patience = { ...realPatience, attemptMs: 30_000, deadlineMs: 30_000 }
  const { db } = await openEmbedded({ path: file, patience, checkpoints: false, onFatal: giveUp })
  let park = await loadPark(db)
  const opened = {
    db,
    park: () => park,
    reloadPark: async () => (park = await loadPark(db)),
    mailer: null,
    photos: null,
  }
  const clock = new AsyncLocalStorage<Instant>()
  const ambient = {
    now: () => clock.getStore() ?? now,
    fetch,
    fetchAbroad: fetch,
    secrets: secretsWith([], entropy),
    entropy,
  }
  const world: World = {
    ...ambient,
    openPark: () => opened,
    digest: tokenHash,
    publicUrl: null,
    addressOf: () => '127.0.0.1',
    afterResponse: (_, work) => void work.catch(() => {}),
    limits: { inFlight: 1_000, perMinute: null },
    log: (line) => console.error(line.what, line.error),
  }
  const app = createApp(world)
  const deps: Deps = {
    ...opened,
    ...ambient,
    afterResponse: (work) => void work.catch(() => {}),
    publicUrl: 'http://localhost',
  }
  return (shot) =>
    clock.run(shot.at ?? now, async () => {
      if (shot.kind === 'request') return answerOf(await app.request(shot.path, requestOf(shot)))
      await tick(deps, world.log)
      return { status: 204, body: '', retryAfter: null, tried: 1 }
    })
}

function requestOf({ method, token, body, headers }: Extract<Shot, { kind: 'request' }>): RequestInit {
  const all = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }
  // A form comes as the text that it is.
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  return { method, headers: all, ...(body === undefined ? {} : { body: sent }) }
}

async function answerOf(response: Response): Promise<RacerAnswer> {
  const retryAfter = response.headers.get('retry-after')
  return { status: response.status, body: await response.text(), retryAfter, tried: 1 }
}

function giveUp(error: unknown): never {
  throw new Error('the engine gave up', { cause: error })
}

function entropy(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes))
}
