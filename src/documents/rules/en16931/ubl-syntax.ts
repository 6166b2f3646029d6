import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { stringValue } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds, type Rule, warning } from '../engine/rule.ts'
import { atMostOne, atMostSome, cents2, every, has, hasAttribute } from '../engine/tests.ts'
import type { Edition } from './edition.ts'
import { documentCounts } from './ubl-counts.ts'
import { isAllowance, isChargeOnly } from './ubl-facts.ts'
import { unusedRules } from './ubl-unused.ts'

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'

/** Rules about the UBL syntax: cardinalities (UBL-SR), data types (UBL-DT) and unused parts (UBL-CR). */
export const syntaxContexts = (edition: Edition): Context[] => [
  ...firstContexts(),
  context('/ubl:Invoice | /cn:CreditNote', [...unusedRules(edition), ...attributeRules(), ...documentCounts(edition)]),
  ...lineAndPaymentContexts(),
  ...representativeContexts(edition),
]

const firstContexts = (): Context[] => [
  context('cac:PostalAddress | cac:Address', [
    fatal('UBL-SR-51', 'An address has at most one additional line.', atMostOne('cac:AddressLine')),
  ]),
  context(SUPPLIER, [
    fatal('UBL-SR-42', 'The seller has at most two tax registrations.', atMostSome(2, 'cac:PartyTaxScheme')),
  ]),
  context('cac:AdditionalDocumentReference', [
    fatal(
      'UBL-SR-33',
      'A supporting document has at most one description (BT-123).',
      atMostOne('cbc:DocumentDescription'),
    ),
    fatal(
      'UBL-SR-43',
      'A scheme or type of a supporting document is for invoiced objects (130), or projects (50) of a credit note.',
      typeFits,
    ),
  ]),
  contextWhen('*Amount', isPlainAmount, [
    fatal('UBL-DT-01', 'An amount has at most two decimals.', (node) => cents2(stringValue(node))),
  ]),
  context('*BinaryObject', [
    fatal('UBL-DT-06', 'An attachment names its media type.', hasAttribute('mimeCode')),
    fatal('UBL-DT-07', 'An attachment names its file.', hasAttribute('filename')),
  ]),
  context('cac:Delivery', [
    fatal(
      'UBL-SR-25',
      'A delivery has at most one receiver (BT-70).',
      atMostOne('cac:DeliveryParty/cac:PartyName/cbc:Name'),
    ),
  ]),
  contextWhen('cac:AllowanceCharge', isAllowance, [
    fatal('UBL-SR-30', 'An allowance has at most one reason.', atMostOne('cbc:AllowanceChargeReason')),
  ]),
  contextWhen('cac:AllowanceCharge', isChargeOnly, [
    fatal('UBL-SR-31', 'A charge has at most one reason.', atMostOne('cbc:AllowanceChargeReason')),
  ]),
  context('cac:PartyTaxScheme', [
    fatal(
      'UBL-SR-53',
      'A tax registration has a number and a tax scheme.',
      every(has('cac:TaxScheme/cbc:ID'), has('cbc:CompanyID')),
    ),
  ]),
]

const lineAndPaymentContexts = (): Context[] => [
  context('cac:InvoiceLine | cac:CreditNoteLine', [
    fatal('UBL-SR-34', 'A line has at most one note (BT-127).', atMostOne('cbc:Note')),
    fatal(
      'UBL-SR-35',
      'A line refers to at most one order line (BT-132).',
      atMostOne('cac:OrderLineReference/cbc:LineID'),
    ),
    fatal('UBL-SR-36', 'A line has at most one period (BG-26).', atMostOne('cac:InvoicePeriod')),
    fatal(
      'UBL-SR-37',
      'A price has at most one discount (BT-147).',
      atMostOne('cac:Price/cac:AllowanceCharge/cbc:Amount'),
    ),
    fatal(
      'UBL-SR-48',
      'A line has exactly one VAT category.',
      (node) => path('cac:Item/cac:ClassifiedTaxCategory')(node).length === 1,
    ),
    fatal('UBL-SR-50', 'An item has at most one description (BT-154).', atMostOne('cac:Item/cbc:Description')),
    fatal('UBL-SR-52', 'A line refers to at most one invoiced object (BT-128).', atMostOne('cac:DocumentReference')),
  ]),
  context('cac:PayeeParty', payeeRules()),
  context('cac:PaymentMeans', [
    fatal('UBL-SR-26', 'Payment instructions have at most one payment reference (BT-83).', atMostOne('cbc:PaymentID')),
    fatal(
      'UBL-SR-27',
      'Payment instructions have at most one means of payment (BT-81).',
      atMostOne('cbc:PaymentMeansCode'),
    ),
    fatal(
      'UBL-SR-28',
      'Payment instructions have at most one mandate (BT-89).',
      atMostOne('cac:PaymentMandate/cbc:ID'),
    ),
  ]),
  context('cac:BillingReference', [
    fatal(
      'UBL-SR-06',
      'A reference to a preceding invoice names one invoice.',
      atMostOne('cac:InvoiceDocumentReference'),
    ),
    fatal(
      'UBL-SR-07',
      'A reference to a preceding invoice has its number (BT-25).',
      has('cac:InvoiceDocumentReference/cbc:ID'),
    ),
  ]),
]

