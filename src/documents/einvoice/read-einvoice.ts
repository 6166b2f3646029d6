import { fail } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { invoiceXmlOf } from '../pdf/pdf-invoice.ts'
import { boundCodes } from './bound-codes.ts'
import { readCii } from './cii/read-cii.ts'
import { renewZugferd1 } from './cii/renew-zugferd1.ts'
import { type Envelope, openEnvelope } from './envelope.ts'
import { readFinvoice } from './finvoice/read-finvoice.ts'
import type { Exception, Invoice } from './invoice-model.ts'
import { NAMESPACES, type Syntax, syntaxOf } from './namespaces.ts'
import { readOioubl } from './oioubl/read-oioubl.ts'
import { tellOfOther } from './other-formats.ts'
import { readUbl } from './ubl/read-ubl.ts'
import { writeUbl } from './ubl/write-ubl.ts'
import './einvoice.problems.ts'

export interface EInvoice {
  readonly invoice: Invoice
  readonly kind: Invoice['kind']
  readonly syntax: Syntax
  /** What could not be read, and what every invoice needs but this one lacks. */
  readonly exceptions: readonly Exception[]
  /** The parsed document, for the rules; a ZUGFeRD 1.0 in the words of CII D16B, an OIOUBL or Finvoice in those of UBL. */
  readonly root: XmlElement
  /** The document as it was parsed. */
  readonly original: XmlElement
  /** What a network wrote around it. */
  readonly envelope?: Envelope | undefined
}

/**
 * Reads an e-invoice leniently: what is missing or unreadable becomes an exception. Of a PDF the XML in it is read, of an
 * envelope of Peppol the document in it.
 * Fails with the xml_* problems when the bytes are no XML that we take, with the pdf_* problems when there is none in
 * the PDF, and with einvoice_unknown when the XML is no invoice.
 */
export function readEInvoice(bytes: Uint8Array): EInvoice {
  const { document, envelope } = openEnvelope(parseXml(invoiceXmlOf(bytes), { namespaces: NAMESPACES }))
  return { ...readInvoiceTree(document), envelope }
}

/** The same from a tree that is already parsed with NAMESPACES, and is in no envelope. */
export function readInvoiceTree(document: XmlElement): EInvoice {
  const found = syntaxOf(document)
  if (!found) return fail('einvoice_unknown', tellOfOther(document))
  const read = READERS[found.syntax](document)
  const { invoice, exceptions: unreadable } = boundCodes(read.invoice)
  const exceptions = [...read.exceptions, ...unreadable]
  const lacking = missing(invoice).filter(({ pointer }) => !exceptions.some((one) => one.pointer === pointer))
  return {
    invoice,
    kind: invoice.kind,
    syntax: found.syntax,
    exceptions: [...exceptions, ...lacking],
    root: read.root,
    original: document,
  }
}

interface Read {
  readonly invoice: Invoice
  readonly exceptions: readonly Exception[]
  readonly root: XmlElement
}

const READERS: Readonly<Record<Syntax, (root: XmlElement) => Read>> = {
  ubl: (root) => ({ ...readUbl(root), root }),
  cii: (root) => ({ ...readCii(root), root }),
  oioubl: (root) => inUbl(readOioubl(root)),
  finvoice: (root) => inUbl(readFinvoice(root)),
  zugferd1: (root) => {
    const renewed = renewZugferd1(root)
    const { invoice, exceptions } = readCii(renewed)
    // The profile BASIC has no amount to pay of its own: nothing can have been paid before.
    const payable = invoice.declared.payable ?? invoice.declared.gross
    return { invoice: { ...invoice, declared: { ...invoice.declared, payable } }, exceptions, root: renewed }
  },
}

/** An invoice of a syntax that we do not write, with the tree that it is in UBL. */
const inUbl = (read: Omit<Read, 'root'>): Read => ({
  ...read,
  // Files are in the invoice, and nobody looks for them in the tree.
  root: parseXml(Buffer.from(writeUbl({ ...boundCodes(read.invoice).invoice, attachments: [] })), {
    namespaces: NAMESPACES,
  }),
})

/** Without these no receipt can be booked or paid. */
const NEEDED: readonly (readonly [pointer: string, what: string, value: (invoice: Invoice) => unknown])[] = [
  ['/number', 'invoice number', (invoice) => invoice.number],
  ['/issuedOn', 'issue date', (invoice) => invoice.issuedOn],
  ['/currency', 'currency', (invoice) => invoice.currency],
  ['/supplier/name', 'name of the supplier', (invoice) => invoice.supplier.name],
  ['/declared/payable', 'amount to pay', (invoice) => invoice.declared.payable],
  ['/lines', 'lines', (invoice) => invoice.lines[0]],
]

const missing = (invoice: Invoice): Exception[] =>
  NEEDED.filter(([, , value]) => value(invoice) === undefined).map(([pointer, what]) => ({
    code: 'field_missing',
    message: `The document has no ${what}; fill it in.`,
    pointer,
  }))
