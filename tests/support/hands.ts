import type { Locator, Page } from 'playwright-core'
import type { VisitOptions } from './browser.ts'
import { fingersOn } from './taps.ts'

export type Hand = 'mouse' | 'touch' | 'keyboard'

type Way = readonly [name: string, options: VisitOptions, hand: Hand]

/** Each size with each hand, and once without JavaScript. */
export const everyHand: readonly Way[] = [
  ['with a finger at 390×844', { width: 390, height: 844, touch: true }, 'touch'],
  ['with a mouse at 390×844', { width: 390, height: 844 }, 'mouse'],
  ['by keyboard at 390×844', { width: 390, height: 844 }, 'keyboard'],
  ['with a finger at 1280×800', { width: 1280, height: 800, touch: true }, 'touch'],
  ['with a mouse at 1280×800', { width: 1280, height: 800 }, 'mouse'],
  ['by keyboard at 1280×800', { width: 1280, height: 800 }, 'keyboard'],
  ['without JavaScript at 390×844', { width: 390, height: 844, javaScript: false }, 'mouse'],
]

/** Both sizes and all hands, each once: for what is a form and nothing else. */
export const eachHandOnce: readonly Way[] = everyHand.filter(
  ([, { width, javaScript = true }, hand]) => (width === 390) === (hand === 'touch' || !javaScript),
)

/** Presses what a page shows, as that hand does. */
export type Press = (target: string | Locator) => Promise<void>

export function handOn(page: Page, hand: Hand): Press {
  if (hand === 'keyboard') return fingersOn(page, 'keyboard').tap
  return async (target) => {
    const found = (typeof target === 'string' ? page.locator(target) : target).first()
    // A finger lands on the words of a choice: its circle is not drawn.
    const isRadio = (await found.getAttribute('type')) === 'radio'
    const pressed = isRadio ? found.locator('xpath=ancestor::label') : found
    await (hand === 'touch' ? pressed.tap() : pressed.click())
  }
}
