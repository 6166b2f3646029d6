import { fail } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { openEnvelope } from './einvoice/envelope.ts'
import type { Attachment } from './einvoice/index.ts'
import { NAMESPACES, syntaxOf } from './einvoice/namespaces.ts'
import { readInvoiceTree } from './einvoice/read-einvoice.ts'
import type { DocumentType } from './media-type.ts'
import type { EmbeddedFile } from './pdf/embedded-files.ts'
import { invoiceIn, type PdfInvoice } from './pdf/pdf-invoice.ts'
import './document.problems.ts'

/** The files inside a document: those that an e-invoice embeds, and those that a PDF carries. */
export function filesInside(bytes: Uint8Array, type: DocumentType): readonly Attachment[] {
  if (type === 'application/pdf') return filesOfPdf(invoiceIn(bytes))
  if (type !== 'application/xml') return []
  const { document } = openEnvelope(parseXml(bytes, { namespaces: NAMESPACES }))
  return syntaxOf(document) ? readInvoiceTree(document).invoice.attachments : []
}

/** The data of the invoice comes first. */
export const filesOfPdf = ({ xml, others }: PdfInvoice): Attachment[] =>
  [...(xml ? [xml] : []), ...others].map(toAttachment)

const toAttachment = ({ name, description, mediaType, bytes }: EmbeddedFile): Attachment => ({
  fileName: name,
  description,
  mediaType,
  content: bytes,
})

/**
 * The test file by which virus scanners are tried (EICAR, "Anti Malware Testfile"), in two parts so that none of them
 * takes this source for it. It stands for any scanner: what it is found in is not let in.
 */
const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))

/** Fails with document_infected when the bytes, or a file inside them, are known to do harm. */
export function demandHarmless(bytes: Uint8Array, inside: readonly Attachment[]): void {
  const infected = [bytes, ...inside.flatMap(({ content }) => content ?? [])].some((content) =>
    Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(EICAR),
  )
  if (infected)
    fail('document_infected', 'The file carries a virus (the EICAR test file); ask the sender for a clean one.')
}
