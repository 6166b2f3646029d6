import { type BookDate, parseBookDate } from '#src/kernel/book-date.ts'
import { type Decimal, parseDecimal } from '#src/kernel/decimal.ts'
import { pathOf, type XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Exception } from './invoice-model.ts'

/**
 * Reads values out of elements and remembers what could not be read, so that a wrong date costs the date and not
 * the document.
 */
export class FieldReader {
  readonly exceptions: Exception[] = []

  note(code: string, message: string, pointer: string): void {
    this.exceptions.push({ code, message, pointer })
  }

  /** Decimal text of an element; undefined with an exception when it is no decimal number. */
  decimal(element: XmlElement | undefined, pointer: string): Decimal | undefined {
    const text = element?.text.trim()
    return element && text ? this.parseDecimal(element, text, pointer) : undefined
  }

  /** The decimal that `text`, found in the element, writes; undefined with an exception when it writes none. */
  parseDecimal(element: XmlElement, text: string, pointer: string): Decimal | undefined {
    const value = parseDecimal(text)
    if (!value)
      this.note('amount_unreadable', `${pathOf(element)} is no decimal number: "${text.slice(0, 60)}".`, pointer)
    return value
  }

  /** Calendar date; a time zone behind it (xs:date allows one) is ignored, it names the same day to its writer. */
  date(element: XmlElement | undefined, pointer: string): BookDate | undefined {
    const text = element?.text.trim()
    if (!element || text === undefined || text === '') return undefined
    return this.parseDate(element, text.replace(/(Z|[+-]\d\d:\d\d)$/, ''), pointer)
  }

  /** The date that `text`, found in the element, names as YYYY-MM-DD; undefined with an exception when it names none. */
  parseDate(element: XmlElement, text: string, pointer: string): BookDate | undefined {
    const date = parseBookDate(text)
    if (!date)
      this.note('date_unreadable', `${pathOf(element)} is no date: "${element.text.trim().slice(0, 60)}".`, pointer)
    return date
  }
}

/** Trimmed text of an element, undefined when there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const text = element?.text.trim()
  return text === '' ? undefined : text
}

/** Trimmed attribute, undefined when there is none. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.attributes[name]?.trim()
  return value === '' ? undefined : value
}
