import type { Box, PageWords } from '../page-words.ts'

/** Turns and flips between a page and the same page with level lines. */
interface Turn {
  /** Of the angle by which the page is turned clockwise. */
  readonly cos: number
  readonly sin: number
  readonly middleX: number
  readonly middleY: number
}

function turnOf({ width, height, tilt = 0 }: PageWords): Turn {
  const angle = (tilt * Math.PI) / 180
  return { cos: Math.cos(angle), sin: Math.sin(angle), middleX: width / 2, middleY: height / 2 }
}

/** Nearer to half a right angle a box does not tell what it is the frame of. */
const LEAST_DETERMINANT = 0.2

/** The middle of a box turned about the middle of the page. */
function middleAfter({ x, y, width, height }: Box, { cos, sin, middleX, middleY }: Turn) {
  const [fromX, fromY] = [x + width / 2 - middleX, y + height / 2 - middleY]
  return { x: fromX * cos - fromY * sin + middleX, y: fromX * sin + fromY * cos + middleY }
}

const boxAt = (middle: { x: number; y: number }, width: number, height: number): Box => ({
  x: middle.x - width / 2,
  y: middle.y - height / 2,
  width,
  height,
})

/** The box whose frame on the crooked page is the given one. */
function levelBox(box: Box, turn: Turn): Box {
  const [cos, sin] = [Math.abs(turn.cos), Math.abs(turn.sin)]
  const determinant = cos * cos - sin * sin
  const middle = middleAfter(box, turn)
  if (Math.abs(determinant) < LEAST_DETERMINANT) return boxAt(middle, box.width, box.height)
  const width = (box.width * cos - box.height * sin) / determinant
  const height = (box.height * cos - box.width * sin) / determinant
  return boxAt(middle, Math.max(width, 1), Math.max(height, 1))
}

/** The page with its lines level: words of a crooked or lying photograph stand in their rows again. */
export function levelPage(page: PageWords): PageWords {
  if (!page.tilt) return page
  const turn = turnOf(page)
  return { ...page, words: page.words.map((word) => ({ ...word, box: levelBox(word.box, turn) })) }
}

/** Where a frame on the page as it came stands on the level page. */
export function boxOnLevel(box: Box, page: PageWords): Box {
  if (!page.tilt) return box
  const turn = turnOf(page)
  const isAcross = Math.abs(turn.sin) > Math.abs(turn.cos)
  const [width, height] = isAcross ? [box.height, box.width] : [box.width, box.height]
  return boxAt(middleAfter(box, turn), width, height)
}

/** The frame on the page as it came of a box on the level page. */
export function boxOnPage(box: Box, page: PageWords | undefined): Box {
  if (!page?.tilt) return box
  const { sin, ...turn } = turnOf(page)
  const [cos, across] = [Math.abs(turn.cos), Math.abs(sin)]
  const middle = middleAfter(box, { ...turn, sin: -sin })
  const { x, y, width, height } = boxAt(
    middle,
    box.width * cos + box.height * across,
    box.width * across + box.height * cos,
  )
  const tenths = (value: number): number => Math.round(value * 10) / 10
  return { x: tenths(x), y: tenths(y), width: tenths(width), height: tenths(height) }
}
