import { element, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { Attachment, Identifier, Invoice } from '../invoice-model.ts'
import { reference, writeDate } from './write-values.ts'

/** BT-14, BT-13, BT-12, then BT-17, BT-18, BG-24, then BT-11: in the order of the schema. */
export const writeReferences = ({ references: refs, attachments }: Invoice): XmlContent[] => [
  reference('ram:SellerOrderReferencedDocument', refs.salesOrder),
  reference('ram:BuyerOrderReferencedDocument', refs.purchaseOrder),
  reference('ram:ContractReferencedDocument', refs.contract),
  refs.tender === undefined ? undefined : typed({ id: refs.tender }, '50'),
  writeInvoicedObject(refs.invoicedObject),
  attachments.map(writeAttachment),
  refs.project === undefined
    ? undefined
    : element(
        'ram:SpecifiedProcuringProject',
        {},
        leaf('ram:ID', refs.project),
        // The schema asks for a name; EN 16931 has none.
        leaf('ram:Name', 'Project reference'),
      ),
]

/** BT-18 and BT-128 */
export const writeInvoicedObject = (object: Identifier | undefined): XmlContent => object && typed(object, '130')

const typed = ({ id, scheme }: Identifier, type: string): XmlNode | undefined =>
  reference('ram:AdditionalReferencedDocument', id, leaf('ram:TypeCode', type), leaf('ram:ReferenceTypeCode', scheme))

const writeAttachment = (attachment: Attachment): XmlNode | undefined =>
  reference(
    'ram:AdditionalReferencedDocument',
    attachment.id,
    leaf('ram:URIID', attachment.url),
    leaf('ram:TypeCode', '916'),
    leaf('ram:Name', attachment.description),
    attachment.content &&
      leaf('ram:AttachmentBinaryObject', Buffer.from(attachment.content).toString('base64'), {
        mimeCode: attachment.mediaType,
        filename: attachment.fileName,
      }),
  )

/** BG-3; the schema of D16B takes one only. */
export const writePrecedingInvoice = ({ precedingInvoices: [first] }: Invoice): XmlContent =>
  first &&
  reference(
    'ram:InvoiceReferencedDocument',
    first.number,
    writeDate('ram:FormattedIssueDateTime', first.issuedOn, 'qdt:DateTimeString'),
  )
