import { lookup, type LookupAddress } from 'node:dns'
import { request, type RequestOptions } from 'node:https'
import { Readable } from 'node:stream'
import { isPublicAddress } from './public-address.ts'

/**
 * As `fetch`, for an https address that somebody typed. The name is looked up once, and the very address that was found
 * to be public is connected to: a name that leads elsewhere a moment later changes nothing. It follows no redirect.
 */
export async function fetchAbroad(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
  const asked = new Request(input, { ...init, redirect: 'manual' })
  const headers = Object.fromEntries(asked.headers)
  const options = { method: asked.method, headers, signal: asked.signal, lookup: publicLookup, agent: false } as const
  return new Promise((resolve, reject) => {
    const asking = request(new URL(asked.url), options, (answer) => {
      const { statusCode: status = 0, headers: told } = answer
      const bodiless = status === 204 || status === 304 || status < 200
      const kept = Object.entries(told).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' ? [[name, value]] : [],
      )
      if (bodiless) answer.resume()
      const body = bodiless ? null : (Readable.toWeb(answer) as unknown as ReadableStream)
      resolve(new Response(body, { status: Math.max(status, 200), headers: kept }))
    })
    asking.on('error', reject)
    asking.end()
  })
}

const publicLookup: NonNullable<RequestOptions['lookup']> = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const open: LookupAddress[] = error ? [] : found.filter(({ address }) => isPublicAddress(address))
    const [first] = open
    if (!first) done(error ?? new Error('the name leads to no public address'), '', 0)
    else if (options.all) done(null, open)
    else done(null, first.address, first.family)
  })
}
