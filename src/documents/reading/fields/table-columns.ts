import { boxOf, type Span, textOf } from './row.ts'
import type { SceneRow } from './scene.ts'
import type { Concept } from './words/concept.ts'

export type ColumnName = 'item' | 'quantity' | 'price' | 'amount' | 'other'

interface Column {
  readonly name: ColumnName
  readonly left: number
  readonly right: number
}

/** The columns that the header of a table names. */
export interface Columns {
  readonly all: readonly Column[]
  /** Where the goods begin. */
  readonly left: number
}

/** What a heading says, the first that fits. "Unit price" is a price, "Total price" an amount. */
const NAMES: readonly (readonly [name: ColumnName, concepts: readonly Concept[]])[] = [
  ['item', ['item']],
  ['amount', ['total', 'amount', 'gross']],
  ['price', ['price']],
  ['quantity', ['quantity']],
  ['amount', ['net']],
  ['price', ['rate']],
  ['other', ['tax', 'discount']],
]

/** What heads a column of goods, and is a part of many names elsewhere. */
const GOODS = /^\s*services?\s*$/iu

/** Headings may stand so close that they are one cell: then each label is a heading. */
function headingsOf({ cells, labels }: SceneRow): { span: Span; name: ColumnName }[] {
  return cells.flatMap((cell) => {
    const mine = labels.filter(({ start, end }) => start >= cell.start && end <= cell.end)
    const named = mine.flatMap((label) => {
      const name = NAMES.find(([, asked]) => asked.some((one) => label.concepts.includes(one)))?.[0]
      return name ? [{ span: label as Span, name }] : []
    })
    const kinds = new Set(named.map(({ name }) => name))
    // "Line total", "Lev. ant.", "Net amount": a cell that says one thing is one heading
    if (kinds.size <= 1 || textOf(cell).length < 14) {
      return [{ span: cell, name: named[0]?.name ?? (GOODS.test(textOf(cell)) ? 'item' : 'other') }]
    }
    return named
  })
}

/** The columns of a row that is the header of a table: the goods and what they cost, or three columns of figures. */
export function columnsOf(here: SceneRow): Columns | undefined {
  if (here.labels.length < 1 || here.amounts.some(({ decimals }) => decimals === 2)) return undefined
  const headings = headingsOf(here)
  const names = new Set(headings.map(({ name }) => name))
  const isWithGoods = names.has('item') && (names.has('amount') || names.has('price'))
  const isOfFigures = names.has('quantity') && names.has('price') && names.has('amount')
  if (headings.length < 2 || !(isWithGoods || isOfFigures)) return undefined
  const all = headings.map(({ span, name }) => {
    const { x, width } = boxOf(span)
    return { name, left: x, right: x + width }
  })
  const item = all.find(({ name }) => name === 'item')
  return { all, left: item?.left ?? all[0]?.left ?? 0 }
}

/** How far a place is from a column: none where one stands over the other. */
const distance = ({ left, right }: Column, from: number, to: number): number =>
  Math.max(0, left - to, from - right) - Math.max(0, Math.min(right, to) - Math.max(left, from)) / 1000

/** Whether the part of a row belongs to a column of that name: the nearest heading has it. */
export function isIn({ all }: Columns, span: Span, name: ColumnName): boolean {
  const { x, width } = boxOf(span)
  const [nearest] = [...all].sort((a, b) => distance(a, x, x + width) - distance(b, x, x + width))
  return nearest?.name === name
}
