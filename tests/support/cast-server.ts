import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { castScript } from './cast-script.ts'
import { people } from './cast.ts'
import { axeFindings, openBrowser, overflow, smallTargets, visit, type VisitOptions } from './browser.ts'
import { handOn, type Hand, type Press } from './hands.ts'
import { openPark, type TestPark } from './open-park.ts'
import { mondayMorning, startServer } from './server-process.ts'

/** Who of the small park the demo's sign-in page names. */
export const manager = 'manager@park.example'
export const researcher = people.helixResearcher.email

/** A small park in a process of its own, with a browser before it. */
export interface CastServer {
  readonly park: TestPark
  readonly url: string
  readonly browser: Browser
  readonly enter: (email: string, options: VisitOptions, hand: Hand) => Promise<AtPage>
  readonly close: () => Promise<void>
}

/** Somebody at a page, with their hand. */
export interface AtPage {
  readonly page: Page
  readonly press: Press
  /** Nothing was complained of meanwhile. */
  readonly leave: () => Promise<void>
}

const script = `${castScript}
  UPDATE session SET expires_at = 32503680000;
  UPDATE person SET email = '${manager}' WHERE id = '${people.imagingManager.id}';`

/** `live` fills the park before it is served, by its own clock. The imaging facility's manager is the demo's. */
export async function serveCast(live: (park: TestPark) => Promise<void> = async () => {}): Promise<CastServer> {
  const park = await openPark({ script })
  await live(park)
  const server = await startServer({ file: park.file ?? '', startsAt: mondayMorning })
  const browser = await openBrowser()
  return {
    park,
    url: server.url,
    browser,
    enter: async (email, options, hand) => {
      const { page, context, complaints } = await visit(browser, server.url, email, options)
      const leave = async () => {
        expect(complaints).toEqual([])
        await context.close()
      }
      return { page, press: handOn(page, hand), leave }
    },
    close: async () => {
      await browser.close()
      await server.stop()
      await park.close()
    },
  }
}

/** axe finds nothing, the page is not wider than its window, and every target has a finger's width. */
export async function expectSound(page: Page): Promise<void> {
  const found = { axe: await axeFindings(page), over: await overflow(page), small: await smallTargets(page, 44) }
  expect([page.url(), found]).toEqual([page.url(), { axe: [], over: 0, small: [] }])
}
