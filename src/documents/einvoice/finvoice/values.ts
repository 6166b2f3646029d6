import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, isNegative, negate } from '#src/kernel/decimal.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { FieldReader } from '../field-reader.ts'

/** Finvoice writes a decimal comma, and the amounts of a credit note with a minus. */
export class FinvoiceReader {
  readonly fields: FieldReader
  /** The document is a credit note that counts below zero: EN 16931 has its amounts above. */
  readonly #isTurned: boolean

  constructor(fields: FieldReader, isTurned: boolean) {
    this.fields = fields
    this.#isTurned = isTurned
  }

  /** Any number that is no amount of the document: a percentage, a price. */
  number(element: XmlElement | undefined, pointer: string): Decimal | undefined {
    const text = element?.text.replace(/[\s\u00a0]/g, '').replace(',', '.')
    return element && text ? this.fields.parseDecimal(element, text, pointer) : undefined
  }

  /** An amount or a quantity, which a credit note turns. */
  amount(element: XmlElement | undefined, pointer: string): Decimal | undefined {
    const value = this.number(element, pointer)
    return value && this.#isTurned ? negate(value) : value
  }

  /** CCYYMMDD. */
  date(element: XmlElement | undefined, pointer: string): BookDate | undefined {
    const text = element?.text.trim()
    if (!element || !text) return undefined
    return this.fields.parseDate(element, text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'), pointer)
  }
}

/** Whether an amount is written below zero. */
export function isBelowZero(fields: FieldReader, element: XmlElement | undefined): boolean {
  const value = new FinvoiceReader(fields, false).number(element, '/declared/gross')
  return value !== undefined && isNegative(value)
}

/** The texts of all elements of a name, one line each; undefined when there is none. */
export function linesOf(parent: XmlElement | undefined, name: string): string | undefined {
  const texts = (parent?.all(name) ?? []).map(({ text }) => text.trim()).filter(Boolean)
  return texts.length === 0 ? undefined : texts.join('\n')
}
