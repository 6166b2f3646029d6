import type { BookDate } from '#src/kernel/book-date.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { attributeOf, type FieldReader, textOf } from '../field-reader.ts'
import type { Identifier } from '../invoice-model.ts'

/** UNTDID 2379: "102" is CCYYMMDD. */
const DAY = '102'

/**
 * The calendar date below an element such as ram:IssueDateTime, which holds udt:DateTimeString, udt:DateString or
 * qdt:DateTimeString. ISO dates and instants (udt:DateTime) are taken too; months and weeks are no dates.
 */
export function readDate(fields: FieldReader, parent: XmlElement | undefined, pointer: string): BookDate | undefined {
  const element = parent?.children[0] ?? parent
  const text = textOf(element)
  if (!element || text === undefined) return undefined
  const format = attributeOf(element, 'format') ?? DAY
  const compact = format === DAY ? /^(\d{4})(\d\d)(\d\d)$/.exec(text) : undefined
  const iso = compact ? compact.slice(1).join('-') : (/^\d{4}-\d\d-\d\d(?=T|$)/.exec(text)?.[0] ?? '')
  return fields.parseDate(element, iso, pointer)
}

/** An identifier with its schemeID; undefined when it has no text. */
export function readIdentifier(element: XmlElement | undefined): Identifier | undefined {
  const id = textOf(element)
  return id === undefined ? undefined : { id, scheme: attributeOf(element, 'schemeID') }
}
