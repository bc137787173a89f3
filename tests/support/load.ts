import type { Page } from 'playwright-core'

/** What a page took to draw: bytes as they come over the wire, without headers. */
export interface Load {
  readonly bytes: number
  /** Of which scripts are. */
  readonly scripts: number
  readonly requests: number
  /** Requests to other hosts. */
  readonly foreign: number
  readonly fonts: number
}

/** The load of the page that stands in the window, as its browser counted it; what lay in the cache counts as well. */
export function loadOf(page: Page): Promise<Load> {
  return page.evaluate(() => {
    const entries = performance
      .getEntries()
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
    const bytesOf = (some: PerformanceResourceTiming[]) => some.reduce((sum, one) => sum + one.encodedBodySize, 0)
    return {
      bytes: bytesOf(entries),
      scripts: bytesOf(entries.filter(({ name }) => /\.js(\?|$)/.test(name))),
      requests: entries.length,
      foreign: entries.filter(({ name }) => !name.startsWith(location.origin + '/')).length,
      fonts: entries.filter(({ name }) => /\.(woff2?|ttf|otf)(\?|$)/.test(name)).length,
    }
  })
}
