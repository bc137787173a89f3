import { dragged, isSame, minuteAt, swept, wallMinute, type Grid, type Grip, type Stretch } from '../../drag.ts'

/** What a finger or a mouse has taken hold of. */
export interface Lift {
  readonly lane: HTMLElement
  /** Null where free time is dragged over. */
  readonly block: HTMLElement | null
  /** The block, or the free time's track. */
  readonly holder: HTMLElement
  readonly grip: Grip
  /** What the block holds now; of free time the minute that was touched. */
  readonly stretch: Stretch
  readonly held: number
}

/** The grid of a board, as its markup says it. */
export function gridOf(board: HTMLElement): Grid {
  const { date = '', days = '1', from = '0', hours = '24' } = board.dataset
  return { start: wallMinute(`${date}T00:00`), days: Number(days), fromHour: Number(from), hours: Number(hours) }
}

/** The minute under a pointer. */
export function minuteUnder(track: Element, clientX: number, grid: Grid): number {
  const { left, width } = track.getBoundingClientRect()
  return minuteAt((clientX - left) / width, grid)
}

/** What lies under a pointer, if it can be dragged. An edge is as wide as what points at it. */
export function liftAt({ target, clientX, pointerType }: PointerEvent, grid: Grid): Lift | null {
  if (!(target instanceof Element)) return null
  const lane = target.closest<HTMLElement>('.lane')
  const track = target.closest<HTMLElement>('.track')
  if (lane === null || track === null) return null
  const held = minuteUnder(track, clientX, grid)
  const block = target.closest<HTMLElement>('.b')
  if (block === null) return { lane, block, holder: track, grip: 'until', stretch: { from: held, until: held }, held }
  if (!block.classList.contains('mv')) return null
  const stretch = stretchOf(block)
  if (stretch === null) return null
  const grip = gripAt(block, clientX, pointerType === 'touch' ? 18 : 8)
  const keepsStart = block.classList.contains('in-use')
  return keepsStart && grip !== 'until' ? null : { lane, block, holder: block, grip, stretch, held }
}

/** What becomes of it where the pointer is now. */
export function liftedTo({ block, grip, stretch, held, lane }: Lift, at: number): Stretch {
  const step = Number(lane.dataset['step'] ?? '5')
  return block === null ? swept(held, at, step) : dragged(stretch, grip, { at, held, step })
}

export function isMoved({ block, stretch, lane }: Lift, to: Stretch, onto: Element): boolean {
  return block === null || !isSame(stretch, to) || onto !== lane
}

function gripAt(block: Element, clientX: number, edge: number): Grip {
  const { left, right, width } = block.getBoundingClientRect()
  const reach = Math.min(edge, width / 3)
  if (clientX - left < reach) return 'from'
  return right - clientX < reach ? 'until' : 'whole'
}

/** The times that a block itself says. */
export function stretchOf(block: Element): Stretch | null {
  const [from, until] = [...block.querySelectorAll('time')].map((time) => wallMinute(time.dateTime))
  return from === undefined || until === undefined ? null : { from, until }
}
