/**
 * At most `most` at a time; who comes later is turned away at once.
 * The server's queue of writers has no end: an application that did not count would fill it with work nobody waits for.
 */
export class Admission {
  readonly #most: number
  #inside = 0

  constructor(most: number) {
    this.#most = most
  }

  get inside(): number {
    return this.#inside
  }

  /** True if there was room; then `leave` must follow. */
  enter(): boolean {
    if (this.#inside >= this.#most) return false
    this.#inside += 1
    return true
  }

  leave(): void {
    this.#inside -= 1
  }
}
