import type { Box, Word } from '../page-words.ts'
import type { GreyImage } from './grey-image.ts'
import { turned } from './open-picture.ts'
import { boxAround } from './pdf-words.ts'
import { recogniser } from './recognise.ts'

/** Degrees below which lines count as level, and above which a slope is no slope but another layout. */
const LEVEL = 0.25
const STEEPEST = 15
/** So many sure words tell that a page is the right way up. */
const UPRIGHT_WORDS = 6
const SURE = 0.7
const QUARTERS = [90, 270, 180] as const

/** Words in the pixels of their picture, and the degrees clockwise by which it was turned for them. */
export interface SeenWords {
  readonly words: readonly Word[]
  readonly tilt: number
}

/**
 * Recognises the words of a picture, made level first. A picture that gives next to nothing is tried on its other
 * sides as well: photographs do not always tell which way is up. Boxes are in the pixels of the picture given.
 */
export async function wordsOfPicture(image: GreyImage): Promise<SeenWords> {
  let best = await wordsTurned(image, 0)
  if (sureWords(best) >= UPRIGHT_WORDS || best.words.length < UPRIGHT_WORDS) return best
  for (const quarter of QUARTERS) {
    const seen = await wordsTurned(image, quarter)
    if (sureWords(seen) > sureWords(best)) best = seen
  }
  return best
}

const sureWords = ({ words }: SeenWords): number =>
  words.filter(({ text, confidence }) => confidence >= SURE && /[\p{L}\p{N}]{3}/u.test(text)).length

async function wordsTurned(image: GreyImage, quarter: number): Promise<SeenWords> {
  const engine = await recogniser()
  const upright = quarter === 0 ? image : await turned(image, quarter)
  const slope = engine.look(upright)
  const isSloping = Math.abs(slope) >= LEVEL && Math.abs(slope) <= STEEPEST
  const level = isSloping ? await turned(upright, slope) : upright
  if (isSloping) engine.look(level)
  const degrees = quarter + (isSloping ? slope : 0)
  const words = engine.words().map((word) => ({ ...word, box: boxBefore(word.box, level, image, degrees) }))
  return { words, tilt: degrees }
}

/** Where a box of a picture that was turned by `degrees` clockwise about its middle stood before. */
function boxBefore(box: Box, after: GreyImage, before: GreyImage, degrees: number): Box {
  if (degrees === 0) return box
  const [cos, sin] = [Math.cos((-degrees * Math.PI) / 180), Math.sin((-degrees * Math.PI) / 180)]
  const back = (x: number, y: number) => {
    const [fromX, fromY] = [x - after.width / 2, y - after.height / 2]
    return [fromX * cos - fromY * sin + before.width / 2, fromX * sin + fromY * cos + before.height / 2] as const
  }
  const { x, y, width, height } = box
  return boxAround([back(x, y), back(x + width, y), back(x, y + height), back(x + width, y + height)])
}
