import { formatDecimal } from '#src/kernel/decimal.ts'
import type { FoundAmount } from './find-amounts.ts'
import { lettersIn } from './fold.ts'
import { boxOf, textOf } from './row.ts'
import type { Scene, SceneRow } from './scene.ts'
import { type Columns, columnsOf, isIn } from './table-columns.ts'
import type { Concept } from './words/concept.ts'

/** A line of the document's table; amounts as decimal strings. */
export interface ReadLine {
  readonly description: string
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly net: string
}

/** Sums and what is said of them close the table. */
const END: readonly Concept[] = ['total', 'sub', 'due', 'taxTable', 'rounding', 'grand', 'paid', 'discount']
const OF_SUMS: readonly Concept[] = [...END, 'net', 'tax', 'incl', 'excl', 'taxable', 'gross']
/** Rows of a table that are read. */
const MAX_LINES = 500

const isSum = ({ decimals }: FoundAmount): boolean => decimals === 2

/** Nothing but words of sums before the first figure: "Net", "VAT 25 %", "Total", also as headings of a row of sums. */
function isOfSums({ row, labels, amounts }: SceneRow): boolean {
  const mine = labels.filter(({ concepts }) => concepts.some((one) => OF_SUMS.includes(one)))
  const until = amounts.find(isSum)?.start ?? row.text.length
  const letters = lettersIn(row.text.slice(0, until))
  const said = mine.reduce((sum, { start, end }) => sum + lettersIn(row.text.slice(start, end)), 0)
  return letters > 0 && said >= letters * 0.7
}

function isEnd(here: SceneRow): boolean {
  const { labels, amounts, row } = here
  if (isOfSums(here)) return true
  return (
    amounts.some(isSum) &&
    labels.some(
      (label) => END.some((one) => label.concepts.includes(one)) && row.text.slice(0, label.start).trim().length < 30,
    )
  )
}

const text = ({ cents }: FoundAmount): string => formatDecimal({ units: cents, scale: 2 })

/** The number of a line, or how many, before what it is of. */
const POSITION = /^\s*\d{1,4}\.?\s{3,}/u

/** What stands in the column of the goods, without the figures before it; all that goes before the figures where no column is named. */
function descriptionOf({ row, cells: all, amounts }: SceneRow, columns: Columns, net: FoundAmount): string {
  const figures = amounts.filter(({ isPercent }) => !isPercent)
  const cells = all.filter(({ end }) => end <= net.start)
  const ofItem = cells.filter((cell) => isIn(columns, cell, 'item') && /\p{L}{2}/u.test(textOf(cell)))
  if (ofItem.length > 0) return ofItem.map(textOf).join(' ').trim()
  const first = figures.find(({ start }) => start > 2 && /\s{3}$/.test(row.text.slice(0, start))) ?? net
  return row.text.slice(0, first.start).replace(POSITION, '').trim()
}

/** The figure in a column. */
const figureIn = (figures: readonly FoundAmount[], columns: Columns, name: 'quantity' | 'price') =>
  figures.find((one) => isIn(columns, one, name))

/** Quantity and price: the two figures that make the net amount, else those in the columns of these names. */
function shareOf(before: readonly FoundAmount[], columns: Columns, net: FoundAmount) {
  const named = [figureIn(before, columns, 'quantity'), figureIn(before, columns, 'price')] as const
  const makesNet = (quantity: FoundAmount | undefined, price: FoundAmount | undefined): boolean =>
    quantity !== undefined && price !== undefined && quantity.cents * price.cents === net.cents * 100n
  if (makesNet(...named)) return named
  const pair = before
    .flatMap((quantity) => before.map((price) => [quantity, price] as const))
    .find(([quantity, price]) => quantity !== price && makesNet(quantity, price))
  return pair ?? named
}

function lineOf(here: SceneRow, columns: Columns): ReadLine | undefined {
  const figures = here.amounts.filter(({ isPercent }) => !isPercent)
  const net = figures.findLast((one) => isSum(one) && isIn(columns, one, 'amount')) ?? figures.findLast(isSum)
  if (!net) return undefined
  const description = descriptionOf(here, columns, net)
  if (!/\p{L}{2}/u.test(description)) return undefined
  const [quantity, price] = shareOf(
    figures.filter(({ start }) => start < net.start),
    columns,
    net,
  )
  return {
    description,
    quantity: quantity ? text(quantity) : null,
    unitPrice: price ? text(price) : null,
    net: text(net),
  }
}

/** How far below a line, in heights, the next row of its description stands at the most. */
const NEXT_ROW = 1.4

/** The rest of the description above: words without a sum close below, in the column of the goods. */
function restOf(here: SceneRow, above: SceneRow, columns: Columns): string | undefined {
  const { row, cells, amounts } = here
  const gap = row.box.y - (above.row.box.y + above.row.box.height)
  if (row.page !== above.row.page || gap > NEXT_ROW * row.box.height || amounts.some(isSum)) return undefined
  const isFlush = cells.every((cell) => isIn(columns, cell, 'item') && boxOf(cell).x >= columns.left - row.box.height)
  return cells.length > 0 && isFlush ? row.text.trim() : undefined
}

/** The lines under the header of a table, as far as the first sum; none where no header can be seen. */
export function findLines(scene: Scene): ReadLine[] {
  const start = scene.rows.findIndex((row) => columnsOf(row) !== undefined)
  let columns = scene.rows[start] && columnsOf(scene.rows[start])
  if (!columns) return []
  const lines: ReadLine[] = []
  let last: SceneRow | undefined
  for (const row of scene.rows.slice(start + 1, start + 1 + MAX_LINES)) {
    const again = columnsOf(row)
    if (again) {
      columns = again
      last = undefined
      continue
    }
    if (isEnd(row)) break
    const line = lineOf(row, columns)
    const rest = line || !last ? undefined : restOf(row, last, columns)
    const before = lines.at(-1)
    if (line) lines.push(line)
    else if (rest !== undefined && before)
      lines[lines.length - 1] = { ...before, description: `${before.description} ${rest}` }
    last = line || rest !== undefined ? row : undefined
  }
  return lines
}
