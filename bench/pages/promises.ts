import { startRound } from '../../tests/gallery/round.ts'
import { again } from '../../tests/gallery/story.ts'
import { sceneOf, type Bench } from './bench.ts'
import { atLeast, atMost, noneOf, type Row } from './row.ts'

const instruments = 12

/** What a page says before the button, and what comes of it after. */
export async function* promises(bench: Bench): AsyncGenerator<Row> {
  const story = await again(bench.story)
  const round = startRound(bench.browser, story)
  const page = await round.show(sceneOf('lost'), 'en')
  const offered = page.locator('button.slot, button[name=slot]')
  yield atLeast('Alternatives of a refused request', await offered.count(), { goal: 3, never: 1 })
  await offered.first().click()
  await page.waitForURL('**/b/*')
  yield atMost('Taps to take one', 1, { goal: 1, never: 2, unit: 'taps' })
  const wrong: string[] = []
  let charged = 0
  await page.goto('/find?mine=1&kind=instrument')
  const paths = await page
    .locator('a.find-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('href') ?? ''))
  for (const path of paths.slice(0, instruments)) {
    await page.goto(path)
    if ((await page.locator('.bar button').count()) === 0) continue
    const shown = (await page.locator('.sum:visible strong').innerText()).trim()
    await page.click('.bar button')
    const total = await page.locator('.prices tfoot td').innerText()
    charged++
    if (amountOf(shown) !== amountOf(total)) wrong.push(`${path}: ${shown}, then ${total}`)
  }
  await round.close()
  await story.close()
  yield noneOf('Price shown ≠ price held on the booking', wrong, `${charged} bookings`)
}

function amountOf(text: string): string {
  return /[\d,]+\.\d\d/.exec(text)?.[0] ?? text
}
