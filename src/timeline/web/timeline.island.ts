import { wallMinute, wallText, type Grid, type Stretch } from '../drag.ts'
import { Ghost } from './browser/ghost.ts'
import { gridOf, isMoved, liftAt, liftedTo, minuteUnder, type Lift } from './browser/lift.ts'
import { linkFrom, makeRoving, rove } from './browser/roving.ts'
import { SheetDialog } from './browser/sheet-dialog.ts'

const holdMs = 350
const slackPx = 5

interface Drag {
  readonly lift: Lift
  readonly pointerId: number
  readonly x: number
  readonly y: number
  ghost: Ghost | null
  to: Stretch
  onto: HTMLElement
}

/** Dragging and arrow keys on the timeline. Whatever it does, the links and forms of the page do too. */
class TimeLine extends HTMLElement {
  #drag: Drag | null = null
  #timer = 0
  #isClickOfDrag = false
  #sheet: SheetDialog | null = null
  #resting: Drag | null = null

  connectedCallback(): void {
    const board = this.#board
    const dialog = this.querySelector('dialog')
    if (board === null || dialog === null) return
    const failed = this.dataset['failed'] ?? ''
    this.#sheet = new SheetDialog(
      dialog,
      failed,
      (page, url) => this.#renew(page, url),
      () => this.#rest(),
    )
    makeRoving(board)
    showNow(board)
    board.addEventListener('pointerdown', (event) => this.#press(event))
    board.addEventListener('pointermove', (event) => this.#move(event))
    board.addEventListener('pointerup', (event) => this.#release(event))
    board.addEventListener('pointercancel', () => this.#letGo())
    board.addEventListener('touchmove', (event) => this.#hold(event), { passive: false })
    board.addEventListener('contextmenu', (event) => this.#drag !== null && event.preventDefault())
    board.addEventListener('dragstart', (event) => event.preventDefault())
    board.addEventListener('click', (event) => this.#click(event))
    board.addEventListener('keydown', (event) => this.#key(event))
  }

  get #board(): HTMLElement | null {
    return this.querySelector('.board')
  }

  get #grid(): Grid {
    return gridOf(this.#board ?? this)
  }

  #press(event: PointerEvent): void {
    this.#isClickOfDrag = false
    if (event.button !== 0 || !event.isPrimary) return
    const lift = liftAt(event, this.#grid)
    if (lift === null) return
    const { pointerId, clientX: x, clientY: y } = event
    this.#drag = { lift, pointerId, x, y, ghost: null, to: lift.stretch, onto: lift.lane }
    // A finger scrolls; only one that rests takes hold.
    if (event.pointerType !== 'mouse') this.#timer = window.setTimeout(() => this.#begin(), holdMs)
  }

  #begin(): void {
    const drag = this.#drag
    const ghost = this.querySelector<HTMLElement>('.ghost')
    if (drag === null || drag.ghost !== null || ghost === null) return
    drag.ghost = new Ghost(ghost, this.#grid)
    // Not the board itself: a cursor is inherited, and would be reckoned anew for thousands of blocks.
    drag.lift.holder.setPointerCapture(drag.pointerId)
    drag.lift.holder.classList.add('held')
    drag.lift.block?.classList.add('lifted')
    this.#draw(drag)
    document.addEventListener('keydown', this.#escapes)
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag
    if (drag === null || event.pointerId !== drag.pointerId) return
    if (drag.ghost === null) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < slackPx) return
      if (event.pointerType !== 'mouse') return this.#letGo()
      this.#begin()
    }
    this.#scroll(event, drag)
    drag.onto = laneUnder(event, drag.lift)
    const track = drag.onto.querySelector('.track')
    if (track !== null) drag.to = liftedTo(drag.lift, minuteUnder(track, event.clientX, this.#grid))
    this.#draw(drag)
  }

  #draw({ ghost, lift, to, onto }: Drag): void {
    const track = onto.querySelector('.track')
    if (track !== null) ghost?.show(track, to, lift.block === null ? (this.dataset['closing'] ?? '') : '')
  }

  /** At the edge that it is dragged to the board goes along; what was taken up there stays. */
  #scroll({ clientX }: PointerEvent, { x }: Drag): void {
    const board = this.#board
    if (board === null) return
    const { left, right } = board.getBoundingClientRect()
    if (clientX > Math.max(x, right - 24)) board.scrollLeft += 12
    else if (clientX < Math.min(x, left + 24)) board.scrollLeft -= 12
  }

  #hold(event: TouchEvent): void {
    if (this.#drag?.ghost) event.preventDefault()
  }

  #release(event: PointerEvent): void {
    // On a slow machine the last moves come only now.
    this.#move(event)
    const drag = this.#drag
    if (drag === null || drag.ghost === null) return this.#letGo()
    this.#isClickOfDrag = true
    this.#end()
    if (!isMoved(drag.lift, drag.to, drag.onto)) return settle(drag)
    if (drag.lift.block === null) return location.assign(closingAddress(drag, this.#board?.dataset['now']))
    this.#resting = drag
    const address = new URL((drag.lift.block as HTMLAnchorElement).href)
    address.searchParams.set('from', wallText(drag.to.from))
    address.searchParams.set('until', wallText(drag.to.until))
    const unit = drag.onto.dataset['u']
    if (unit !== undefined && drag.onto !== drag.lift.lane) address.searchParams.set('unit', unit)
    void this.#sheet?.open(`${address.pathname}${address.search}`)
  }

  /** Nothing was dragged after all. */
  #letGo(): void {
    const drag = this.#drag
    this.#end()
    if (drag !== null) settle(drag)
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#drag?.lift.holder.classList.remove('held')
    this.#drag = null
    document.removeEventListener('keydown', this.#escapes)
  }

  #escapes = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#letGo()
  }

  /** The sheet was closed: what was not moved goes back. */
  #rest(): void {
    if (this.#resting !== null) settle(this.#resting)
    this.#resting = null
  }

  #click(event: MouseEvent): void {
    if (this.#isClickOfDrag) return event.preventDefault()
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.b') : null
    if (link === null || link.classList.contains('closure') || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void this.#sheet?.open(link.pathname + link.search)
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return
    const next = linkFrom(event.target, event.key)
    if (next === null || this.#board === null) return
    event.preventDefault()
    rove(this.#board, next)
  }

  /** The page after a move: what is drawn changes, the place on the board stays. */
  #renew(page: Document, url: string): void {
    const fresh = page.querySelector<HTMLElement>('.board')
    const board = this.#board
    const outcome = page.querySelector('#outcome')
    if (fresh === null || board === null || outcome === null) return location.reload()
    this.#resting = null
    board.className = fresh.className
    for (const name of ['from', 'hours']) board.dataset[name] = fresh.dataset[name]
    board.replaceChildren(...fresh.childNodes)
    this.querySelector('#outcome')?.replaceChildren(...outcome.childNodes)
    makeRoving(board)
    const link = board.querySelector<HTMLElement>(`a[href^="${CSS.escape(url.split('?')[0] ?? '')}"]`)
    if (link !== null) rove(board, link)
  }
}

/** The lane at the height of the pointer, where it is of the same machine: a booking stays with its own. */
function laneUnder({ clientY }: PointerEvent, { lane, block, grip }: Lift): HTMLElement {
  if (block === null || grip !== 'whole') return lane
  const { top, bottom } = lane.getBoundingClientRect()
  if (clientY >= top && clientY < bottom) return lane
  // Its units are neighbours: to ask what lies under a point would look at every block of the board.
  for (let under = neighbour(lane, clientY < top); under !== null; under = neighbour(under, clientY < top)) {
    const at = under.getBoundingClientRect()
    if (clientY >= at.top && clientY < at.bottom) return under
  }
  return lane
}

function neighbour(lane: HTMLElement, isAbove: boolean): HTMLElement | null {
  const next = (isAbove ? lane.previousElementSibling : lane.nextElementSibling) as HTMLElement | null
  return next?.dataset['r'] === lane.dataset['r'] ? next : null
}

function settle({ ghost, lift }: Drag): void {
  const track = lift.lane.querySelector('.track')
  lift.block?.classList.remove('lifted')
  ghost?.spring(lift.block === null || track === null ? null : { track, stretch: lift.stretch })
}

/** The form that closes, with what was dragged over filled in. */
function closingAddress({ lift, to }: Drag, now: string | undefined): string {
  const [date = '', time = ''] = wallText(to.from).split('T')
  const [untilDate = '', untilTime = ''] = wallText(to.until).split('T')
  const hasBegun = now !== undefined && to.from <= wallMinute(now)
  const query = new URLSearchParams({ look: '1', begin: hasBegun ? 'now' : 'at', date, time, length: 'until' })
  query.set('untilDate', untilDate)
  query.set('untilTime', untilTime)
  if (lift.lane.dataset['u']) query.set('unit', lift.lane.dataset['u'])
  return `/m/resources/${lift.lane.dataset['r'] ?? ''}/close?${query.toString()}`
}

/** Begins where the line of now is, a little before. */
function showNow(board: HTMLElement): void {
  const line = board.querySelector<HTMLElement>('.now-line')
  if (line !== null) board.scrollLeft = line.offsetLeft - board.clientWidth / 4
}

customElements.define('time-line', TimeLine)
