import type { Cell } from './find-cells.ts'
import type { Blot } from './find-ink.ts'
import { pitchOf } from './typed-face.ts'

/** Gaps between letters that follow each other, in letter heights; in a typewriter's face their steps, in its pitch. */
interface Widths {
  /** Narrower is none: printed word spaces are 0.3 and more, gaps inside words below 0.3 and most below 0.2. */
  readonly none: number
  readonly likely: number
  /** Wider is one, whatever was read. */
  readonly sure: number
}

const PRINTED: Widths = { none: 0.15, likely: 0.3, sure: 0.6 }
const TYPED: Widths = { none: 1.35, likely: 1.5, sure: 1.7 }

/** What ink tells of the word spaces of a cell. */
export class InkGaps {
  private readonly widths: Widths
  private readonly gaps: readonly number[]

  constructor(cell: Cell, isTyped: boolean) {
    this.widths = isTyped ? TYPED : PRINTED
    const pitch = isTyped ? pitchOf(cell) : 0
    const gapBetween = (a: Blot, b: Blot): number =>
      pitch > 0 ? (b.x + b.width / 2 - a.x - a.width / 2) / pitch : (b.x - a.x - a.width) / cell.letter
    this.gaps = cell.glyphs.map((glyph, index) => {
      const before = cell.glyphs[index - 1]
      return before ? gapBetween(before, glyph) : Number.POSITIVE_INFINITY
    })
  }

  /** Before the letter of ink at a place: whether a word space may, is likely to, must stand. */
  mayBe = (glyph: number): boolean => (this.gaps[glyph] ?? 0) > this.widths.none
  isLikely = (glyph: number): boolean => (this.gaps[glyph] ?? 0) > this.widths.likely
  isSure = (glyph: number): boolean => (this.gaps[glyph] ?? 0) > this.widths.sure
}
