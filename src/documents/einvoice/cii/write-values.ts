import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { Identifier } from '../invoice-model.ts'

/** A decimal as it is; CII names the currency of amounts once for the whole document (BT-5), and not at each. */
export const decimalLeaf = (name: string, value: Decimal | undefined, unit?: string): XmlNode | undefined =>
  value && leaf(name, formatDecimal(value), { unitCode: unit })

/** A calendar date in the format 102 of UNTDID 2379 (CCYYMMDD); `form` differs with the element around it. */
export const writeDate = (
  name: string,
  date: BookDate | undefined,
  form: 'udt:DateTimeString' | 'udt:DateString' | 'qdt:DateTimeString' = 'udt:DateTimeString',
): XmlNode | undefined => group(name, leaf(form, date?.replaceAll('-', ''), { format: '102' }))

/** An element with a single text below it. */
export const under = (name: string, inner: string, text: string | undefined): XmlNode | undefined =>
  group(name, leaf(inner, text))

export const writeIdentifier = (name: string, identifier: Identifier | undefined): XmlNode | undefined =>
  identifier && leaf(name, identifier.id, { schemeID: identifier.scheme })

export const indicator = (value: boolean): XmlNode =>
  element('ram:ChargeIndicator', {}, leaf('udt:Indicator', String(value)))

/** A reference to another document: its number, and what the syntax puts behind it. */
export const reference = (name: string, id: string | undefined, ...more: XmlContent[]): XmlNode | undefined =>
  group(name, leaf('ram:IssuerAssignedID', id), ...more)
