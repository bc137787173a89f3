import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Flow } from './flows.ts'
import type { Story } from './story.ts'

/** A way of using a page. */
export interface Hand {
  readonly browser: BrowserContextOptions
  readonly press: (page: Page, selector: string) => Promise<void>
}

const phone = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const

export const hands = {
  'by touch': {
    browser: { ...phone, hasTouch: true, isMobile: true },
    press: (page, selector) => page.locator(selector).first().tap(),
  },
  'by keyboard alone': { browser: phone, press: pressKeys },
  'without JavaScript': {
    browser: { ...phone, javaScriptEnabled: false },
    press: (page, selector) => page.locator(selector).first().click(),
  },
} as const satisfies Readonly<Record<string, Hand>>

/** Does what the flow says, with that hand. Throws when it is not done in the end; resolves with the page. */
export async function follow(flow: Flow, hand: Hand, browser: Browser, story: Story): Promise<Page> {
  const context = await browser.newContext({ ...hand.browser, baseURL: story.url, locale: 'en' })
  const token = story.tokens.get('researcher') ?? ''
  await context.addCookies([{ name: 'gongtai', value: token, url: story.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(flow.from(story))
  for (const selector of flow.presses) await hand.press(page, selector)
  await page.waitForSelector(flow.done)
  return page
}

/** Tab until it has the focus, then the key that presses it; a radio is reached with Tab and chosen with an arrow. */
async function pressKeys(page: Page, selector: string): Promise<void> {
  const isChoice = selector.includes('label')
  const wanted = isChoice ? selector.replace(/label.*$/, 'input') : selector
  await tabTo(page, wanted)
  if (isChoice) return page.keyboard.press('ArrowDown')
  if (selector.endsWith('summary')) return page.keyboard.press('Enter')
  // What is pressed next must be pressed on the page that this leads to.
  await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
  await page.waitForLoadState()
}

async function tabTo(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector)
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
  }
  throw new Error(`Tab does not reach ${selector}`)
}
