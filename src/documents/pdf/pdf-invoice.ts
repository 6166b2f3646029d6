import { fail } from '#src/kernel/problem.ts'
import { sniffType } from '../media-type.ts'
import { type EmbeddedFile, embeddedFiles } from './embedded-files.ts'
import './pdf.problems.ts'

/**
 * Names under which an invoice is embedded, best first: Factur-X 1.x and ZUGFeRD 2.1 on, XRechnung, ZUGFeRD 2.0, and
 * ZUGFeRD 1.0. Letters may be small or large.
 */
const NAMES = ['factur-x.xml', 'xrechnung.xml', 'zugferd-invoice.xml']

const INVOICE = /<(?:[\w-]+:)?(?:CrossIndustryInvoice|CrossIndustryDocument|Invoice|CreditNote)[\s>]/
/** How far into an XML the root element is looked for, behind comments such as licences. */
const ROOT_WITHIN = 8192

/** What a PDF carries: the invoice as data, when it does, and its other files. */
export interface PdfInvoice {
  readonly xml: EmbeddedFile | undefined
  readonly others: readonly EmbeddedFile[]
  readonly isLocked: boolean
}

/** Never fails; a damaged PDF carries nothing. */
export function invoiceIn(pdf: Uint8Array): PdfInvoice {
  const { files, isLocked } = embeddedFiles(pdf)
  const candidates = files.filter(isInvoice).sort((a, b) => rank(a) - rank(b))
  const xml = candidates[0]
  return { xml, others: files.filter((file) => file !== xml), isLocked }
}

const rank = ({ name }: EmbeddedFile): number => {
  const place = NAMES.indexOf(name.toLowerCase())
  return place < 0 ? NAMES.length : place
}

function isInvoice(file: EmbeddedFile): boolean {
  const head = Buffer.from(file.bytes.subarray(0, ROOT_WITHIN)).toString('latin1').replaceAll('\0', '')
  return rank(file) < NAMES.length || (sniffType(file.bytes) === 'application/xml' && INVOICE.test(head))
}

/**
 * The XML of an invoice: that inside a PDF, else the bytes themselves. Fails with pdf_encrypted and
 * pdf_without_einvoice for a PDF that it cannot be taken from.
 */
export function invoiceXmlOf(bytes: Uint8Array): Uint8Array {
  if (sniffType(bytes) !== 'application/pdf') return bytes
  const { xml, isLocked } = invoiceIn(bytes)
  if (xml) return xml.bytes
  if (isLocked) fail('pdf_encrypted', 'The PDF asks for a password; save it without one, or send the XML itself.')
  return fail(
    'pdf_without_einvoice',
    'No e-invoice is embedded in the PDF (such as factur-x.xml); send one that has it.',
  )
}