const representativeContexts = (edition: Edition): Context[] => [
  context('cac:TaxRepresentativeParty', [
    fatal('UBL-SR-22', 'A tax representative has at most one name (BT-62).', atMostOne('cac:PartyName/cbc:Name')),
    fatal(
      'UBL-SR-23',
      'A tax representative has at most one tax registration (BT-63).',
      atMostOne(representativeNumbers(edition)),
    ),
  ]),
  context('cac:TaxSubtotal', [
    fatal(
      'UBL-SR-32',
      'A line of the VAT breakdown has at most one exemption reason (BT-120).',
      atMostOne('cac:TaxCategory/cbc:TaxExemptionReason'),
    ),
  ]),
]

/** Peppol's edition looks below a cac:Party that a tax representative does not have. */
const representativeNumbers = (edition: Edition): string =>
  edition.name === 'peppol' ? 'cac:Party/cac:PartyTaxScheme/cbc:CompanyID' : 'cac:PartyTaxScheme/cbc:CompanyID'

const typeFits: Holds = (node, subject) => {
  const types = node.named('cbc:DocumentTypeCode')
  if (types.some((type) => type.text === '130')) return true
  if (subject.root.local === 'CreditNote' && types.some((type) => type.text === '50')) return true
  return types.length === 0 && node.named('cbc:ID').every((id) => id.attributes.schemeID === undefined)
}

/** Prices may have more decimals, and so may what stands in a price with a discount. */
function isPlainAmount(node: XmlElement): boolean {
  if (node.local.endsWith('PriceAmount')) return false
  for (let above = node.parent; above; above = above.parent) {
    if (above.name === 'cac:Price' && above.child('cac:AllowanceCharge')) return false
  }
  return true
}

const UNUSED_ATTRIBUTES: readonly (readonly [id: string, name: string])[] = [
  ['08', 'schemeName'],
  ['09', 'schemeAgencyName'],
  ['10', 'schemeDataURI'],
  ['11', 'schemeURI'],
  ['12', 'format'],
  ['13', 'unitCodeListIdentifier'],
  ['14', 'unitCodeListAgencyIdentifier'],
  ['15', 'unitCodeListAgencyName'],
  ['16', 'listAgencyName'],
  ['17', 'listName'],
  ['19', 'languageID'],
  ['20', 'listURI'],
  ['21', 'listSchemeURI'],
  ['22', 'languageLocaleID'],
  ['23', 'uri'],
  ['24', 'currencyCodeListVersionID'],
  ['25', 'characterSetCode'],
  ['26', 'encodingCode'],
  ['27', 'schemeAgencyID'],
  ['28', 'listAgencyID'],
]

const attributeRules = (): Rule[] => [
  ...UNUSED_ATTRIBUTES.map(([id, name]) =>
    warning(
      `UBL-DT-${id}`,
      `EN 16931 does not use the attribute ${name}; leave it out.`,
      (_, subject) => subject.attributeCount(name) === 0,
    ),
  ),
  warning('UBL-DT-18', 'The attribute name is used for the means of payment only.', (_, subject) => {
    const named = subject.named('cbc:PaymentMeansCode').filter((one) => one.attributes.name !== undefined).length
    return subject.attributeCount('name') <= named
  }),
]

const sellerNames = path('../cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName')
const payeeNames = path('cac:PartyName/cbc:Name')

/** Some name of the payee differs from some registered name of the seller: without names it is not known to differ. */
const payeeDiffers: Holds = (node) =>
  payeeNames(node).some((name) => sellerNames(node).some((seller) => seller.text !== name.text))

const payeeRules = (): Rule[] => [
  fatal(
    'UBL-SR-19',
    'A payee has one name (BT-59), and it is not the seller.',
    every(atMostOne('cac:PartyName/cbc:Name'), payeeDiffers),
  ),
  fatal(
    'UBL-SR-20',
    'A payee has one identifier (BT-60), and it is not the seller.',
    every((node) => {
      const ids = path('cac:PartyIdentification/cbc:ID')(node)
      return (
        ids.filter((id) => id.attributes.schemeID !== undefined && id.attributes.schemeID.toUpperCase() !== 'SEPA')
          .length <= 1
      )
    }, payeeDiffers),
  ),
  fatal(
    'UBL-SR-21',
    'A payee has one legal registration (BT-61), and it is not the seller.',
    every(atMostOne('cac:PartyLegalEntity/cbc:CompanyID'), payeeDiffers),
  ),
]
