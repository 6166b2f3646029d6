import { ZERO } from '#src/kernel/decimal.ts'
import type { Invoice } from './invoice-model.ts'
import { EN16931, PEPPOL_PROCESS, XRECHNUNG } from './specifications.ts'

export const EINVOICE_FORMATS = ['ubl', 'cii', 'xrechnung-ubl', 'xrechnung-cii', 'facturx'] as const
export type EInvoiceFormat = (typeof EINVOICE_FORMATS)[number]

export const syntaxOfFormat = (format: EInvoiceFormat): 'ubl' | 'cii' => (/ubl$/.test(format) ? 'ubl' : 'cii')

/** The invoice with the specification (BT-24), process (BT-23) and type (BT-3) that it has in a format. */
export function specifiedFor(invoice: Invoice, format: EInvoiceFormat): Invoice {
  const typed = { ...invoice, typeCode: invoice.typeCode ?? (invoice.kind === 'invoice' ? '380' : '381') }
  if (format === 'facturx') return { ...typed, customizationId: EN16931 }
  if (format.startsWith('xrechnung')) return asXrechnung(typed)
  return { ...typed, customizationId: kept(invoice.customizationId, format) }
}

const WITHOUT_LINES = /:(minimum|basicwl)$/
const HYBRID = /factur-x\.eu|zugferd|urn:ferd:/

/**
 * A document goes on following what it followed. The profiles of Factur-X and ZUGFeRD are for CII in a PDF: elsewhere
 * the document is a plain EN 16931, save for those that are less than it.
 */
function kept(customizationId: string | undefined, format: EInvoiceFormat): string {
  if (customizationId === undefined) return EN16931
  if (format === 'cii' && WITHOUT_LINES.test(customizationId)) return customizationId
  return HYBRID.test(customizationId) ? EN16931 : customizationId
}

/**
 * XRechnung takes rule R001 of Peppol, which asks for the process; a cash discount ends with a line break (BR-DE-18), and
 * each share of the VAT states its rate, that outside the scope of VAT too (BR-DE-14).
 */
const asXrechnung = (invoice: Invoice): Invoice => ({
  ...invoice,
  vatBreakdown: invoice.vatBreakdown.map((share) => ({ ...share, vatRate: share.vatRate ?? ZERO })),
  customizationId: XRECHNUNG,
  profileId: invoice.profileId ?? PEPPOL_PROCESS,
  paymentTerms: invoice.paymentTerms && withBreak(invoice.paymentTerms),
})

const withBreak = (terms: string): string => (/(^|\n)#[^\n]*#$/.test(terms) ? `${terms}\n` : terms)
