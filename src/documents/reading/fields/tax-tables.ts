import type { FoundAmount } from './find-amounts.ts'
import type { Scene, SceneRow } from './scene.ts'
import { distanceFromRate, RATES, shareOf, size } from './vat-rates.ts'

/** A row of a table of taxes: what was taxed by one rate, and its VAT. */
interface TaxPart {
  readonly index: number
  readonly page: number
  /** Tenths of a percent. */
  readonly rate: number
  readonly net: bigint
  readonly vat: bigint
}

/** A table of taxes of several rates: the document's sums are those of its rows, and never those of one of them. In cents, without sign. */
export interface TaxTable {
  readonly net: bigint
  readonly vat: bigint
  readonly gross: bigint
  /** What each of its rows makes, before tax and with it. */
  readonly parts: ReadonlySet<bigint>
}

/** More amounts in a row are no row of taxes. */
const MAX_AMOUNTS = 8
/** Rows that may stand between two rows of the table: the name of an exemption, the second line of a rate. */
const ROWS_BETWEEN = 2
/** Thousandths of a cent by which VAT may differ from its rate. */
const SLACK = 1000n

/** "19 %", "7,0 %" or "25,00 %" as tenths of a percent, where it is a known rate or none. */
function printedRates(amounts: readonly FoundAmount[]): number[] {
  return amounts.flatMap(({ cents, isPercent }) => {
    const rate = Number(cents) / 10
    return isPercent && (rate === 0 || RATES.includes(rate)) ? [rate] : []
  })
}

type Split = Pick<TaxPart, 'rate' | 'net' | 'vat'>

/** All ways in which two of the values are a sum and its VAT by one of the rates. */
function splitsOf(values: readonly bigint[], rates: readonly number[]): (Split & { distance: bigint })[] {
  return values.flatMap((vat) =>
    values.flatMap((net) =>
      rates.flatMap((rate) => {
        const distance = distanceFromRate(vat, net, rate)
        return net > vat && distance <= SLACK ? [{ rate, net, vat, distance }] : []
      }),
    ),
  )
}

/** Net and VAT of a row: best where their sum stands there too; else its rate must. */
function splitOf(values: readonly bigint[], printed: readonly number[]): Split | undefined {
  // most rows of amounts are no row of taxes: nothing in them adds up
  const addsUp = values.some((one) => values.some((other) => other >= one && values.includes(one + other)))
  if (printed.length === 0 && !addsUp) return undefined
  const splits = splitsOf(values, printed.length > 0 ? printed : RATES).sort((a, b) => Number(a.distance - b.distance))
  const whole = splits.find(({ net, vat }) => values.includes(net + vat) && (vat > 0n || printed.length > 0))
  if (whole || printed.length === 0) return whole
  const [first] = splits
  if (first) return first
  const [rate = 0] = printed
  return splitByGross(values, rate)
}

/** A row without its net, "19 %   119,00   19,00", or whose VAT an OCR read wrongly: "19 %   6,28   1,13   7,47". */
function splitByGross(values: readonly bigint[], rate: number): Split | undefined {
  for (const gross of values) {
    const vat = shareOf(gross, rate)
    if (vat > 0n && (values.includes(vat) || values.includes(gross - vat))) return { rate, net: gross - vat, vat }
  }
  return undefined
}

function partOf({ row, amounts }: SceneRow): TaxPart | undefined {
  const sums = amounts.filter(({ decimals, isPercent }) => decimals === 2 && !isPercent)
  if (sums.length < 2 || amounts.length > MAX_AMOUNTS) return undefined
  const split = splitOf(
    sums.map(({ cents }) => size(cents)),
    printedRates(amounts),
  )
  if (!split) return undefined
  // what a correction takes back has a minus before all its amounts
  const sign = sums.some(({ cents }) => cents === -split.net) ? -1n : 1n
  return { index: row.index, page: row.page, rate: split.rate, net: sign * split.net, vat: sign * split.vat }
}

const sumOf = (parts: readonly TaxPart[], of: (part: TaxPart) => bigint): bigint =>
  parts.reduce((sum, part) => sum + of(part), 0n)

