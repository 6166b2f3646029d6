import { tokensOf } from '../fold.ts'
import { boxOf, CELL_GAP, type Span, textOf } from '../row.ts'
import type { Scene } from '../scene.ts'
import type { Layout } from './lesson.ts'

/** The label of a value, its words folded. */
export type OwnLabel = Pick<Layout, 'label' | 'way'>

const MAX_WORDS = 6
const MAX_LETTERS = 100
const RATE = /\d+(?:[.,]\d+)?\s?%/gu

/** The words at the end of a text, back to the nearest number; a rate of tax is no number. */
function lastWords(text: string): string | undefined {
  const words = tokensOf(text.replace(RATE, ' ')).map((token) => token.text)
  const from = words.findLastIndex((word) => /\d/.test(word)) + 1
  const label = words.slice(from).slice(-MAX_WORDS).join(' ')
  return label.length > 1 && label.length <= MAX_LETTERS ? label : undefined
}

/** Rows above a value that its label may stand in, and how far above in heights of the value. */
const ROWS_ABOVE = 3
const HEIGHTS_ABOVE = 4

function labelAbove(scene: Scene, value: Span): string | undefined {
  const box = boxOf(value)
  for (let back = 1; back <= ROWS_ABOVE; back++) {
    const above = scene.rows[value.row.index - back]
    if (!above || above.row.page !== value.row.page) return undefined
    if (box.y - (above.row.box.y + above.row.box.height) > HEIGHTS_ABOVE * box.height) return undefined
    const over = above.cells.find((cell) => {
      const { x, width } = boxOf(cell)
      return x < box.x + box.width && x + width > box.x
    })
    const text = over && textOf(over)
    if (text !== undefined) return /\d/.test(text) ? undefined : lastWords(text)
  }
  return undefined
}

/** The words left of a value in its row, in its own cell or the one before; else those straight above it. */
export function labelOf(scene: Scene, value: Span): OwnLabel | undefined {
  const cell = value.row.text
    .slice(0, value.start)
    .split(CELL_GAP)
    .findLast((text) => text.trim() !== '')
  const beside = cell === undefined ? undefined : lastWords(cell)
  if (beside !== undefined) return { label: beside, way: 'beside' }
  const above = labelAbove(scene, value)
  return above === undefined ? undefined : { label: above, way: 'above' }
}

/** The middle of a value as shares of its page. */
export function placeOf(value: Span): Pick<Layout, 'x' | 'y'> {
  const { x, y, width, height } = boxOf(value)
  const { pageWidth, pageHeight } = value.row
  return { x: (x + width / 2) / Math.max(pageWidth, 1), y: (y + height / 2) / Math.max(pageHeight, 1) }
}
