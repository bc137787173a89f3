import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flows } from '../gallery/flows.ts'
import { follow, hands } from '../gallery/hands.ts'
import { again, tellStory, type Story } from '../gallery/story.ts'
import { openBrowser } from '../support/browser.ts'

let told: Story
let browser: Browser

beforeAll(async () => {
  told = await tellStory()
  browser = await openBrowser()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await told?.close()
})

test.each(flows)('$name takes no more taps than we want', ({ presses, taps }) => {
  expect(presses.length).toBeLessThanOrEqual(taps.goal)
})

describe.each(Object.entries(hands))('%s', (_, hand) => {
  let story: Story
  beforeAll(async () => {
    story = await again(told)
  })
  afterAll(() => story.close())

  test.each(flows)('$name', async (flow) => {
    const page = await follow(flow, hand, browser, story)
    await page.context().close()
    expect(story.log).toEqual([])
  })
})
