import { checkArithmetic, type Invoice, readEInvoice, type Totals } from '#src/documents/einvoice/index.ts'
import { demandType } from '#src/documents/index.ts'
import { UNREAD } from './exceptions.ts'
import type { ReceiptException } from './receipt.ts'

/** What a file says: an invoice, or nothing yet where a person must read it. */
export interface ReadFile {
  readonly invoice: Invoice | null
  readonly computed: Totals
  readonly exceptions: readonly ReceiptException[]
}

const NOT_READ: ReceiptException = {
  code: UNREAD,
  message: 'The file is a picture of a receipt: fill in what it says.',
  pointer: '',
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
 * exception. Fails with document_type_unsupported, the xml_* problems, or einvoice_unknown.
 */
export function readFile(bytes: Uint8Array): ReadFile {
  if (demandType(bytes) !== 'application/xml') return { invoice: null, computed: {}, exceptions: [NOT_READ] }
  const document = readEInvoice(bytes)
  const { computed, fired } = checkArithmetic(document)
  const broken = fired.map(({ id, message }) => ({ code: id, message, pointer: PLACES[id] ?? '' }))
  return { invoice: document.invoice, computed, exceptions: [...document.exceptions, ...broken] }
}
