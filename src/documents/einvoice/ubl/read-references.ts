import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { decodeBase64 } from '../decode-base64.ts'
import { attributeOf, type FieldReader } from '../field-reader.ts'
import type { Attachment, PrecedingInvoice, References } from '../invoice-model.ts'
import { readIdentifier } from './read-party.ts'

/** UNTDID 1001 codes by which UBL tells what an additional reference is (EN 16931-3-2). */
const PROJECT = '50'
const INVOICED_OBJECT = '130'

/** What Peppol BIS 3 writes for an unknown purchase order beside a sales order. */
export const NO_ORDER = 'NA'

const typeOf = (reference: XmlElement): string | undefined => reference.textAt('cbc:DocumentTypeCode')

export function readReferences(root: XmlElement): References {
  const additional = root.all('cac:AdditionalDocumentReference')
  const purchaseOrder = root.textAt('cac:OrderReference', 'cbc:ID')
  const salesOrder = root.textAt('cac:OrderReference', 'cbc:SalesOrderID')
  const typed = (code: string) => additional.find((reference) => typeOf(reference) === code)
  return {
    project: root.textAt('cac:ProjectReference', 'cbc:ID') ?? typed(PROJECT)?.textAt('cbc:ID'),
    contract: root.textAt('cac:ContractDocumentReference', 'cbc:ID'),
    purchaseOrder: purchaseOrder === NO_ORDER && salesOrder !== undefined ? undefined : purchaseOrder,
    salesOrder,
    receivingAdvice: root.textAt('cac:ReceiptDocumentReference', 'cbc:ID'),
    despatchAdvice: root.textAt('cac:DespatchDocumentReference', 'cbc:ID'),
    tender: root.textAt('cac:OriginatorDocumentReference', 'cbc:ID'),
    invoicedObject: readIdentifier(typed(INVOICED_OBJECT)?.child('cbc:ID')),
  }
}

/** BG-3 */
export function readPrecedingInvoices(fields: FieldReader, root: XmlElement): PrecedingInvoice[] {
  const references = root
    .all('cac:BillingReference')
    .flatMap((one) => [...one.all('cac:InvoiceDocumentReference'), ...one.all('cac:CreditNoteDocumentReference')])
  return references.flatMap((reference, index) => {
    const number = reference.textAt('cbc:ID')
    if (number === undefined) return []
    return [{ number, issuedOn: fields.date(reference.child('cbc:IssueDate'), `/precedingInvoices/${index}/issuedOn`) }]
  })
}

/** BG-24: additional references that are neither the project nor the invoiced object, and those that carry a file. */
export function readAttachments(fields: FieldReader, root: XmlElement): Attachment[] {
  return root
    .all('cac:AdditionalDocumentReference')
    .filter((one) => (typeOf(one) !== PROJECT && typeOf(one) !== INVOICED_OBJECT) || one.child('cac:Attachment'))
    .map((reference, index) => {
      const attachment = reference.child('cac:Attachment')
      const embedded = attachment?.child('cbc:EmbeddedDocumentBinaryObject')
      return {
        id: reference.textAt('cbc:ID'),
        description: reference.textAt('cbc:DocumentDescription') ?? reference.textAt('cbc:DocumentType'),
        url: attachment?.textAt('cac:ExternalReference', 'cbc:URI'),
        mediaType: attributeOf(embedded, 'mimeCode'),
        fileName: attributeOf(embedded, 'filename'),
        content: embedded && decodeBase64(fields, embedded.text, `/attachments/${index}/content`),
      }
    })
}
