import { abs, type Decimal, equals, isZero, parseDecimal } from '#src/kernel/decimal.ts'
import type { PageWords } from '../page-words.ts'
import { extractFields } from './extract-fields.ts'
import { SURE } from './field.ts'
import { seeScene } from './scene.ts'

/**
 * The total that pages print where data about the same invoice says another one: surely read, and none of what the data
 * say printed anywhere. Undefined where the pages agree, or do not tell. Signs are left aside: a credit note is printed
 * with them and without.
 */
export function otherTotalOn(pages: readonly PageWords[], said: readonly Decimal[]): string | undefined {
  const known = said.filter((one) => !isZero(one)).map(abs)
  if (known.length === 0) return undefined
  const isSaid = (value: Decimal): boolean => known.some((one) => equals(one, abs(value)))
  const printed = seeScene(pages).rows.flatMap(({ amounts }) => amounts)
  if (printed.some(({ cents }) => isSaid({ units: cents, scale: 2 }))) return undefined
  const { fields } = extractFields(pages)
  for (const field of [fields.payable, fields.gross]) {
    const value = field && field.confidence >= SURE ? parseDecimal(field.value) : undefined
    if (field && value && !isSaid(value)) return field.value
  }
  return undefined
}
