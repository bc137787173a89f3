import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { root } from '../../scripts/build-assets.ts'
import { locales, type Locale } from '../../src/platform/i18n/locale.ts'
import { openBrowser } from '../support/browser.ts'
import { contentsOf, type Picture } from './contents.ts'
import { startRound } from './round.ts'
import { stretchWords, unroll } from './layout.ts'
import type { Scene } from './scene.ts'
import { scenes } from './scenes.ts'
import { tellStory } from './story.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, lang: { type: 'string' } },
})
const wanted = values.only?.split(',') ?? null
const chosen = scenes.filter(({ name, route }) => wanted?.some((word) => name.includes(word) || route === word) ?? true)
if (chosen.length === 0) {
  console.error(`--only takes some of: ${scenes.map(({ name }) => name).join(' ')}`)
  process.exit(1)
}
const spoken = values.lang === undefined ? (values.quick ? (['en'] as const) : locales) : [values.lang as Locale]
const schemes = values.quick ? (['light'] as const) : (['light', 'dark'] as const)
const widths = [390, 1280] as const

const folder = join(root, '.build/gallery')
if (wanted === null) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const story = await tellStory()
const browser = await openBrowser()
const round = startRound(browser, story)
const pictures: Picture[] = []
for (const locale of spoken) for (const scene of chosen) pictures.push(...(await take(scene, locale)))
writeFileSync(join(folder, 'index.html'), contentsOf(pictures))
for (const complaint of [...round.complaints, ...story.log.map(({ what }) => what)]) console.error(complaint)
console.log(`${pictures.length} pictures: ${join(folder, 'index.html')}`)
await browser.close()
await story.close()
process.exit()

/** A scene in one language, in each theme and size; in English once more with longer words. */
async function take(scene: Scene, locale: Locale): Promise<Picture[]> {
  const page = await round.show(scene, locale)
  const taken: Picture[] = []
  for (const width of widths) for (const scheme of schemes) taken.push(await shoot(page, scene, locale, scheme, width))
  if (locale === 'en' && !values.quick) {
    await round.show(scene, locale)
    await stretchWords(page)
    for (const width of [320, ...widths]) taken.push(await shoot(page, scene, 'en-longer', 'light', width))
  }
  console.error(`${locale} ${scene.name}`)
  return taken
}

/** The window is as high as the page: what sticks to its lower edge lies below everything. */
async function shoot(page: Page, scene: Scene, words: string, scheme: Picture['scheme'], width: number) {
  await page.emulateMedia({ colorScheme: scheme })
  // No picture is higher.
  await unroll(page, width, 16_384)
  const file = [scene.name, words, scheme, width].join('.') + '.png'
  await page.screenshot({ path: join(folder, file) })
  return { file, scene: scene.name, route: scene.route, who: scene.who, words, scheme, width }
}
