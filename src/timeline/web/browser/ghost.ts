import { fractionOf, wallText, type Grid, type Stretch } from '../../drag.ts'

/**
 * The place that something is dragged to, drawn over its lane. It stands in the markup and is shown and moved by its
 * style alone: whatever comes or goes in the page makes the browser ask for every link what the page holds.
 */
export class Ghost {
  readonly #element: HTMLElement
  readonly #label: Text
  readonly #grid: Grid

  constructor(element: HTMLElement, grid: Grid) {
    this.#element = element
    this.#label = element.querySelector('span')?.firstChild as Text
    this.#grid = grid
  }

  show(track: Element, { from, until }: Stretch, word: string): void {
    const { style } = this.#element
    const { top, height } = track.getBoundingClientRect()
    const left = fractionOf(from, this.#grid)
    style.display = 'block'
    style.top = `${top - (this.#element.parentElement?.getBoundingClientRect().top ?? 0)}px`
    style.height = `${height}px`
    style.left = `${left * 100}%`
    style.width = `${(fractionOf(until, this.#grid, true) - left) * 100}%`
    this.#label.data = `${word} ${wallText(from).slice(11)}–${wallText(until).slice(11)}`.trim()
  }

  /** Back to where it came from, and gone. */
  spring(home: { readonly track: Element; readonly stretch: Stretch } | null): void {
    if (home === null || !this.#element.isConnected) return this.drop()
    this.#element.classList.add('back')
    this.show(home.track, home.stretch, '')
    setTimeout(() => this.drop(), 150)
  }

  drop(): void {
    this.#element.classList.remove('back')
    this.#element.style.display = ''
  }
}
