import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { staticFiles } from '../../src/platform/node/static-files.ts'
import { openPark, type TestPark } from './open-park.ts'

/** A park of the test's own behind a real port, with its files: a browser may come, and the test sets the clock. */
export interface ServedPark {
  readonly park: TestPark
  readonly url: string
  readonly close: () => Promise<void>
}

export async function servePark(): Promise<ServedPark> {
  const park = await openPark()
  const files = staticFiles(join(import.meta.dirname, '../../public'))
  const server = serve({
    fetch: (request, env) => files(request) ?? park.app.fetch(request, env),
    hostname: '127.0.0.1',
    port: 0,
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await closed
    await park.close()
  }
  return { park, url: `http://127.0.0.1:${port}`, close }
}
