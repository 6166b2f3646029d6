import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { CodeLists } from '../code-lists.ts'
import { type CodeRow, codeContext, withAttribute } from '../engine/code-row.ts'
import { type Context, context, contextWhen, fatal, type Holds } from '../engine/rule.ts'
import { attributeIn, codeIn } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import type { Edition } from './edition.ts'
import { isAllowance, isChargeOnly } from './ubl-facts.ts'

const AMOUNTS = [
  'Amount',
  'BaseAmount',
  'PriceAmount',
  'TaxAmount',
  'TaxableAmount',
  'LineExtensionAmount',
  'TaxExclusiveAmount',
  'TaxInclusiveAmount',
  'AllowanceTotalAmount',
  'ChargeTotalAmount',
  'PrepaidAmount',
  'PayableRoundingAmount',
  'PayableAmount',
]
/** Every element that carries an amount of money. */
export const AMOUNT_PLACES = AMOUNTS.map((name) => `cbc:${name}`).join(' | ')

/** Media types of attachments that EN 16931 allows (BT-125). */
export const MEDIA_TYPES = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
])

/** Elements whose text, or attribute, is a code. */
const CODES: readonly CodeRow[] = [
  ['BR-CL-04', 'cbc:DocumentCurrencyCode', '', 'currency', 'The currency (BT-5) is a code of ISO 4217.'],
  ['BR-CL-05', 'cbc:TaxCurrencyCode', '', 'currency', 'The VAT accounting currency (BT-6) is a code of ISO 4217.'],
  ['BR-CL-06', 'cac:InvoicePeriod/cbc:DescriptionCode', '', 'taxPoint', 'The VAT point code (BT-8) is 3, 35 or 432.'],
  [
    'BR-CL-11',
    'cac:PartyLegalEntity/cbc:CompanyID',
    '@schemeID',
    'icd',
    'The scheme of a legal registration is of ISO 6523.',
  ],
  [
    'BR-CL-13',
    'cac:CommodityClassification/cbc:ItemClassificationCode',
    '@listID',
    'itemClassification',
    'The list of an item classification (BT-158) is a code of UNTDID 7143.',
  ],
  ['BR-CL-14', 'cac:Country/cbc:IdentificationCode', '', 'country', 'A country is a code of ISO 3166-1.'],
  [
    'BR-CL-15',
    'cac:OriginCountry/cbc:IdentificationCode',
    '',
    'country',
    'The origin of an item (BT-159) is of ISO 3166-1.',
  ],
  [
    'BR-CL-16',
    'cac:PaymentMeans/cbc:PaymentMeansCode',
    '',
    'paymentMeans',
    'The means of payment (BT-81) is of UNTDID 4461.',
  ],
  ['BR-CL-17', 'cac:TaxCategory/cbc:ID', '', 'vatCategory', 'A VAT category is a code of UNTDID 5305.'],
  [
    'BR-CL-18',
    'cac:ClassifiedTaxCategory/cbc:ID',
    '',
    'vatCategory',
    'The VAT category of a line (BT-151) is of UNTDID 5305.',
  ],
  [
    'BR-CL-21',
    'cac:StandardItemIdentification/cbc:ID',
    '@schemeID',
    'icd',
    'The scheme of a standard item identifier (BT-157) is a code of ISO 6523.',
  ],
  [
    'BR-CL-23',
    'cbc:InvoicedQuantity | cbc:BaseQuantity | cbc:CreditedQuantity',
    '@unitCode',
    'unit',
    'A unit (BT-130, BT-150) is a code of UN/ECE Recommendation 20 or 21.',
  ],
  ['BR-CL-25', 'cbc:EndpointID', '@schemeID', 'eas', 'The scheme of an electronic address is a code of the EAS list.'],
  [
    'BR-CL-26',
    'cac:DeliveryLocation/cbc:ID',
    '@schemeID',
    'icd',
    'The scheme of a delivery location (BT-71) is of ISO 6523.',
  ],
]

/** Rules about code lists (pattern "Codesmodel" of the official set). */
export const codeContexts = ({ lists }: Edition): Context[] => [
  ...CODES.map((row) => codeContext(row, lists)),
  ...documentCodes(lists),
  ...reasonCodes(lists),
  ...partyCodes(lists),
]

const documentCodes = (lists: CodeLists): Context[] => [
  context('cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode', [
    fatal('BR-CL-01', 'The type code (BT-3) is one of UNTDID 1001 for this kind of document.', (node) =>
      lists(node.name === 'cbc:InvoiceTypeCode' ? 'invoiceType' : 'creditNoteType').has(normalised(node)),
    ),
  ]),
  context(AMOUNT_PLACES, [
    fatal('BR-CL-03', 'The currency of an amount is a code of ISO 4217.', attributeIn('currencyID', lists('currency'))),
  ]),
  contextWhen('cbc:EmbeddedDocumentBinaryObject', withAttribute('mimeCode'), [
    fatal('BR-CL-24', 'An attachment (BT-125) is a PDF, PNG, JPEG, CSV or spreadsheet.', (node) =>
      MEDIA_TYPES.has(node.attributes.mimeCode ?? ''),
    ),
  ]),
]

const reasonCodes = (lists: CodeLists): Context[] => [
  contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', under(isAllowance), [
    fatal('BR-CL-19', 'The reason code of an allowance is of UNTDID 5189.', codeIn(lists('allowanceReason'))),
  ]),
  contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', under(isChargeOnly), [
    fatal('BR-CL-20', 'The reason code of a charge is a code of UNTDID 7161.', codeIn(lists('chargeReason'))),
  ]),
  context('cbc:TaxExemptionReasonCode', [
    fatal('BR-CL-22', 'An exemption reason code (BT-121) is a code of the VATEX list.', (node) => {
      const code = normalised(node)
      return lists('exemption').has(code.toUpperCase())
    }),
  ]),
]

const partyCodes = (lists: CodeLists): Context[] => [
  contextWhen('cac:AdditionalDocumentReference/cbc:ID | cac:DocumentReference/cbc:ID', isObjectWithScheme, [
    fatal(
      'BR-CL-07',
      'The scheme of an invoiced object (BT-18, BT-128) is a code of UNTDID 1153.',
      attributeIn('schemeID', lists('objectScheme')),
    ),
  ]),
  contextWhen('cac:PartyIdentification/cbc:ID', withAttribute('schemeID'), [
    fatal(
      'BR-CL-10',
      'The scheme of a party identifier is of ISO 6523, or SEPA for a creditor identifier.',
      (node, subject) => attributeIn('schemeID', lists('icd'))(node, subject) || isCreditorId(node),
    ),
  ]),
]

const isObjectWithScheme: Holds = (node) =>
  node.attributes.schemeID !== undefined &&
  node.parent?.named('cbc:DocumentTypeCode').some((type) => type.text === '130') === true

const under =
  (test: (parent: XmlElement) => boolean): Holds =>
  (node) =>
    node.parent !== undefined && test(node.parent)

/** SEPA creditor identifiers (BT-90) belong to the seller or the payee. */
function isCreditorId(node: XmlElement): boolean {
  if (node.attributes.schemeID?.trim() !== 'SEPA') return false
  for (let above = node.parent; above; above = above.parent) {
    if (above.name === 'cac:AccountingSupplierParty' || above.name === 'cac:PayeeParty') return true
  }
  return false
}
