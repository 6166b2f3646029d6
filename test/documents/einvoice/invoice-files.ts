import { readdirSync } from 'node:fs'
import { corpus, corpusText } from '#test/support/corpus.ts'

const FOLDERS = [
  'peppol-bis-billing-3/rules/examples',
  'peppol-bis-billing-3/rules/national-examples/NO',
  'peppol-bis-billing-3/rules/national-examples/GR',
  'en16931/ubl/examples',
  'en16931/test/testfiles',
  'nsg-bookkeeping-year/purchase_invoices',
  'nsg-bookkeeping-year/sales_invoices',
  'nsg-bookkeeping-year/company-1252525-9/purchase_invoices',
  'nsg-bookkeeping-year/company-1252525-9/sales_invoices',
  'ehf-norway/g3/docs/billing-3.0/norway/files',
  'ehf-norway/g3/docs/forward-billing-3.0/guide/example',
  'ehf-norway/g3/docs/forward-billing-3.0/guide/example/energy',
  'ehf-norway/g3/src/forward-billing-3.0/rules/example',
  'ehf-norway/g3/src/payment-request-3.0/rules/example',
  'ehf-norway/g3/src/payment-request-3.0/rules/usecase',
  'ehf-norway/g3/src/reminder-3.0/rules/example',
  'ehf-norway/g3/src/self-billing-3.0/rules/example',
  'ehf-norway/g2-legacy/rules/ehf-invoice-2.0/example',
  'ehf-norway/g2-legacy/rules/ehf-creditnote-2.0/example',
  'xrechnung-testsuite/src/test/business-cases/standard',
  'zugferd-corpus/XML-Rechnung/UBL',
]

const UBL = /xsd:(Invoice|CreditNote)-2/

/** Files of a folder (not below it), as paths inside the corpus. */
const filesIn = (folder: string): string[] =>
  readdirSync(corpus(folder))
    .sort()
    .map((name) => `${folder}/${name}`)

/** Every complete UBL invoice and credit note of the corpus. */
export const ublFiles = (): string[] =>
  FOLDERS.flatMap(filesIn).filter((path) => /\.xml$/i.test(path) && UBL.test(corpusText(path)))
