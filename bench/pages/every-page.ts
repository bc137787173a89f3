import { locales } from '../../src/platform/i18n/locale.ts'
import { cutTexts, doubleText, stretchWords, unroll } from '../../tests/gallery/layout.ts'
import { startRound } from '../../tests/gallery/round.ts'
import { scenes } from '../../tests/gallery/scenes.ts'
import { axeFindings, overflow, smallTargets } from '../../tests/support/browser.ts'
import type { Bench } from './bench.ts'
import { noneOf, type Row } from './row.ts'

/** What must hold of every page; the suite asserts it too (tests/browser/every-page.test.ts). */
export async function* everyPage({ story, browser }: Bench): AsyncGenerator<Row> {
  const found = { axe: [], small: [], wide: [], cut: [], large: [] } as Record<string, string[]>
  const note = (kind: string, scene: string, some: readonly string[]) =>
    found[kind]?.push(...some.map((one) => `${scene}: ${one}`))
  const round = startRound(browser, story)
  for (const locale of locales) {
    for (const scene of scenes) {
      const page = await round.show(scene, locale)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        note(
          'axe',
          `${scene.name} ${locale} ${colorScheme}`,
          await axeFindings(page, colorScheme === 'light' ? 'everything' : 'colours'),
        )
      }
      note('small', scene.name, await smallTargets(page, 44))
      await page.setViewportSize({ width: 320, height: 844 })
      if ((await overflow(page)) > 0) note('wide', scene.name, ['scrolls sideways'])
      await doubleText(page)
      await unroll(page, 390)
      note('large', scene.name, await cutTexts(page))
      if (locale === 'en') {
        await round.show(scene, locale)
        await stretchWords(page)
        await unroll(page, 390)
        note('cut', scene.name, await cutTexts(page))
      }
      await page.setViewportSize({ width: 390, height: 844 })
    }
  }
  await round.close()
  const pages = `${scenes.length} pages × 3 languages`
  yield noneOf('axe, WCAG 2.2 A and AA', found['axe'] ?? [], `${pages} × 2 themes`)
  yield noneOf('Targets smaller than 44 px', found['small'] ?? [], pages)
  yield noneOf('Scrolls sideways at 320 px', found['wide'] ?? [], pages)
  yield noneOf('Cut with text at 200 %', found['large'] ?? [], pages)
  yield noneOf('Cut with words 40 % longer', found['cut'] ?? [], `${scenes.length} pages`)
}
