import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Answers for the files of a folder, as they were when the process began; null for any other path. */
export function staticFiles(folder: string): (request: Request) => Promise<Response> | null {
  const held = new Map<string, Promise<Held> | null>(listed(folder).map((path) => [path, null]))
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const path = new URL(request.url).pathname
    const known = held.get(path)
    if (known === undefined) return null
    const file = known ?? hold(join(folder, path))
    held.set(path, file)
    return answer(request, path, file)
  }
}

interface Held {
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer> | null
}

function listed(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('_'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
}

async function hold(path: string): Promise<Held> {
  const plain = new Uint8Array(await readFile(path))
  const gzipped = compressible.has(extname(path)) ? new Uint8Array(gzipSync(plain)) : null
  return { plain, gzipped }
}

async function answer(request: Request, path: string, file: Promise<Held>): Promise<Response> {
  const { plain, gzipped } = await file
  const gzip = gzipped !== null && (request.headers.get('accept-encoding') ?? '').includes('gzip')
  const body = gzip ? gzipped : plain
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cache-control': cachingOf(path),
    'content-length': String(body.byteLength),
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Opened as a page of its own a file does nothing; a service worker is bound by what its own answer says.
    ...(path === '/sw.js' ? {} : { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }),
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  }
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

// As in public/_headers, which says it to Workers.
function cachingOf(path: string): string {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  if (path.startsWith('/icons/')) return 'public, max-age=86400'
  return 'no-cache'
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

const compressible = new Set(['.css', '.js', '.json', '.svg', '.txt', '.webmanifest'])
