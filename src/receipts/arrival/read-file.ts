import {
  type Attachment,
  checkArithmetic,
  type Envelope,
  type Invoice,
  readEInvoice,
  type Totals,
} from '#src/documents/einvoice/index.ts'
import { demandHarmless, demandType, documentsInside, filesOfPdf, invoiceIn } from '#src/documents/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { ReceiptException } from '../receipt.ts'

/** What a file says: an invoice, or nothing yet where its pages must be read. */
export interface ReadFile {
  readonly invoice: Invoice | null
  readonly computed: Totals
  readonly exceptions: readonly ReceiptException[]
  /** Files inside the file. */
  readonly attachments: readonly Attachment[]
  /** What a network wrote around it. */
  readonly envelope?: Envelope | undefined
}

/** Where in a receipt the amount stands that a rule is about. */
const PLACES: Readonly<Record<string, string>> = {
  'BR-CO-10': '/declared/net',
  'BR-CO-11': '/declared/net',
  'BR-CO-12': '/declared/net',
  'BR-CO-13': '/declared/net',
  'BR-CO-14': '/declared/vat',
  'BR-CO-15': '/declared/gross',
  'BR-CO-16': '/declared/payable',
  'BR-CO-17': '/declared/vat',
  'BR-CO-25': '/dueOn',
}

/**
 * Reads an e-invoice with its arithmetic (BR-CO-* of EN 16931 under their official ids), each broken rule an
 * exception; a PDF by the e-invoice in it. Fails with document_type_unsupported, document_infected, the xml_*
 * problems, or einvoice_unknown.
 */
export function readFile(bytes: Uint8Array): ReadFile {
  const type = demandType(bytes)
  const read = type === 'application/xml' ? readXml(bytes) : type === 'application/pdf' ? readPdf(bytes) : PICTURE
  demandHarmless(bytes, read.attachments)
  return read
}

const PICTURE: ReadFile = { invoice: null, computed: {}, exceptions: [], attachments: [] }

function readXml(bytes: Uint8Array): ReadFile {
  const document = readEInvoice(bytes)
  const { computed, fired } = checkArithmetic(document)
  const broken = fired.map(({ id, message }) => ({ code: id, message, pointer: PLACES[id] ?? '' }))
  const { invoice, envelope } = document
  const exceptions = [...document.exceptions, ...broken]
  return { invoice, computed, exceptions, attachments: invoice.attachments, envelope }
}

/** What is wrong with the data inside a PDF does not keep the PDF out: a person can read it. */
function readPdf(bytes: Uint8Array): ReadFile {
  const carried = invoiceIn(bytes)
  const attachments = filesOfPdf(carried)
  const exceptions = attachments.length > 0 ? severalIn(bytes) : []
  if (!carried.xml) return { ...PICTURE, attachments, exceptions }
  try {
    const read = readXml(carried.xml.bytes)
    return {
      ...read,
      attachments: [...attachments, ...read.attachments],
      exceptions: [...exceptions, ...read.exceptions],
    }
  } catch (error) {
    if (!isProblem(error)) throw error
    const unread = { code: error.code, message: `The data inside the PDF: ${error.message}`, pointer: '/documentId' }
    return { ...PICTURE, attachments, exceptions: [...exceptions, unread] }
  }
}

/** A PDF that is opened where it comes as an intake, and here is one receipt. */
function severalIn(bytes: Uint8Array): ReceiptException[] {
  const { length } = documentsInside(bytes)
  if (length === 0) return []
  const message = `The PDF carries ${length} documents, and this receipt is one: send it as an intake, which opens it.`
  return [{ code: 'document_of_several', message, pointer: '/documentId' }]
}
