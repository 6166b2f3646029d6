import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { isGreekTin } from '../engine/check-digits.ts'
import { path } from '../engine/path.ts'
import { fatal, type Rule } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { collapse, numberOf } from '../engine/values.ts'

/** Document types of the Greek tax authority that Peppol takes. */
const DOCUMENT_TYPES = ['1.1', '1.6', '2.1', '2.4', '5.1', '5.2']
const DAY_FIRST = /^(0?[1-9]|[12][0-9]|3[01])[-\\/ ]?(0?[1-9]|1[0-2])[-\\/ ]?(19|20)[0-9]{2}/

/**
 * The number of a Greek invoice has six parts joined by "|": tax number, issue date, branch, document type, series
 * and serial number.
 */
export function invoiceNumberRules(vatNumbersOf: (party: XmlElement) => string[]): Rule[] {
  const part = (index: number, message: string, holds: (part: string, subject: Subject) => boolean): Rule =>
    fatal(`GR-R-001-${index + 1}`, message, (node, subject) => holds(node.text.split('|')[index - 1] ?? '', subject))
  const isSellers = (number: string, { root }: Subject) =>
    [...path('cac:AccountingSupplierParty/cac:Party')(root), ...path('cac:TaxRepresentativeParty')(root)].some(
      (party) => vatNumbersOf(party).some((vat) => vat.slice(2, 11) === number),
    )
  return [
    fatal('GR-R-001-1', 'The number of a Greek invoice has six parts.', (node) => node.text.split('|').length === 6),
    part(1, 'The first part of a Greek invoice number is the tax number of the seller.', (text, subject) => {
      return collapse(text).length === 9 && isGreekTin(text) && isSellers(text, subject)
    }),
    part(2, 'The second part of a Greek invoice number is the issue date, DD/MM/YYYY.', (text, { root }) => {
      const [year, month, day] = (root.child('cbc:IssueDate')?.text ?? '').split('-')
      const [first, second, third] = text.split('/')
      return DAY_FIRST.test(text) && day !== undefined && first === day && second === month && third === year
    }),
    part(3, 'The third part of a Greek invoice number is a whole number, 0 or more.', (text) => numberOf(text) >= 0),
    part(4, 'The fourth part of a Greek invoice number is a document type of the tax authority.', (text) =>
      DOCUMENT_TYPES.includes(text),
    ),
    part(5, 'The fifth part of a Greek invoice number, the series, is not empty.', (text) => text !== ''),
    part(6, 'The sixth part of a Greek invoice number, the serial number, is not empty.', (text) => text !== ''),
  ]
}
