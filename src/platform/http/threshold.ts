import type { MiddlewareHandler } from 'hono'
import type { Deps } from '../../deps.ts'
import type { OpenPark, World } from '../../world.ts'
import { Admission } from '../db/admission.ts'
import { declarePassage, type DoorContext, type DoorEnv, type Visit } from './door.ts'
import { recognising } from './recognise.ts'
import { TurnedAway } from './turned-away.ts'

/** Where every request comes in: counted, given a number, led to the park of its host. */
export function threshold(world: World): MiddlewareHandler<DoorEnv> {
  const admission = new Admission(world.limits.inFlight)
  return declarePassage(async (c: DoorContext, next: () => Promise<void>) => {
    c.set('requestId', requestIdFrom(world.entropy(9)))
    if (!admission.enter()) throw new TurnedAway('overloaded', { 'retry-after': '1' })
    try {
      const opened = world.openPark(hostOf(c.req.url), c.env)
      const park = opened instanceof Promise ? await opened : opened
      if (park === null) throw new TurnedAway('unknown-host')
      const visit: Visit = { requestId: c.get('requestId'), deps: depsFor(c, world, park), world, seen: null }
      c.set('visit', visit)
      await next()
    } finally {
      admission.leave()
    }
  })
}

function depsFor(c: DoorContext, world: World, park: OpenPark): Deps {
  return {
    db: recognising(park.db, (seen) => (c.get('visit').seen = seen)),
    park: park.park,
    reloadPark: park.reloadPark,
    mailer: park.mailer,
    channels: park.channels ?? [],
    photos: park.photos,
    now: world.now,
    entropy: world.entropy,
    fetch: world.fetch,
    fetchAbroad: world.fetchAbroad,
    secrets: world.secrets,
    afterResponse: (work) => world.afterResponse(c, work),
    publicUrl: world.publicUrl ?? originOf(c.req.url),
  }
}

function originOf(url: string): string {
  return url.slice(0, url.indexOf('/', url.indexOf('//') + 2))
}

function hostOf(url: string): string {
  return originOf(url).slice(url.indexOf('//') + 2)
}

const symbols = '0123456789abcdefghjkmnpqrstvwxyz'

function requestIdFrom(bytes: Uint8Array): string {
  let text = 'req_'
  for (const byte of bytes) text += symbols[byte & 31]
  return text
}
