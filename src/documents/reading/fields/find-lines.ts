import { formatDecimal } from '#src/kernel/decimal.ts'
import type { FoundAmount } from './find-amounts.ts'
import type { Scene, SceneRow } from './scene.ts'
import type { Concept } from './words/concept.ts'

/** A line of the document's table; amounts as decimal strings. */
export interface ReadLine {
  readonly description: string
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly net: string
}

const HEADER: readonly Concept[] = ['item', 'quantity', 'price', 'amount', 'total', 'tax']
const END: readonly Concept[] = ['total', 'sub', 'due', 'taxTable', 'rounding', 'grand', 'paid', 'discount']
/** Rows of a table that are read. */
const MAX_LINES = 500

/** A header names at least three columns, one of them the goods, their price or their number. */
function isHeader({ labels, amounts }: SceneRow): boolean {
  if (amounts.some(({ decimals }) => decimals === 2)) return false
  const named = HEADER.filter((one) => labels.some(({ concepts }) => concepts.includes(one)))
  return named.length >= 3 && (named.includes('item') || named.includes('price') || named.includes('quantity'))
}

const isEnd = ({ labels, amounts, row }: SceneRow): boolean =>
  amounts.some(({ decimals }) => decimals === 2) &&
  labels.some(
    (label) => END.some((one) => label.concepts.includes(one)) && row.text.slice(0, label.start).trim().length < 30,
  )

const text = ({ cents }: FoundAmount): string => formatDecimal({ units: cents, scale: 2 })

function lineOf({ row, amounts }: SceneRow): ReadLine | undefined {
  const figures = amounts.filter(({ isPercent }) => !isPercent)
  const net = figures.findLast(({ decimals }) => decimals === 2)
  if (!net) return undefined
  const first = figures.find(({ start }) => start > 2 && /\s{3}$/.test(row.text.slice(0, start))) ?? net
  const description = row.text.slice(0, first.start).trim()
  if (!/\p{L}{2}/u.test(description)) return undefined
  const before = figures.filter(({ start }) => start >= first.start && start < net.start)
  const pair = before
    .flatMap((quantity) => before.map((price) => [quantity, price] as const))
    .find(([quantity, price]) => quantity !== price && quantity.cents * price.cents === net.cents * 100n)
  return {
    description,
    quantity: pair ? text(pair[0]) : null,
    unitPrice: pair ? text(pair[1]) : null,
    net: text(net),
  }
}

/** The lines under the header of a table, as far as the first sum; none where no header can be seen. */
export function findLines(scene: Scene): ReadLine[] {
  const start = scene.rows.findIndex(isHeader)
  if (start < 0) return []
  const lines: ReadLine[] = []
  for (const row of scene.rows.slice(start + 1, start + 1 + MAX_LINES)) {
    if (isEnd(row)) break
    const line = lineOf(row)
    if (line) lines.push(line)
  }
  return lines
}
