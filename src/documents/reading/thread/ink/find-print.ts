import type { GreyImage } from '../grey-image.ts'
import { usualHeight } from './find-cells.ts'
import { type Blot, findInk } from './find-ink.ts'

/** A dark bar under light print: so much of its frame is ink, and so much larger it is than the usual letter. */
const BAR_FILLED = 0.5
const BAR_HEIGHT = 1.3
const BAR_WIDTH = 4
/** Fewer pieces of light are holes. */
const LEAST_PRINT = 3
/** A page of forms has a dozen; more are no bars. */
const MOST_BARS = 60

/** The blots of a page, and those of light print on dark bars instead of the bars. */
export function findPrint(image: GreyImage): Blot[] {
  const ink = findInk(image)
  const usual = usualHeight(ink)
  const isBar = ({ width, height, area }: Blot): boolean =>
    height >= usual * BAR_HEIGHT && width >= usual * BAR_WIDTH && area >= width * height * BAR_FILLED
  const bars = usual > 0 ? ink.filter(isBar) : []
  if (bars.length > MOST_BARS) return ink
  const printed = bars.flatMap((bar) => {
    const print = lightPrintIn(image, bar)
    return print.length >= LEAST_PRINT ? [{ bar, print }] : []
  })
  const isUnderPrint = new Set(printed.map(({ bar }) => bar))
  return [...ink.filter((blot) => !isUnderPrint.has(blot)), ...printed.flatMap(({ print }) => print)]
}

/** What is light in a bar; what touches its frame is the paper around a rounded one. */
function lightPrintIn({ data, width }: GreyImage, bar: Blot): Blot[] {
  const negative = new Uint8Array(bar.width * bar.height)
  for (let y = 0; y < bar.height; y += 1)
    for (let x = 0; x < bar.width; x += 1)
      negative[y * bar.width + x] = 255 - (data[(bar.y + y) * width + bar.x + x] ?? 0)
  return findInk({ data: negative, width: bar.width, height: bar.height })
    .filter(({ x, y, width, height }) => x > 0 && y > 0 && x + width < bar.width && y + height < bar.height)
    .map((blot) => ({ ...blot, x: blot.x + bar.x, y: blot.y + bar.y }))
}
