/** A fixed number of places, shared by many; who found none is called in turn when one is free. */
export class Slots {
  #free: number
  readonly #waiting = new Set<() => void>()

  constructor(size: number) {
    this.#free = size
  }

  /** Takes a place; without one `whenFree` is called once, later. */
  take(whenFree: () => void): boolean {
    if (this.#free > 0) {
      this.#free -= 1
      return true
    }
    this.#waiting.add(whenFree)
    return false
  }

  give(): void {
    this.#free += 1
    const [next] = this.#waiting
    if (!next) return
    this.#waiting.delete(next)
    next()
  }
}
