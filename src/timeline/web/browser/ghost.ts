import { fractionOf, wallText, type Grid, type Stretch } from '../../drag.ts'

/** The place that something is dragged to, drawn over its lane. Its style goes by script: markup may carry none. */
export class Ghost {
  readonly #element = document.createElement('div')
  readonly #label = document.createElement('span')
  readonly #grid: Grid

  constructor(grid: Grid) {
    this.#grid = grid
    this.#element.className = 'ghost'
    this.#element.setAttribute('aria-hidden', 'true')
    this.#element.append(this.#label)
  }

  show(track: Element, { from, until }: Stretch, word: string): void {
    if (this.#element.parentElement !== track) track.append(this.#element)
    const left = fractionOf(from, this.#grid)
    this.#element.style.left = `${left * 100}%`
    this.#element.style.width = `${(fractionOf(until, this.#grid, true) - left) * 100}%`
    this.#label.textContent = `${word} ${wallText(from).slice(11)}–${wallText(until).slice(11)}`.trim()
  }

  /** Back to where it came from, and gone. */
  spring(home: { readonly track: Element; readonly stretch: Stretch } | null): void {
    if (home === null || !this.#element.isConnected) return this.drop()
    this.#element.classList.add('back')
    this.show(home.track, home.stretch, '')
    setTimeout(() => this.drop(), 150)
  }

  drop(): void {
    this.#element.remove()
  }
}
