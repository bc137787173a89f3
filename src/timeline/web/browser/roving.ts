import { wallMinute } from '../../drag.ts'

/** One stop for Tab in all of the board; arrow keys go on from there. */
export function makeRoving(board: Element): void {
  const links = board.querySelectorAll<HTMLElement>('.lane a')
  const block = board.querySelector('.lane .b') ?? links[0]
  for (const link of links) link.tabIndex = link === block ? 0 : -1
}

/** Where a key leads from a link of the board; null where it means nothing here. */
export function linkFrom(link: HTMLElement, key: string): HTMLElement | null {
  const lane = link.closest('.lane')
  if (lane === null) return null
  const row = linksOf(lane)
  const at = row.indexOf(link)
  switch (key) {
    case 'ArrowLeft':
      return row[at - 1] ?? null
    case 'ArrowRight':
      return row[at + 1] ?? null
    case 'Home':
      return row[0] ?? null
    case 'End':
      return row.at(-1) ?? null
    case 'ArrowUp':
      return beside(link, lane.previousElementSibling)
    case 'ArrowDown':
      return beside(link, lane.nextElementSibling)
    default:
      return null
  }
}

/** Gives the link the focus, and makes it the one that Tab comes back to. */
export function rove(board: Element, link: HTMLElement): void {
  for (const stop of board.querySelectorAll<HTMLElement>('.lane a[tabindex="0"]')) stop.tabIndex = -1
  link.tabIndex = 0
  link.focus()
}

/** What stands above or below: the same place in the head, or the block that begins nearest. */
function beside(link: HTMLElement, lane: Element | null): HTMLElement | null {
  if (lane === null) return null
  const row = linksOf(lane)
  const blocks = row.filter((one) => one.classList.contains('b'))
  if (!link.classList.contains('b') || blocks.length === 0) {
    const place = ['what', 'shuts'].find((name) => link.classList.contains(name)) ?? 'what'
    return row.find((one) => one.classList.contains(place)) ?? null
  }
  const start = startOf(link)
  const near = (one: HTMLElement) => Math.abs(startOf(one) - start)
  return blocks.reduce((best, one) => (near(one) < near(best) ? one : best))
}

function linksOf(lane: Element): HTMLElement[] {
  return [...lane.querySelectorAll<HTMLElement>('a')]
}

function startOf(block: Element): number {
  return wallMinute(block.querySelector('time')?.getAttribute('datetime') ?? '')
}
