import type { CastPerson } from './cast.ts'
import type { TestPark } from './open-park.ts'

/** A person at a browser without JavaScript. */
export interface Visitor {
  /** The page at an address, whatever its status. */
  readonly open: (path: string) => Promise<Page>
  /** What a form answers. */
  readonly send: (path: string, fields: Readonly<Record<string, string>>) => Promise<Page>
}

export interface Page {
  readonly status: number
  readonly html: string
  /** Where it leads on to; empty when it does not. */
  readonly location: string
}

export function visitor(park: TestPark, who: CastPerson): Visitor {
  return {
    open: async (path) => pageOf(await park.call(who, 'GET', path)),
    send: async (path, fields) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return pageOf(await park.call(who, 'POST', path, new URLSearchParams(fields).toString(), headers))
    },
  }
}

async function pageOf(response: Response): Promise<Page> {
  const { status, headers } = response
  return { status, html: await response.text(), location: headers.get('location') ?? '' }
}
