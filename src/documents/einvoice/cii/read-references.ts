import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { decodeBase64 } from '../decode-base64.ts'
import { attributeOf, type FieldReader } from '../field-reader.ts'
import type { Attachment, Identifier, PrecedingInvoice, References } from '../invoice-model.ts'
import { readDate } from './values.ts'

/** UNTDID 1001 codes by which CII tells what an additional reference is (EN 16931-3-3). */
const TENDER = '50'
const INVOICED_OBJECT = '130'

const additionalOf = (parent: XmlElement | undefined): XmlElement[] =>
  parent?.all('ram:AdditionalReferencedDocument') ?? []
const typeOf = (reference: XmlElement): string | undefined => reference.textAt('ram:TypeCode')
const numberOf = (parent: XmlElement | undefined, name: string): string | undefined =>
  parent?.textAt(name, 'ram:IssuerAssignedID')

export function readReferences(agreement: XmlElement | undefined, delivery: XmlElement | undefined): References {
  return {
    project: agreement?.textAt('ram:SpecifiedProcuringProject', 'ram:ID'),
    contract: numberOf(agreement, 'ram:ContractReferencedDocument'),
    purchaseOrder: numberOf(agreement, 'ram:BuyerOrderReferencedDocument'),
    salesOrder: numberOf(agreement, 'ram:SellerOrderReferencedDocument'),
    receivingAdvice: numberOf(delivery, 'ram:ReceivingAdviceReferencedDocument'),
    despatchAdvice: numberOf(delivery, 'ram:DespatchAdviceReferencedDocument'),
    tender: additionalOf(agreement)
      .find((one) => typeOf(one) === TENDER)
      ?.textAt('ram:IssuerAssignedID'),
    invoicedObject: readInvoicedObject(agreement),
  }
}

/** BT-18 below the agreement, BT-128 below the settlement of a line. */
export function readInvoicedObject(parent: XmlElement | undefined): Identifier | undefined {
  const reference = additionalOf(parent).find((one) => typeOf(one) === INVOICED_OBJECT)
  const id = reference?.textAt('ram:IssuerAssignedID')
  return id === undefined ? undefined : { id, scheme: reference?.textAt('ram:ReferenceTypeCode') }
}

/** BG-3 */
export function readPrecedingInvoices(fields: FieldReader, settlement: XmlElement | undefined): PrecedingInvoice[] {
  return (settlement?.all('ram:InvoiceReferencedDocument') ?? []).flatMap((reference, index) => {
    const number = reference.textAt('ram:IssuerAssignedID')
    if (number === undefined) return []
    const date = reference.child('ram:FormattedIssueDateTime')
    return [{ number, issuedOn: readDate(fields, date, `/precedingInvoices/${index}/issuedOn`) }]
  })
}

/** BG-24: additional references that are neither the tender nor the invoiced object, and those that carry a file. */
export function readAttachments(fields: FieldReader, agreement: XmlElement | undefined): Attachment[] {
  return additionalOf(agreement)
    .filter(
      (one) => (typeOf(one) !== TENDER && typeOf(one) !== INVOICED_OBJECT) || one.child('ram:AttachmentBinaryObject'),
    )
    .map((reference, index) => {
      const embedded = reference.child('ram:AttachmentBinaryObject')
      return {
        id: reference.textAt('ram:IssuerAssignedID'),
        description: reference.textAt('ram:Name'),
        url: reference.textAt('ram:URIID'),
        mediaType: attributeOf(embedded, 'mimeCode'),
        fileName: attributeOf(embedded, 'filename'),
        content: embedded && decodeBase64(fields, embedded.text, `/attachments/${index}/content`),
      }
    })
}
