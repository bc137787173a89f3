import type { Locator, Page } from 'playwright-core'

/** A person at a page, whose every tap is counted: links, buttons, choices, and summaries alike. */
export interface Fingers {
  readonly tap: (target: string | Locator) => Promise<void>
  readonly count: () => number
}

/**
 * Counts taps on a page. By keyboard a tap is the key that a person would press, once Tab has led to the target: Space
 * for a choice, Enter for anything else.
 */
export function fingersOn(page: Page, by: 'touch' | 'keyboard' = 'touch'): Fingers {
  let taps = 0
  return {
    tap: async (target) => {
      taps++
      const found = (typeof target === 'string' ? page.locator(target) : target).first()
      const type = await found.getAttribute('type')
      const isRadio = type === 'radio'
      // A finger lands on the words of a choice: its circle is not drawn.
      if (by === 'touch') return (isRadio ? found.locator('xpath=ancestor::label') : found).click()
      await tabTo(page, found)
      await page.keyboard.press(isRadio || type === 'checkbox' ? 'Space' : 'Enter')
    },
    count: () => taps,
  }
}

/** Tab, until the target has the focus; among radios the arrow keys choose. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isRadio = (await target.getAttribute('type')) === 'radio'
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((node) => document.activeElement === node)) return
    if (!isRadio) continue
    const inGroup = await target.evaluate(
      (node: HTMLInputElement) =>
        document.activeElement instanceof HTMLInputElement && document.activeElement.name === node.name,
    )
    if (inGroup) return arrowTo(page, target)
  }
  throw new Error(`Tab does not reach ${target.toString()}`)
}

async function arrowTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.isChecked()) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no arrow reaches ${target.toString()}`)
}
