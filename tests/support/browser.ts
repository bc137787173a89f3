import chromiumPack from '@sparticuz/chromium'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { Locale } from '../../src/platform/i18n/locale.ts'

/** Chromium out of the npm package: nothing has to be installed on the machine. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const args = [...quiet, ...more]
  const executablePath = await chromiumPack.executablePath()
  // Whoever works in the park has its time on their phone.
  return chromium.launch({ executablePath, headless: true, args, env: { ...process.env, TZ: 'Asia/Shanghai' } })
}

// As root there is no sandbox; the rest keeps it from calling anybody.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface VisitOptions {
  /** False for a first visit, which no service worker answers. */
  readonly serviceWorker?: boolean
  readonly locale?: Locale
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  readonly javaScript?: boolean
  /** A finger instead of a mouse. */
  readonly touch?: boolean
  /** The time zone of their phone; the park's, unless it is said. */
  readonly zone?: string
}

/** Somebody signed in, by one click on the demo's sign-in page. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page's own policy stopped, and errors of its scripts. */
  readonly complaints: string[]
}

export async function visit(browser: Browser, url: string, email: string, options: VisitOptions = {}): Promise<Visit> {
  const {
    locale = 'en',
    scheme = 'light',
    width = 390,
    height = 844,
    javaScript = true,
    serviceWorker = true,
    touch = false,
    zone,
  } = options
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: scheme,
    javaScriptEnabled: javaScript,
    hasTouch: touch,
    ...(zone === undefined ? {} : { timezoneId: zone }),
    serviceWorkers: serviceWorker ? 'allow' : 'block',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text())
  })
  await page.goto('/login')
  await page.click(`button[value="${email}"]`)
  await page.click(`footer button[value="${locale}"]`)
  return { page, context, complaints }
}

/** What a page has to carry to be asked by axe: sent along with a page, it need not be sent after it each time. */
export const axeScript = axe.source

/**
 * What axe finds against WCAG 2.2 A and AA, and its best practices: empty when all is well. `colours` asks only what
 * depends on the theme: the rest of a page is the same by night as by day.
 */
export async function axeFindings(page: Page, asks: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeScript)
  const rules = ['color-contrast', 'link-in-text-block']
  return page.evaluate(
    async (only) => {
      const options = {
        resultTypes: ['violations' as const],
        ...(only && { runOnly: { type: 'rule' as const, values: only } }),
      }
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options)
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
      )
    },
    asks === 'colours' ? rules : null,
  )
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/**
 * Links and controls that are less than so many pixels high or wide, anywhere on the page. A link inside running text
 * need only be as high as a line, and a block of the timeline is as wide as its time.
 */
export function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((pixels) => {
    const fields = 'select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])'
    const targets = document.querySelectorAll<HTMLElement>(
      `a:not(.skip, .b), button, summary, label:has(input), ${fields}`,
    )
    return [...targets]
      .filter((target) => target.checkVisibility())
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ target, box }) => {
        const isInText = target.matches(':is(p:not(.beside, .actions), dd, h1) a:not(.button)')
        return isInText ? box.height < 24 : box.height < pixels || box.width < pixels
      })
      .map(({ target, box }) => `${target.outerHTML.slice(0, 120)} ${box.width}×${box.height}`)
  }, least)
}
