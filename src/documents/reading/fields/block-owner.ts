import type { NameLine } from './name-lines.ts'
import { boxOf, type Span, textOf } from './row.ts'
import type { Scene, SceneRow } from './scene.ts'
import { isStreet } from './sender-lines.ts'
import { POSTCODE } from './words/address-words.ts'
import type { Concept } from './words/concept.ts'

/** Whose block of name and address a part of a page stands in. */
export type Owner = 'issuer' | 'another' | 'unknown'

/** Labels of blocks that are not the issuer's where its name does not stand in them. */
const ANOTHER: readonly Concept[] = ['buyer', 'shipTo', 'agent', 'payee']

/** Rows of a block above a part, and how far apart its lines stand, in their heights. */
const BLOCK_ROWS = 9
const LINE_GAP = 1.3

interface Cell extends Span {
  readonly labels: SceneRow['labels']
}

/** The cells straight above a part, nearest first, as long as none stands far from the one below it. */
function cellsAbove(scene: Scene, span: Span): Cell[] {
  const own = scene.rows[span.row.index]
  const start = own?.cells.find((cell) => cell.start <= span.start && cell.end >= span.end)
  let below = boxOf(start ?? span)
  const left = below.x
  const cells: Cell[] = []
  for (let back = 1; back <= BLOCK_ROWS; back++) {
    const here = scene.rows[span.row.index - back]
    if (!here || here.row.page !== span.row.page) break
    const cell = here.cells.find((one) => Math.abs(boxOf(one).x - left) < below.height)
    const box = cell && boxOf(cell)
    const gap = below.y - (box ? box.y + box.height : here.row.box.y)
    if (gap > LINE_GAP * below.height) break
    if (!cell || !box) continue
    const labels = here.labels.filter((label) => label.start >= cell.start && label.end <= cell.end)
    cells.push({ ...cell, labels })
    below = box
  }
  return cells
}

const isNameOfSomebody = (cell: Cell): boolean => {
  const text = textOf(cell).trim()
  return /\p{L}{3}/u.test(text) && !/\d/.test(text) && !/:$/.test(text) && cell.labels.length === 0 && !isStreet(text)
}

/**
 * Whose block it is by the lines above in the same column: that of the issuer's name, or one under a label of the buyer
 * or under another name with an address. Unknown where no name begins the block.
 */
export function ownerOf(scene: Scene, span: Span, issuer: readonly NameLine[]): Owner {
  const cells = cellsAbove(scene, span)
  const isIssuer = (cell: Span): boolean =>
    issuer.some(({ span: name }) => name.row === cell.row && name.start < cell.end && name.end > cell.start)
  if (cells.some(isIssuer)) return 'issuer'
  const isOfAnother = ({ labels }: Cell): boolean =>
    labels.some(({ concepts }) => ANOTHER.some((one) => concepts.includes(one)))
  if (cells.some(isOfAnother)) return 'another'
  const top = cells.at(-1)
  // "Name   Street 12": the address begins right of the name
  if (top && issuer.some(({ span: name }) => name.row === top.row)) return 'issuer'
  const hasPlace = cells.some((cell) => POSTCODE.test(textOf(cell)) || isStreet(textOf(cell).trim()))
  return top && hasPlace && isNameOfSomebody(top) ? 'another' : 'unknown'
}
