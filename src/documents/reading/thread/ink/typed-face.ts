import type { Cell } from './find-cells.ts'
import type { Blot } from './find-ink.ts'

/** A face is a typewriter's where this share of its letters follow each other by one pitch, or two; other faces have half. */
const TYPED_SHARE = 0.75
const NEAR = 0.15
const LEAST_STEPS = 6

const middle = ({ x, width }: Blot): number => x + width / 2

/** From middle to middle of letters that follow each other, in pixels, the smallest first. */
const stepsOf = ({ glyphs }: Cell): number[] =>
  glyphs
    .slice(1)
    .map((glyph, index) => middle(glyph) - middle(glyphs[index] ?? glyph))
    .sort((a, b) => a - b)

const median = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0

/** The step of a cell's letters in pixels, where all are as wide. */
export const pitchOf = (cell: Cell): number => median(stepsOf(cell))

/** Whether a page is set in a typewriter's face, where all letters are as wide. */
export function isTyped(cells: readonly Cell[]): boolean {
  let [near, all] = [0, 0]
  for (const steps of cells.map(stepsOf)) {
    if (steps.length < LEAST_STEPS) continue
    const pitch = median(steps)
    const isNear = (step: number): boolean => [pitch, 2 * pitch].some((whole) => Math.abs(step - whole) < NEAR * pitch)
    near += steps.filter(isNear).length
    all += steps.length
  }
  return all > 0 && near >= TYPED_SHARE * all
}
