import { completeInvoice, type Invoice, type Party, writeUbl } from '#src/documents/einvoice/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { decimal, multiply, round } from '#src/kernel/decimal.ts'
import type { Trader } from '../trade.ts'

export interface MadeLine {
  readonly text: string
  readonly details?: string
  /** Decimal texts. */
  readonly quantity: string
  readonly unitPrice: string
  /** UN/ECE Recommendation 20; pieces when left out. */
  readonly unit?: string
  /** Percent; 25 when left out. */
  readonly vatRate?: string
}

export interface MadeInvoice {
  readonly from: Trader
  readonly to: Trader
  readonly number: string
  readonly issuedOn: BookDate
  readonly dueOn: BookDate
  readonly kid: string
  readonly buyerReference: string
  readonly lines: readonly MadeLine[]
  /** A file that lies inside the e-invoice. */
  readonly attachment?: { readonly fileName: string; readonly mediaType: string; readonly content: Uint8Array }
}

/** The canonical invoice of a Norwegian sender, with totals and VAT breakdown made from its lines. */
export const makeInvoice = (made: MadeInvoice): Invoice =>
  completeInvoice({
    kind: 'invoice',
    number: made.number,
    issuedOn: made.issuedOn,
    dueOn: made.dueOn,
    currency: 'NOK',
    buyerReference: made.buyerReference,
    notes: [],
    references: {},
    precedingInvoices: [],
    attachments: made.attachment ? [{ id: 'Vedlegg', description: 'Spesifikasjon', ...made.attachment }] : [],
    supplier: partyOf(made.from),
    customer: partyOf(made.to),
    paymentMeans: [{ code: '30', reference: made.kid, account: { id: made.from.account } }],
    paymentTerms: `Forfall ${made.dueOn}`,
    allowances: [],
    charges: [],
    vatBreakdown: [],
    declared: {},
    lines: made.lines.map(({ text, details, quantity, unitPrice, unit = 'EA', vatRate = '25' }, index) => ({
      id: String(index + 1),
      quantity: decimal(quantity),
      unit,
      unitPrice: decimal(unitPrice),
      net: round(multiply(decimal(quantity), decimal(unitPrice)), 2),
      description: text,
      details,
      vatCode: 'S',
      vatRate: decimal(vatRate),
      allowances: [],
      charges: [],
      classifications: [],
      attributes: [],
    })),
  })

/** The bytes that would arrive over the Peppol network. */
export const invoiceFile = (invoice: Invoice): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(writeUbl(invoice)))

const partyOf = (trader: Trader): Party => ({
  name: trader.name,
  organisationNumber: trader.organisationNumber,
  identifiers: [],
  legalId: { id: trader.organisationNumber, scheme: '0192' },
  vatNumber: `NO${trader.organisationNumber}MVA`,
  taxRegistrations: [{ id: 'Foretaksregisteret', scheme: 'TAX' }],
  endpoint: { id: trader.organisationNumber, scheme: '0192' },
  address: { street: trader.street, city: trader.city, postalCode: trader.postalCode, country: 'NO' },
  contact: { email: trader.email },
})
