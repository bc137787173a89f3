import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Locale } from '../../src/platform/i18n/locale.ts'
import type { ActorName } from './actors.ts'
import type { Scene, Sent } from './scene.ts'
import type { Story } from './story.ts'

/** Goes from scene to scene: one browser window for each person and language, whatever the theme and the size. */
export interface Round {
  /** Draws a scene; resolves when it stands. Throws when the house answers otherwise than the scene says. */
  readonly show: (scene: Scene, locale: Locale) => Promise<Page>
  /** What the pages' own policy stopped, and errors of their scripts. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export interface RoundOptions {
  /** What every page carries beside its own scripts. */
  readonly script?: string
  readonly javaScript?: boolean
}

export function startRound(browser: Browser, story: Story, options: RoundOptions = {}): Round {
  let pages = new Map<ActorName, Promise<Page>>()
  const complaints: string[] = []
  let spoken: Locale | null = null
  const pageOf = (who: ActorName, locale: Locale) => {
    const page = pages.get(who) ?? openPage(browser, story, { who, locale }, options, complaints)
    pages.set(who, page)
    return page
  }
  const close = async () => {
    for (const page of pages.values()) await (await page).context().close()
    pages = new Map()
  }
  return {
    complaints,
    show: async (scene, locale) => {
      if (spoken !== locale) {
        await close()
        await story.script(`UPDATE person SET locale = '${locale}'`)
      }
      spoken = locale
      const page = await pageOf(scene.who, locale)
      await arrive(page, story, scene)
      return page
    },
    close,
  }
}

async function openPage(
  browser: Browser,
  story: Story,
  { who, locale }: { readonly who: ActorName; readonly locale: Locale },
  { script, javaScript = true }: RoundOptions,
  complaints: string[],
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL: story.url,
    locale,
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: javaScript,
    // What it keeps of pages would stand between a scene and the house.
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  })
  const token = story.tokens.get(who)
  if (token !== undefined) await context.addCookies([{ name: 'gongtai', value: token, url: story.url }])
  if (who === 'knocking')
    await context.addCookies([{ name: 'gongtai-attempt', value: story.at('attempt'), url: story.url }])
  if (script !== undefined) await context.addInitScript(script)
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${String(error)}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`)
  })
  return page
}

async function arrive(page: Page, story: Story, { name, path, send, undo, status = 200, trouble }: Scene) {
  const sent = send?.(story)
  story.trouble.kind = trouble ?? null
  try {
    let answer = await page.goto(path(story))
    if (sent !== undefined) {
      const answered = page.waitForNavigation()
      await page.evaluate(submit, sent)
      answer = await answered
    }
    if (answer?.status() !== status) throw new Error(`${name} is answered with ${answer?.status()}, not ${status}`)
  } finally {
    story.trouble.kind = null
    if (undo !== undefined) await story.script(undo)
  }
}

/** In the page: a form with these fields, sent at once. */
function submit({ to, fields, file }: Sent): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = to
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name, value })
    form.append(field)
  }
  if (file !== undefined) {
    const chosen = new DataTransfer()
    chosen.items.add(new File([file.text], file.name, { type: 'text/csv' }))
    const field = document.createElement('input')
    Object.assign(field, { type: 'file', name: 'file' })
    field.files = chosen.files
    form.enctype = 'multipart/form-data'
    form.append(field)
  }
  document.body.append(form)
  form.submit()
}
