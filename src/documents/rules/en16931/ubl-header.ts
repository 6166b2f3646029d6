import { path } from '../engine/path.ts'
import { fatal, type Holds, type Rule } from '../engine/rule.ts'
import { atMostOne, either, every, filled, has, not } from '../engine/tests.ts'
import { cents, decimalOf, plus, same } from '../engine/values.ts'
import type { Edition } from './edition.ts'
import { splitPaymentRules, vatDocumentRules, vatExtraRules } from './ubl-vat-document.ts'

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'
const CUSTOMER = 'cac:AccountingCustomerParty/cac:Party'

/** Rules about the document as a whole. */
export const headerRules = (edition: Edition): Rule[] => [
  fatal('BR-01', 'The document names the specification it follows (BT-24).', filled('cbc:CustomizationID')),
  fatal('BR-02', 'The document has a number (BT-1).', filled('cbc:ID')),
  fatal('BR-03', 'The document has an issue date (BT-2).', filled('cbc:IssueDate')),
  fatal('BR-04', 'The document has a type code (BT-3).', typeCodeFilled),
  fatal('BR-05', 'The document names its currency (BT-5).', filled('cbc:DocumentCurrencyCode')),
  fatal('BR-06', 'The seller has a name (BT-27).', filled(`${SUPPLIER}/cac:PartyLegalEntity/cbc:RegistrationName`)),
  fatal('BR-07', 'The buyer has a name (BT-44).', filled(`${CUSTOMER}/cac:PartyLegalEntity/cbc:RegistrationName`)),
  fatal('BR-08', 'The seller has a postal address (BG-5).', has(`${SUPPLIER}/cac:PostalAddress`)),
  fatal('BR-10', 'The buyer has a postal address (BG-8).', has(`${CUSTOMER}/cac:PostalAddress`)),
  fatal('BR-16', 'The document has at least one line (BG-25).', has('cac:InvoiceLine', 'cac:CreditNoteLine')),
  fatal(
    'BR-53',
    'VAT accounted for in another currency (BT-6) has its total in that currency (BT-111).',
    vatCurrencyTotal,
  ),
  ...(edition.name === 'peppol' ? paymentCounts : []),
  fatal('BR-CO-03', 'The document gives a VAT point date (BT-7) or a code for it (BT-8), not both.', oneVatPoint),
  fatal(
    'BR-CO-15',
    'The total with VAT (BT-112) is that without VAT (BT-109) plus the VAT total (BT-110).',
    grossAddsUp,
  ),
  fatal('BR-CO-18', 'The document has a VAT breakdown (BG-23).', has('cac:TaxTotal/cac:TaxSubtotal')),
  fatal('BR-DEC-13', 'The VAT total (BT-110) has at most two decimals.', neverBroken),
  fatal('BR-DEC-15', 'The VAT total in the accounting currency (BT-111) has at most two decimals.', neverBroken),
  ...vatDocumentRules(),
  ...vatExtraRules(),
  ...splitPaymentRules(edition.name),
]

const typeCodeFilled: Holds = (node, subject) => hasTypeCode(node, subject)
const hasTypeCode = either(filled('cbc:InvoiceTypeCode'), filled('cbc:CreditNoteTypeCode'))

const paymentCounts: Rule[] = [
  fatal('BR-66', 'The document names at most one payment card (BG-18).', atMostOne('cac:PaymentMeans/cac:CardAccount')),
  fatal('BR-67', 'The document names at most one mandate (BG-19).', atMostOne('cac:PaymentMeans/cac:PaymentMandate')),
]

const oneVatPoint = not(every(has('cbc:TaxPointDate'), has('cac:InvoicePeriod/cbc:DescriptionCode')))

const taxAmounts = path('cac:TaxTotal/cbc:TaxAmount')

/** The official test looks at the tax totals of the whole document. */
const vatCurrencyTotal: Holds = (node, subject) =>
  path('cbc:TaxCurrencyCode')(node).every((currency) =>
    subject
      .named('cac:TaxTotal')
      .some((total) => path('cbc:TaxAmount')(total).some((amount) => amount.attributes.currencyID === currency.text)),
  )

const netTotals = path('cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount')
const grossTotals = path('cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount')

const grossAddsUp: Holds = (node) =>
  path('cbc:DocumentCurrencyCode')(node).every((currency) => {
    const vat = taxAmounts(node).filter((amount) => amount.attributes.currencyID === currency.text)
    const net = decimalOf(netTotals(node)[0])
    const gross = decimalOf(grossTotals(node)[0])
    return vat.length === 1 && same(gross, cents(plus(net, decimalOf(vat[0]))))
  })

/** The official test compares with an element that cannot stand where it looks for it, so it can never be broken. */
const neverBroken: Holds = () => true