/** A last row that is the sum of those above it is none of a rate. */
function withoutSum(parts: readonly TaxPart[]): readonly TaxPart[] {
  const [above, last] = [parts.slice(0, -1), parts.at(-1)]
  const isSum = last && sumOf(above, ({ net }) => net) === last.net && sumOf(above, ({ vat }) => vat) === last.vat
  return isSum ? above : parts
}

function tableOf(parts: readonly TaxPart[]): TaxTable {
  const [net, vat] = [sumOf(parts, (part) => part.net), sumOf(parts, (part) => part.vat)]
  const each = parts.flatMap((part) => [size(part.net), size(part.net + part.vat)])
  return { net: size(net), vat: size(vat), gross: size(net + vat), parts: new Set(each) }
}

/** No sum of a document: the other rows of the table were not legible. */
const UNKNOWN = -1n

/** The row that adds up below a row of taxes, all its amounts larger: the sum of the table. */
function sumBelow(
  { net, vat }: TaxPart,
  rows: readonly SceneRow[],
): Pick<TaxTable, 'net' | 'vat' | 'gross'> | undefined {
  for (const { amounts } of rows) {
    const sizes = amounts
      .filter(({ decimals, isPercent }) => decimals === 2 && !isPercent)
      .map(({ cents }) => size(cents))
    if (sizes.length !== 3 || amounts.some(({ isPercent }) => isPercent)) continue
    const [least = 0n, middle = 0n, most = 0n] = sizes.sort((a, b) => Number(a - b))
    if (least + middle === most && middle > size(net) && least >= size(vat))
      return { net: middle, vat: least, gross: most }
  }
  return undefined
}

/** Letters before the rate of a row of taxes: "C 19%". */
const RATE_WITHIN = 14

/** A row that begins with another rate, and has what it was taken of. */
const isOfRate = ({ amounts }: SceneRow, other: number): boolean =>
  amounts.some(({ decimals, isPercent, cents }) => decimals === 2 && !isPercent && cents !== 0n) &&
  printedRates(amounts.filter(({ start }) => start < RATE_WITHIN)).some((rate) => rate > 0 && rate !== other)

/** A row of taxes alone is a part of the total where a row of another rate, or the sum of both, stands close by it. */
function tableOfOne(part: TaxPart, scene: Scene): TaxTable[] {
  const near = (row: SceneRow): boolean => row.row.page === part.page && row.row.index !== part.index
  const around = scene.rows.slice(Math.max(part.index - ROWS_BETWEEN, 0), part.index + ROWS_BETWEEN + 2).filter(near)
  const parts = new Set([size(part.net), size(part.net + part.vat)])
  const sum = sumBelow(
    part,
    around.filter(({ row }) => row.index > part.index),
  )
  if (sum) return [{ ...sum, parts }]
  const hasOtherRate = around.some((row) => isOfRate(row, part.rate))
  return hasOtherRate ? [{ net: UNKNOWN, vat: UNKNOWN, gross: UNKNOWN, parts }] : []
}

/** The tables of taxes of a document that have rows for several rates, each of them once. */
export function taxTables(scene: Scene): TaxTable[] {
  const tables: TaxPart[][] = []
  for (const here of scene.rows) {
    const part = partOf(here)
    if (!part) continue
    const open = tables.at(-1)
    const above = open?.at(-1)
    const isNext = above && above.page === part.page && part.index - above.index <= ROWS_BETWEEN + 1
    if (open && isNext && !open.some(({ rate }) => rate === part.rate)) open.push(part)
    else tables.push([part])
  }
  return tables.map(withoutSum).flatMap((parts) => {
    const [first] = parts
    return first && parts.length === 1 ? tableOfOne(first, scene) : tableOf(parts)
  })
}

/** Whether the sum is what one rate of several makes. */
export const isPartOf = (total: bigint, tables: readonly TaxTable[]): boolean =>
  tables.some(({ gross, parts }) => gross !== total && parts.has(total))
