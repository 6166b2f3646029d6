/** Tells how far the work is. */
export interface Progress {
  /** Begins a step of so many parts. */
  begin(name: string, parts: number): void
  /** One part more is done. */
  tick(): void
  end(): void
}

const WIDTH = 30
const NAME = 12

/** A bar that is drawn again on one line of standard error whenever another percent is done. */
export function progressBar(write: (text: string) => void): Progress {
  let step: { name: string; parts: number; done: number; drawn: number } | undefined
  const draw = (): void => {
    if (!step) return
    const percent = step.parts === 0 ? 100 : Math.floor((100 * step.done) / step.parts)
    if (percent === step.drawn) return
    step.drawn = percent
    const filled = Math.round((WIDTH * percent) / 100)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
    write(`\r${step.name.padEnd(NAME)} ${bar} ${String(percent).padStart(3)} %  ${step.done} of ${step.parts}`)
  }
  const finish = (): void => {
    if (step) write('\n')
    step = undefined
  }
  return {
    begin(name, parts) {
      finish()
      step = { name, parts, done: 0, drawn: -1 }
      draw()
    },
    tick() {
      if (step) step.done += 1
      draw()
    },
    end: finish,
  }
}
