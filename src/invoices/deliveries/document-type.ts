import type { InvoiceKind } from '../invoice.ts'

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd'
const UBL_VERSION = '2.1'

/** What Peppol names a document by, without its scheme: docs.peppol.eu/edelivery/codelists, document types. */
export function documentTypeOf(kind: InvoiceKind, customizationId: string): string {
  const root = kind === 'creditNote' ? 'CreditNote' : 'Invoice'
  return `${UBL}:${root}-2::${root}##${customizationId}::${UBL_VERSION}`
}
