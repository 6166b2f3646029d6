import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { Effort } from './areas.ts'
import { findings } from './findings.ts'
import { figure, median, say } from './print.ts'

/** What one run of a variant gave. */
export interface Sample {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50?: number
  readonly p99?: number
}

export interface Variant<Name extends string> {
  readonly name: Name
  run(seconds: number): Promise<Sample>
}

export type Measured<Name extends string> = Record<Name, Sample[]>

const WARM_UP_SECONDS = 2

/** Runs all variants in every round, the order turned round each time (A B, B A, ...), after a warm-up of each. */
export async function interleave<Name extends string>(
  variants: readonly Variant<Name>[],
  { rounds, seconds }: Effort,
): Promise<Measured<Name>> {
  const measured = Object.fromEntries(variants.map(({ name }) => [name, [] as Sample[]])) as Measured<Name>
  for (const variant of variants) await variant.run(Math.min(WARM_UP_SECONDS, seconds))
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? variants : [...variants].reverse()
    for (const variant of order) measured[variant.name].push(await variant.run(seconds))
    const shown = variants.map(({ name }) => `${name} ${shownSample(measured[name].at(-1))}`)
    say(`round ${round + 1} (load ${loadavg()[0]?.toFixed(1)})  ${shown.join(' | ')}`)
  }
  for (const { name } of variants) {
    const middle = `${name} ${figure(median(measured[name].map((sample) => sample.perSecond)))}/s`
    say(`median  ${middle}`)
    findings().medians.push(middle)
  }
  return measured
}

function shownSample(sample: Sample | undefined): string {
  if (!sample) return '-'
  const latency = sample.p99 === undefined ? '' : ` (p50 ${figure(sample.p50 ?? 0)}, p99 ${figure(sample.p99)} ms)`
  return `${figure(sample.perSecond)}/s${latency}`
}

/** Ratio of two variants in each round. */
export function ratiosOf(
  subject: readonly Sample[],
  comparator: readonly Sample[],
  take: (sample: Sample) => number = (sample) => sample.perSecond,
): number[] {
  return subject.map((sample, round) => take(sample) / take(comparator[round] ?? { perSecond: Number.NaN }))
}

/**
 * Takes batches until so many seconds have been spent on taking. What is put in before, and whenever there is nothing
 * left, is not counted.
 */
export const drainRepeatedly =
  (fill: () => Promise<void>, take: () => Promise<number>) =>
  async (seconds: number): Promise<Sample> => {
    let taken = 0
    let ms = 0
    while (ms < seconds * 1000) {
      await fill()
      const startedMs = performance.now()
      for (let count = await take(); count > 0; count = await take()) taken += count
      ms += performance.now() - startedMs
    }
    return { perSecond: (taken * 1000) / ms }
  }
