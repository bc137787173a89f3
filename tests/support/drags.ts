import type { Locator, Page } from 'playwright-core'

/** Takes hold of a block at a part of its width (beyond 1: of the free time after it), and drags for so long. */
export async function drag(
  page: Page,
  hand: 'mouse' | 'touch',
  block: Locator,
  way: { grip: number; minutes: number },
) {
  const { grip, minutes } = way
  await block.evaluate((node) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    node.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  })
  const box = await block.boundingBox()
  if (box === null) throw new Error('the block is not drawn')
  const hour = await page.evaluate(() => {
    const board = document.querySelector<HTMLElement>('.board')
    const track = document.querySelector('.track')
    return (track?.getBoundingClientRect().width ?? 0) / Number(board?.dataset['hours'])
  })
  const x = box.x + box.width * grip
  const y = box.y + box.height / 2
  const to = x + (hour * minutes) / 60
  await (hand === 'mouse' ? dragByMouse(page, { x, y, to }) : dragByFinger(page, { x, y, to }))
}

interface Way {
  readonly x: number
  readonly y: number
  readonly to: number
}

async function dragByMouse(page: Page, { x, y, to }: Way): Promise<void> {
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(to, y, { steps: 6 })
  await page.mouse.up()
}

/** A finger rests first: until then it would scroll. */
async function dragByFinger(page: Page, { x, y, to }: Way): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at, y }] })
  await touch('touchStart', x)
  await page.waitForSelector('.ghost')
  for (let step = 1; step <= 6; step++) await touch('touchMove', x + ((to - x) * step) / 6)
  // Moves of a finger come with the next picture; a real one is lifted later than that.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await touch('touchEnd')
  await session.detach()
}
