import { gzipSync } from 'node:zlib'

/** The same answer, smaller on the wire where it is a page or a table and the browser can read it. */
export async function gzipPages(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? ''
  if (!/^text\/(html|csv)/.test(type) || response.headers.has('content-encoding')) return response
  if (!(request.headers.get('accept-encoding') ?? '').includes('gzip')) return response
  const text = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.append('vary', 'accept-encoding')
  if (text.byteLength < worthwhileBytes) return new Response(text, { status: response.status, headers })
  headers.set('content-encoding', 'gzip')
  return new Response(new Uint8Array(gzipSync(text, { level: 5 })), { status: response.status, headers })
}

const worthwhileBytes = 860
