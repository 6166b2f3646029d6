import {
  type Attachment,
  completeInvoice,
  type Invoice as EInvoice,
  validate,
  writeUbl,
} from '#src/documents/einvoice/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { fromMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import { findingOf } from '../checks/finding.ts'
import type { Buyer } from '../customer.ts'
import type { InvoiceContent } from '../invoice.ts'
import { exemptionOf } from '../lines/vat-of-line.ts'
import type { Seller } from '../seller/seller.ts'
import { eInvoiceTerms, payeeAccount, payeeOf } from '../terms/write-terms.ts'
import { documentWord } from './document-words.ts'
import { EMPTY, eInvoiceAdjustments, eInvoiceLine } from './e-invoice-lines.ts'

/** BT-24 of a document that follows EN 16931 and nothing narrower. */
const PLAIN = 'urn:cen.eu:en16931:2017'
/** Peppol BIS Billing 3: an unset identifier is written as it. */
const PEPPOL = undefined

/** Everything that the document says and that its number decides; a draft has none yet. */
export interface DocumentFacts {
  readonly content: InvoiceContent
  readonly number: string | undefined
  readonly paymentReference: string | undefined
  readonly issuedOn: BookDate
  readonly dueOn: BookDate
  readonly seller: Seller
  readonly buyer: Buyer
  /** Of what we ourselves write into the document. */
  readonly language: Locale
  /** What goes out inside the document; the preview of a template has none. */
  readonly attachments?: readonly Attachment[]
  /** The invoice that a credit note takes back. */
  readonly preceding?: { readonly number: string; readonly issuedOn: BookDate | null } | undefined
}

/**
 * The UBL document, UTF-8. It has to pass our own rules before it is anybody's: what they call fatal is refused with
 * `invoice_rules_broken` and the official ids.
 */
export function writeDocument(facts: DocumentFacts): Uint8Array {
  const bytes = new TextEncoder().encode(writeUbl(eInvoiceOf(facts)))
  const { fired } = validate(bytes)
  const fatal = fired.filter(({ flag }) => flag === 'fatal')
  if (fatal.length === 0) return bytes
  const errors = fatal.map((one) => {
    const { code, pointer, message } = findingOf(one)
    return { code, pointer, message }
  })
  return fail('invoice_rules_broken', `The document would break ${fatal.map(({ id }) => id).join(', ')}.`, { errors })
}

/** The canonical invoice, complete with breakdown and totals. Outside VAT no VAT number is stated (BR-O-02). */
export function eInvoiceOf(facts: DocumentFacts): EInvoice {
  const { content, seller, buyer, preceding, language } = facts
  const { kind, lines, note } = content
  const isOutside = lines.some(({ vatCategory }) => vatCategory === 'O')
  const withoutVat = { vatNumber: undefined }
  return completeInvoice({
    ...EMPTY,
    kind,
    customizationId: buyer.isPeppol ? PEPPOL : PLAIN,
    number: facts.number,
    issuedOn: facts.issuedOn,
    dueOn: kind === 'invoice' ? facts.dueOn : undefined,
    currency: content.currency,
    ...vatInBaseOf(content),
    buyerReference: content.buyerReference ?? undefined,
    notes: note === null ? [] : [{ text: note }],
    attachments: facts.attachments ?? [],
    ...eInvoiceTerms(content),
    precedingInvoices: preceding
      ? [{ number: preceding.number, issuedOn: preceding.issuedOn ?? undefined }]
      : content.precedingInvoices,
    supplier: isOutside ? { ...seller.party, ...withoutVat } : seller.party,
    customer: isOutside ? { ...buyer.party, ...withoutVat } : buyer.party,
    payee: payeeOf(content),
    delivery: deliveryOf(facts),
    // A credit note is set off and not paid, so that it says with what (BR-CO-25).
    paymentMeans: kind === 'invoice' ? [paymentMeansOf(facts)] : [],
    paymentTerms: preceding
      ? `${documentWord(language, 'setOff')} ${preceding.number}`
      : (content.paymentTerms ?? undefined),
    vatBreakdown: [...new Set([...lines, ...content.adjustments].map(({ vatCategory }) => vatCategory))].map(
      (vatCode) => ({
        vatCode,
        ...exemptionOf(vatCode, language),
      }),
    ),
    ...eInvoiceAdjustments(content.adjustments, content.currency, language),
    lines: lines.map((line, index) => eInvoiceLine(line, index, language)),
  })
}

/**
 * The VAT in the books' currency, beside that in the currency of the invoice (BT-6 and BT-111, EN 16931 BR-53): bokførings-
 * forskriften § 5-1-1 nr. 6 and article 230 of directive 2006/112 want it. Without VAT there is nothing to state.
 */
function vatInBaseOf({ exchange, totals }: InvoiceContent): Partial<EInvoice> {
  if (exchange === null || totals.vatMinor === 0n) return {}
  const { baseCurrency, vatMinor } = exchange
  return { vatCurrency: baseCurrency, declared: { vatInVatCurrency: fromMinor(vatMinor, baseCurrency) } }
}

const paymentMeansOf = ({ seller, content, paymentReference }: DocumentFacts) => ({
  ...seller.paymentMeans,
  account: payeeAccount(content.payee) ?? seller.paymentMeans.account,
  reference: paymentReference,
})

/** When and where it was delivered; an intra-Community supply (K) says into which country (BR-IC-11, BR-IC-12). */
function deliveryOf({ content, buyer }: DocumentFacts): EInvoice['delivery'] {
  const { deliveredOn, delivery, lines } = content
  const country = buyer.party.address?.country
  const isIntra = lines.some(({ vatCategory }) => vatCategory === 'K')
  const address = delivery?.address ? { country, ...delivery.address } : isIntra ? { country } : undefined
  if (deliveredOn === null && delivery === null && !isIntra) return undefined
  return { deliveredOn: deliveredOn ?? undefined, name: delivery?.name, location: delivery?.location, address }
}
