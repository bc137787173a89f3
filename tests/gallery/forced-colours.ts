import type { Page } from 'playwright-core'

/**
 * What is lost where a person's own few colours are forced upon a page: text on its own colour, a control without an
 * edge, and a chosen thing that has only its colour to tell it from the others. axe reads colours that are not drawn.
 */
export async function lostInForcedColours(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' })
  const lost = await page.evaluate(() => {
    return [...faintTexts(), ...edgeless(), ...alike()]

    function faintTexts(): string[] {
      const found = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement
        const text = walker.currentNode.nodeValue?.trim() ?? ''
        if (!holder?.checkVisibility() || text === '' || holder.closest('button:disabled, option, .unseen')) continue
        if (contrast(lightOf(getComputedStyle(holder).color), lightBehind(holder)) < 4.5)
          found.push(`faint: ${text.slice(0, 60)}`)
      }
      return found
    }

    function edgeless(): string[] {
      const controls = 'button:not(.plain), .button, .chip, label.slot, select, textarea, input'
      return [...document.querySelectorAll<HTMLElement>(`:is(${controls}):not([type=hidden], .slot input)`)]
        .filter((control) => control.checkVisibility() && !control.matches('[type=radio], [type=checkbox]'))
        .filter((control) => parseFloat(getComputedStyle(control).borderTopWidth) === 0)
        .map((control) => `without an edge: ${control.outerHTML.slice(0, 80)}`)
    }

    function alike(): string[] {
      const chosen = document.querySelectorAll<HTMLElement>('[aria-current], label.slot:has(:checked)')
      return [...chosen].flatMap((one) => {
        const all = one.closest('nav, ul, ol, fieldset, form, main')?.querySelectorAll<HTMLElement>(one.localName) ?? []
        const other = [...all].find((some) => !some.matches('[aria-current], :has(:checked)'))
        return other && shapeOf(other) === shapeOf(one) ? [`like any other: ${one.outerHTML.slice(0, 80)}`] : []
      })
    }

    function shapeOf(element: HTMLElement): string {
      const { outlineStyle, borderWidth, textDecorationLine, fontWeight } = getComputedStyle(element)
      return [outlineStyle, borderWidth, textDecorationLine, fontWeight].join()
    }

    function lightBehind(element: Element): number {
      for (let around: Element | null = element; around !== null; around = around.parentElement) {
        const { backgroundColor } = getComputedStyle(around)
        if (!backgroundColor.endsWith(', 0)')) return lightOf(backgroundColor)
      }
      return 1
    }

    function lightOf(colour: string): number {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const share = Number(part) / 255
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    function contrast(one: number, other: number): number {
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    }
  })
  await page.emulateMedia({ forcedColors: 'none' })
  return lost
}
