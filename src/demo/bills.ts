import { addDays, type BookDate } from '#src/kernel/book-date.ts'
import { formatDecimal } from '#src/kernel/decimal.ts'
import { makeKid } from '#src/kernel/kid.ts'
import { invoiceFile, type MadeLine, makeInvoice } from './made/einvoice.ts'
import { makePdf } from './made/pdf.ts'
import type { Upload } from './speaker.ts'
import { OURSELVES, type Trader } from './trade.ts'

/** A supplier's e-invoice on its way to us, and what stands in it. */
export interface Bill {
  readonly upload: Upload
  readonly number: string
  readonly issuedOn: BookDate
  readonly dueOn: BookDate
  readonly kid: string
  /** Decimal texts. */
  readonly net: string
  readonly vat: string
  readonly gross: string
}

export interface BillFacts {
  readonly from: Trader
  readonly number: string
  readonly issuedOn: BookDate
  readonly lines: readonly MadeLine[]
  readonly days?: number
}

/** Writes the bill as EHF (Peppol BIS Billing 3) with a specification attached. */
export function writeBill({ from, number, issuedOn, lines, days = 14 }: BillFacts): Bill {
  const kid = makeKid(number.replace(/\D/g, '').slice(-20))
  const dueOn = addDays(issuedOn, days)
  const specification = [from.name, `Spesifikasjon til faktura ${number}`, ...lines.map(({ text }) => text)]
  const invoice = makeInvoice({
    from,
    to: OURSELVES,
    number,
    issuedOn,
    dueOn,
    kid,
    buyerReference: 'Sara Lunde',
    lines,
    attachment: {
      fileName: `spesifikasjon-${number}.pdf`,
      mediaType: 'application/pdf',
      content: makePdf(specification),
    },
  })
  const { net, vat, gross } = invoice.declared
  const text = (amount: typeof net): string => (amount ? formatDecimal(amount) : '')
  return {
    upload: { bytes: invoiceFile(invoice), mediaType: 'application/xml', name: `faktura-${number}.xml` },
    number,
    issuedOn,
    dueOn,
    kid,
    net: text(net),
    vat: text(vat),
    gross: text(gross),
  }
}

export const POWER_LINES: readonly MadeLine[] = [
  { text: 'Strøm, spotpris', details: 'Kaigata 22, 1 420 kWh', quantity: '1420', unit: 'KWH', unitPrice: '1.1250' },
  { text: 'Nettleie, energiledd', details: 'Kaigata 22', quantity: '1420', unit: 'KWH', unitPrice: '0.4875' },
  { text: 'Nettleie, fastledd', quantity: '1', unit: 'MON', unitPrice: '435.00' },
]
