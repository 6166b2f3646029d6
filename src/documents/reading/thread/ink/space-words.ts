import type { Word } from '../../page-words.ts'
import { alignInk } from './align-ink.ts'
import type { Cell } from './find-cells.ts'
import { InkGaps } from './ink-gaps.ts'
import { mendMarks, type Sign, signsOf } from './mend-marks.ts'

/** More that does not fit, in all or for a sign, and the ink is of something else than what was read. */
const UNFIT = 2
const UNFIT_SHARE = 0.12
/** So near to a space that was read, one in the ink is the same space beside a letter of two pieces. */
const SAME_SPACE = 2

/** Words of one cell as its ink shows them: parted where it is, and with its marks. */
export function spaceWords(words: readonly Word[], cell: Cell, isTyped: boolean): readonly Word[] {
  const read = signsOf(words)
  const alignment = alignInk(
    read.map(({ text }) => text),
    cell,
  )
  if (alignment.unfit > Math.max(UNFIT, UNFIT_SHARE * read.length)) return words
  const gaps = new InkGaps(cell, isTyped)
  const signs = mendMarks(read, cell, alignment, gaps)
  return wordsOf(alignment.isCounted ? parted(signs, gaps) : signs)
}

/** Signs parted into words where the ink is; as they were read where both see a space a letter or two apart. */
function parted(signs: readonly Sign[], gaps: InkGaps): readonly Sign[] {
  const isOnInk = (index: number): boolean => {
    const [before, sign] = [signs[index - 1], signs[index]]
    return before !== undefined && sign !== undefined && before.glyph >= 0 && sign.glyph === before.glyph + 1
  }
  const isSplit = (index: number): boolean => isOnInk(index) && gaps.isSure(signs[index]?.glyph ?? -1)
  const isJoin = (index: number): boolean => isOnInk(index) && !gaps.mayBe(signs[index]?.glyph ?? -1)
  const isDisputed = signs.some(({ isFirst }, index) => isFirst && isJoin(index) && hasSpaceNear(signs, index, gaps))
  if (isDisputed) return signs
  return signs.map((sign, index) => ({ ...sign, isFirst: sign.isFirst ? !isJoin(index) : isSplit(index) }))
}

function hasSpaceNear(signs: readonly Sign[], index: number, gaps: InkGaps): boolean {
  const near = signs.slice(Math.max(0, index - SAME_SPACE), index + SAME_SPACE + 1)
  return near.some(({ glyph, isFirst }) => !isFirst && glyph > 0 && gaps.isLikely(glyph))
}

function wordsOf(signs: readonly Sign[]): Word[] {
  const words: Word[] = []
  for (const { text, confidence, box, isFirst } of signs) {
    const last = words.at(-1)
    if (last && !isFirst) words[words.length - 1] = joined(last, { text, confidence, box })
    else words.push({ text, confidence, box })
  }
  return words
}

function joined(a: Word, b: Word): Word {
  const [x, y] = [Math.min(a.box.x, b.box.x), Math.min(a.box.y, b.box.y)]
  const right = Math.max(a.box.x + a.box.width, b.box.x + b.box.width)
  const bottom = Math.max(a.box.y + a.box.height, b.box.y + b.box.height)
  return {
    text: a.text + b.text,
    confidence: Math.min(a.confidence, b.confidence),
    box: { x, y, width: right - x, height: bottom - y },
  }
}
