import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '../../src/platform/i18n/locale.ts'
import { demands, lookAround, type Demand, type Findings } from '../gallery/every-page.ts'
import { startRound, type Round } from '../gallery/round.ts'
import { again, tellStory, type Story } from '../gallery/story.ts'
import { axeScript, openBrowser } from '../support/browser.ts'

let stories: Story[]
let browser: Browser
let rounds: Round[]

beforeAll(async () => {
  const told = await tellStory()
  stories = [told, await again(told)]
  browser = await openBrowser()
  rounds = stories.map((story) => startRound(browser, story, { script: axeScript }))
}, 300_000)

afterAll(async () => {
  await browser?.close()
  for (const story of stories ?? []) await story.close()
})

describe.each(locales)('every page in %s', (locale) => {
  let found: Findings

  beforeAll(async () => {
    found = await lookAround(rounds, locale)
  }, 600_000)

  test.each(Object.entries(demands))('%s: %s', (demand) => {
    expect(found[demand as Demand]).toEqual([])
  })
})

test('no page’s policy stops anything, and no script fails', () => {
  expect(rounds.flatMap(({ complaints }) => complaints)).toEqual([])
})
