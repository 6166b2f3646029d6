/** A value chosen, with how much speaks for it. */
export interface Choice<T> {
  readonly value: T
  readonly score: number
  /** Of the best other value. */
  readonly rival: number
}

/** The option with the highest score; options with one key are the same value. */
export function best<T>(options: readonly { value: T; score: number; key: bigint }[]): Choice<T> | undefined {
  const sorted = [...options].sort((a, b) => b.score - a.score)
  const [first] = sorted
  if (!first) return undefined
  const rival = sorted.find(({ key }) => key !== first.key)?.score ?? 0
  return { value: first.value, score: first.score, rival }
}
