/**
 * Keeps the order of each object: of the items with one key only one is out at a time, and one that has to come again
 * later holds back those behind it.
 */
export class Lanes<Item> {
  readonly #keyOf: (item: Item) => string
  readonly #behind = new Map<string, Item[]>()
  readonly #blocked = new Set<string>()
  #ready: Item[] = []
  #taken = 0
  #waiting = 0

  constructor(keyOf: (item: Item) => string) {
    this.#keyOf = keyOf
  }

  add(item: Item): void {
    const key = this.#keyOf(item)
    if (this.#blocked.has(key)) return
    const behind = this.#behind.get(key)
    if (behind) {
      behind.push(item)
      this.#waiting += 1
    } else {
      this.#behind.set(key, [])
      this.#ready.push(item)
    }
  }

  get hasReady(): boolean {
    return this.#taken < this.#ready.length
  }

  /** Items that wait, ready or behind another. */
  get size(): number {
    return this.#ready.length - this.#taken + this.#waiting
  }

  get isEmpty(): boolean {
    return this.size === 0
  }

  /** Takes the next item that may go. */
  next(): Item | undefined {
    const item = this.#ready[this.#taken]
    if (item === undefined) return undefined
    this.#taken += 1
    if (this.#taken > 1000) {
      this.#ready = this.#ready.slice(this.#taken)
      this.#taken = 0
    }
    return item
  }

  /** The item is through, and the one behind it may go; or it is not, and those behind it wait for another pass. */
  done(item: Item, isThrough: boolean): void {
    const key = this.#keyOf(item)
    const behind = this.#behind.get(key) ?? []
    if (!isThrough) {
      this.#blocked.add(key)
      this.#behind.delete(key)
      this.#waiting -= behind.length
      return
    }
    const next = behind.shift()
    if (next === undefined) {
      this.#behind.delete(key)
      return
    }
    this.#waiting -= 1
    this.#ready.push(next)
  }

  /** Begins a new pass: what was held back may be added again. */
  unblock(): void {
    this.#blocked.clear()
  }

  /** Forgets everything that waits; what is out is still finished. */
  clear(): void {
    this.#ready = []
    this.#taken = 0
    this.#waiting = 0
    for (const behind of this.#behind.values()) behind.length = 0
  }
}
