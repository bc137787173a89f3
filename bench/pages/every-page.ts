import { locales } from '../../src/platform/i18n/locale.ts'
import { demands, lookAround, type Demand } from '../../tests/gallery/every-page.ts'
import { startRound } from '../../tests/gallery/round.ts'
import { scenes } from '../../tests/gallery/scenes.ts'
import { again } from '../../tests/gallery/story.ts'
import { axeScript } from '../../tests/support/browser.ts'
import type { Bench } from './bench.ts'
import { noneOf, type Row } from './row.ts'

/** What must hold of every page; the suite asserts it too (tests/browser/every-page.test.ts). */
export async function* everyPage({ story, browser }: Bench): AsyncGenerator<Row> {
  const other = await again(story)
  const rounds = [story, other].map((one) => startRound(browser, one, { script: axeScript }))
  const found = []
  for (const locale of locales) found.push(await lookAround(rounds, locale, true))
  for (const round of rounds) await round.close()
  await other.close()
  for (const [demand, words] of Object.entries(demands))
    yield noneOf(
      `Every page: ${words}`,
      found.flatMap((one) => one[demand as Demand]),
      `${scenes.length} pages`,
    )
}
