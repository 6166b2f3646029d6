import type { XmlElement } from '#src/platform/xml/xml-element.ts'

interface Known {
  readonly root: RegExp
  /** Part of the namespace, where the name of the root element alone does not tell. */
  readonly uri?: RegExp
  readonly is: string
  readonly instead: string
}

const UBL = /^urn:oasis:names:specification:ubl:schema:xsd:/
const AS_PEPPOL = 'ask the sender for the invoice as Peppol BIS Billing 3 (UBL) or as a PDF'
const NO_INVOICE = 'it is no invoice, and nothing has to be paid for it'

/** What people send beside the invoices that we read, and what to do about it. The first that fits. */
const FORMATS: readonly Known[] = [
  { root: /^FatturaElettronica/, is: 'an Italian FatturaPA', instead: AS_PEPPOL },
  { root: /^(INVOICE_CENTER|TEAPPSXML)/i, is: 'a Finnish TEAPPSXML invoice', instead: AS_PEPPOL },
  { root: /^Invoice$/, uri: /sfti:documents:BasicInvoice/, is: 'a Swedish Svefaktura', instead: AS_PEPPOL },
  { root: /^(Invoice|CreditNote)$/, uri: /oio\.dk/, is: 'a Danish OIOXML invoice of before 2011', instead: AS_PEPPOL },
  { root: /^Invoice$/, uri: /ebinterface/i, is: 'an Austrian ebInterface invoice', instead: AS_PEPPOL },
  { root: /^Facturae$/, is: 'a Spanish Facturae', instead: AS_PEPPOL },
  { root: /^Faktura$/, uri: /mf\.gov\.pl/, is: 'a Polish invoice of KSeF', instead: AS_PEPPOL },
  {
    root: /^(e-faktura|Invoices?)$/i,
    uri: /e-?faktura|fakturaportal/i,
    is: 'an eFaktura of a bank',
    instead: AS_PEPPOL,
  },
  { root: /^CrossIndustryOrder$|^SCRDMCCBDACIOMessageStructure$/, is: 'an Order-X order', instead: NO_INVOICE },
  { root: /^Reminder$/, uri: UBL, is: 'a UBL reminder', instead: 'look for the invoice that it reminds of' },
  { root: /^Statement$/, uri: UBL, is: 'a UBL statement of account', instead: 'ask for the invoices that it lists' },
  { root: /^SelfBilled(Invoice|CreditNote)$/, uri: UBL, is: 'a UBL self-billed invoice', instead: AS_PEPPOL },
  {
    root: /^(Order|OrderResponse\w*|OrderChange|OrderCancellation|Catalogue\w*|DespatchAdvice|ReceiptAdvice|Quotation|RequestForQuotation|ApplicationResponse|Tender\w*|Forecast|Waybill|TransportExecutionPlan)$/,
    uri: UBL,
    is: 'another document of UBL than an invoice',
    instead: NO_INVOICE,
  },
  {
    root: /^Document$/,
    uri: /iso:20022.*:camt\./,
    is: 'a bank statement (camt)',
    instead: 'import it at its bank account',
  },
  { root: /^Document$/, uri: /iso:20022.*:pain\./, is: 'a payment file (pain)', instead: NO_INVOICE },
  { root: /^AuditFile$/, is: 'a SAF-T file', instead: 'it is an export of books, not an invoice' },
  { root: /^(html|svg|rss|feed)$/i, is: 'a web page or picture in XML', instead: 'print it as a PDF and send that' },
]

/** What XML that is no invoice which we read seems to be, and what to do about it: the detail of `einvoice_unknown`. */
export function tellOfOther(document: XmlElement): string {
  const { local, uri } = document
  const known = FORMATS.find((one) => one.root.test(local) && (one.uri === undefined || one.uri.test(uri)))
  if (known) return `The document is ${known.is} (${local}); ${known.instead}.`
  return `The document is a ${local}; send an invoice or credit note in UBL 2.1 or CII D16B.`
}
