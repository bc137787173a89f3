import type { Page } from 'playwright-core'

/** Gives the page a window in which all of it stands at once, so that what lies over what can be asked for. */
export async function unroll(page: Page, width: number, most = 100_000): Promise<void> {
  await page.setViewportSize({ width, height: 844 })
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.min(height, most) })
}

/**
 * Texts that can't be read whole, in a page that is unrolled: cut off by a box, beyond the window, or under something
 * else. What lies in a box that scrolls sideways can be reached, and is not cut. A lane of the timeline is a picture of
 * its list: a block is as wide as its time, and its link's name says all of it.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      const holder = node.parentElement
      if (!holder || !node.nodeValue?.trim() || holder.closest('.unseen, .skip, .lane, option, script')) continue
      if (!holder.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        const why = box.width < 1 ? null : whyCut(holder, box)
        if (why !== null) found.push(`${why}: ${node.nodeValue.trim().slice(0, 60)}`)
      }
    }
    return found

    function whyCut(holder: Element, box: DOMRect): string | null {
      for (let around: Element | null = holder; around !== null; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around)
        if (/auto|scroll/.test(overflowX)) return null
        const edge = around.getBoundingClientRect()
        const beyond = box.left < edge.left - 1 || box.right > edge.right + 1
        if (overflowX !== 'visible' && around !== document.body && beyond) return `cut by ${around.className}`
        if (overflowY !== 'visible' && box.bottom > edge.bottom + 1) return `cut below by ${around.className}`
      }
      if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) return 'beyond the window'
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      if (top === null || top.contains(holder) || holder.contains(top)) return null
      return `under ${top.tagName} ${top.className}`
    }
  })
}

/**
 * Makes every word of the page four tenths longer, as a language of longer words would: `Confirm` becomes
 * `ConfirmCon`. It takes names too, which the pages' words are not: harder than it need be, and never easier.
 */
export async function stretchWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const longer = (text: string) =>
      text.replaceAll(/\p{L}+/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)))
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (node.parentElement?.closest('script, textarea')) continue
      node.nodeValue = longer(node.nodeValue ?? '')
    }
    for (const field of document.querySelectorAll('[placeholder]'))
      field.setAttribute('placeholder', longer(field.getAttribute('placeholder') ?? ''))
  })
}

/** Text of the reader's own choice, twice as large. */
export async function doubleText(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
}

/** Text as large as ever again. */
export async function singleText(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
}

/** What a script is to uncover, and is to be seen all the same. */
export function hiddenInSight(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[hidden]')]
      .filter((element) => element.checkVisibility())
      .map((element) => element.outerHTML.slice(0, 120)),
  )
}

/** What still moves although the reader asked for stillness. */
export function movingElements(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element)
        return /[1-9]/.test(transitionDuration + animationDuration)
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  )
}
