import type { Page } from 'playwright-core'
import type { Locale } from '../../src/platform/i18n/locale.ts'
import { axeFindings, overflow, smallTargets } from '../support/browser.ts'
import { lostInForcedColours } from './forced-colours.ts'
import { cutTexts, doubleText, hiddenInSight, movingElements, singleText, stretchWords, unroll } from './layout.ts'
import type { Round } from './round.ts'
import { scenes } from './scenes.ts'

/** What is asked of every page, and what is wrong where it is not so. */
export const demands = {
  axe: 'axe, WCAG 2.2 A and AA, by day and by night',
  tongue: 'in another language than the reader’s',
  small: 'targets smaller than 44 px',
  moving: 'what moves although stillness was asked for',
  wide: 'scrolls sideways at 390 or 320 px',
  large: 'cut with text at 200 %, at 390 or 320 px',
  longer: 'cut with words four tenths longer, at 320, 390 or 1280 px',
  hidden: 'shown although it is hidden',
  forced: 'lost in a person’s own few colours',
} as const

export type Demand = keyof typeof demands
export type Findings = Readonly<Record<Demand, string[]>>
type Note = (demand: Demand, some: readonly string[]) => void

const phone = { width: 390, height: 844 }

/**
 * Looks at every scene in one language. Rounds share them: two, each in a park of its own, are quicker than one. When
 * `whole`, each language is asked also what was asked in another and can hardly differ.
 */
export async function lookAround(rounds: readonly Round[], locale: Locale, whole = false): Promise<Findings> {
  const found = Object.fromEntries(Object.keys(demands).map((demand) => [demand, [] as string[]])) as Findings
  const left = scenes.values()
  const walk = async (round: Round) => {
    for (const scene of left) {
      const note: Note = (demand, some) => found[demand].push(...some.map((one) => `${scene.name}, ${locale}: ${one}`))
      await look(await round.show(scene, locale), locale, note, whole)
    }
  }
  await Promise.all(rounds.map(walk))
  return found
}

/** A page is loaded once: what changes its words comes last. */
async function look(page: Page, locale: Locale, note: Note, whole: boolean): Promise<void> {
  await lookWithAxe(page, locale, note, whole)
  const spoken = await page.getAttribute('html', 'lang')
  note('tongue', spoken === locale ? [] : [String(spoken)])
  note('small', await smallTargets(page, 44))
  note('moving', await movingElements(page))
  note('hidden', await hiddenInSight(page))
  note('wide', await wideAt(page, 390))
  note('wide', await wideAt(page, 320))
  await doubleText(page)
  note('large', await cutAt(page, 320))
  // What Chinese words have room for at 320 px, they have at 390; English ones break elsewhere.
  if (whole || locale === 'en') note('large', await cutAt(page, 390))
  await singleText(page)
  if (locale === 'en') await lookCloser(page, note)
  await page.setViewportSize(phone)
}

/**
 * Everything is asked in each language, and the colours by day and by night: what a theme changes is the same in every
 * language, so that simplified Chinese is asked by night and traditional Chinese by day.
 */
async function lookWithAxe(page: Page, locale: Locale, note: Note, whole: boolean): Promise<void> {
  if (whole || locale !== 'zh-Hans') note('axe', await axeFindings(page))
  if (!whole && locale === 'zh-Hant') return
  await page.emulateMedia({ colorScheme: 'dark' })
  const found = await axeFindings(page, whole || locale === 'en' ? 'colours' : 'everything')
  note(
    'axe',
    found.map((finding) => `by night, ${finding}`),
  )
  await page.emulateMedia({ colorScheme: 'light' })
}

/** What depends on no language is asked in one; and English words are the ones that are made longer. */
async function lookCloser(page: Page, note: Note): Promise<void> {
  note('forced', await lostInForcedColours(page))
  await stretchWords(page)
  for (const width of [320, 390, 1280]) note('longer', await cutAt(page, width))
}

async function wideAt(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ ...phone, width })
  const pixels = await overflow(page)
  return pixels === 0 ? [] : [`${pixels} px wider than ${width}`]
}

async function cutAt(page: Page, width: number): Promise<string[]> {
  await unroll(page, width)
  return (await cutTexts(page)).map((text) => `at ${width}, ${text}`)
}
