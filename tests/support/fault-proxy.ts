import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What may happen to one HTTP request between the application and the database server. */
export type ProxyFault =
  | 'drop-request'
  | 'drop-reply'
  | 'duplicate'
  | 'late-reply'
  | 'bad-gateway'
  | 'truncated-json'
  | 'html-with-200'
  | 'too-many-requests'

export interface FaultProxy {
  readonly url: string
  /** The next requests meet these, one each; null lets one pass, and so do all later ones. */
  plan(...faults: (ProxyFault | null)[]): void
  /** How many requests came since the plan. */
  requests(): number
  close(): Promise<void>
}

/** A small HTTP proxy in front of a libSQL server that does to requests what networks do. */
export async function startFaultProxy(target: string, lateMs = 900): Promise<FaultProxy> {
  let planned: (ProxyFault | null)[] = []
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    answer(target, planned.shift() ?? null, lateMs, request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan: (...faultsToCome) => {
      planned = faultsToCome
      requests = 0
    },
    requests: () => requests,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(
  target: string,
  fault: ProxyFault | null,
  lateMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request)
  const pass = () => passOn(target, request, body)
  switch (fault) {
    case null:
      return send(response, await pass())
    case 'drop-request':
      return void response.destroy()
    case 'drop-reply':
      await pass()
      return void response.destroy()
    case 'duplicate':
      await pass()
      return send(response, await pass())
    case 'late-reply': {
      const reply = await pass()
      await new Promise((resolve) => setTimeout(resolve, lateMs))
      return send(response, reply)
    }
    case 'bad-gateway':
      return send(response, { status: 502, type: 'text/html', text: '<html><h1>502 Bad Gateway</h1></html>' })
    case 'truncated-json': {
      const reply = await pass()
      return send(response, { ...reply, text: reply.text.slice(0, reply.text.length >> 1) })
    }
    case 'html-with-200':
      return send(response, { status: 200, type: 'text/html', text: '<html>Sign in to the network</html>' })
    case 'too-many-requests':
      return send(response, { status: 429, type: 'text/plain', text: 'Too many requests' })
  }
}

interface Reply {
  readonly status: number
  readonly type: string
  readonly text: string
}

async function passOn(target: string, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const headers: Record<string, string> = {}
  for (const name of ['content-type', 'authorization']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  const method = request.method ?? 'GET'
  const reply = await fetch(target + (request.url ?? '/'), {
    method,
    headers,
    ...(body.length > 0 ? { body: body.toString() } : {}),
  })
  return { status: reply.status, type: reply.headers.get('content-type') ?? 'text/plain', text: await reply.text() }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function send(response: ServerResponse, { status, type, text }: Reply): void {
  response.writeHead(status, { 'content-type': type })
  response.end(text)
}
