import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { declarePassage, type DoorEnv } from './door.ts'

/** Headers of every answer, whatever its status. A page may bring its own content policy and caching. */
export function securityHeaders(): MiddlewareHandler<DoorEnv> {
  const plain = secureHeaders({ ...usual, strictTransportSecurity: false })
  const encrypted = secureHeaders({
    ...usual,
    strictTransportSecurity: `max-age=${twoYearsSeconds}; includeSubDomains`,
  })
  return declarePassage(async (c, next) => {
    await next()
    const secure = c.get('visit')?.deps.publicUrl.startsWith('https:') ?? c.req.url.startsWith('https:')
    await (secure ? encrypted : plain)(c, nothing)
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
}

const twoYearsSeconds = 2 * 365 * 86_400
const self = ["'self'"]

const usual = {
  overwrite: false,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: self,
    styleSrc: self,
    imgSrc: ["'self'", 'data:'],
    connectSrc: self,
    manifestSrc: self,
    workerSrc: self,
    formAction: self,
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Not hono's `no-referrer`: over plain HTTP that sends `Origin: null`, and every form is refused.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Said by the policy above, or read by no browser any more; each would cost every answer a line.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
}

async function nothing(): Promise<void> {}
