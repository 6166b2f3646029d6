import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { Attachment, Invoice, References } from '../invoice-model.ts'
import { NO_ORDER } from './read-references.ts'
import { writeIdentifier } from './write-party.ts'

const reference = (name: string, id: string | undefined): XmlContent => group(name, leaf('cbc:ID', id))

/** BT-11 to BT-18, BG-3 and BG-24, in the order of the schema, which invoice and credit note do not share. */
export function writeReferences(invoice: Invoice): XmlContent[] {
  const { references: refs, precedingInvoices, kind } = invoice
  const tender = reference('cac:OriginatorDocumentReference', refs.tender)
  const contract = reference('cac:ContractDocumentReference', refs.contract)
  const additional = [objectReference(invoice), projectReference(invoice), invoice.attachments.map(writeAttachment)]
  return [
    group('cac:OrderReference', leaf('cbc:ID', orderId(refs)), leaf('cbc:SalesOrderID', refs.salesOrder)),
    precedingInvoices.map(({ number, issuedOn }) =>
      element(
        'cac:BillingReference',
        {},
        element('cac:InvoiceDocumentReference', {}, leaf('cbc:ID', number), leaf('cbc:IssueDate', issuedOn)),
      ),
    ),
    reference('cac:DespatchDocumentReference', refs.despatchAdvice),
    reference('cac:ReceiptDocumentReference', refs.receivingAdvice),
    kind === 'invoice' ? [tender, contract, additional] : [contract, additional, tender],
    kind === 'invoice' ? reference('cac:ProjectReference', refs.project) : undefined,
  ]
}

/** UBL asks for an id of the purchase order; Peppol BIS 3 writes "NA" where only the sales order is known. */
const orderId = ({ purchaseOrder, salesOrder }: References): string | undefined =>
  purchaseOrder ?? (salesOrder === undefined ? undefined : NO_ORDER)

const objectReference = ({ references: { invoicedObject } }: Invoice): XmlContent =>
  invoicedObject && typedReference(writeIdentifier('cbc:ID', invoicedObject), '130')

/** A credit note has no cac:ProjectReference; UBL lets it name the project by a reference of type 50. */
const projectReference = ({ kind, references: { project } }: Invoice): XmlContent =>
  kind === 'creditNote' && project !== undefined ? typedReference(leaf('cbc:ID', project), '50') : undefined

const typedReference = (id: XmlContent, type: string): XmlNode =>
  element('cac:AdditionalDocumentReference', {}, id, leaf('cbc:DocumentTypeCode', type))

const writeAttachment = (attachment: Attachment): XmlNode =>
  element(
    'cac:AdditionalDocumentReference',
    {},
    leaf('cbc:ID', attachment.id),
    leaf('cbc:DocumentDescription', attachment.description),
    group(
      'cac:Attachment',
      attachment.content &&
        leaf('cbc:EmbeddedDocumentBinaryObject', Buffer.from(attachment.content).toString('base64'), {
          mimeCode: attachment.mediaType,
          filename: attachment.fileName,
        }),
      group('cac:ExternalReference', leaf('cbc:URI', attachment.url)),
    ),
  )
