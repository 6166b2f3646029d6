/** The only source of "now". */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved. */
export class SteppedClock implements Clock {
  #nowMs: number

  constructor(start: Date | string) {
    this.#nowMs = instantMs(start)
  }

  now(): Date {
    return new Date(this.#nowMs)
  }

  set(instant: Date | string): void {
    this.#nowMs = instantMs(instant)
  }

  advance(ms: number): void {
    this.#nowMs += ms
  }
}

function instantMs(instant: Date | string): number {
  const ms = new Date(instant).getTime()
  if (Number.isNaN(ms)) throw new Error(`${String(instant)} is no instant`)
  return ms
}
