import { PEPPOL_LISTS } from '../code-lists.ts'
import { AMOUNT_PLACES } from '../en16931/ubl-codes.ts'
import { withAttribute } from '../engine/code-row.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds, type Pattern } from '../engine/rule.ts'
import { codeIn, isDate } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import { bothGerman, profile } from './ubl-facts.ts'

const attributeIs =
  (name: string, list: string): Holds =>
  (node) =>
    PEPPOL_LISTS(list).has(node.attributes[name] ?? '')

const underIndicator =
  (value: string): Holds =>
  (node) =>
    node.parent?.named('cbc:ChargeIndicator').some((one) => one.text === value) === true

/** The official test knows types for process 01 only. */
const typeInProcess =
  (list: string): Holds =>
  (node, subject) =>
    profile(subject) !== '01' || PEPPOL_LISTS(list).has(normalised(node))

/** Codes of Peppol's own lists, and dates. */
export const codePattern = (): Pattern => [
  contextWhen('cbc:EmbeddedDocumentBinaryObject', withAttribute('mimeCode'), [
    fatal(
      'PEPPOL-EN16931-CL001',
      'An attachment is a PDF, PNG, JPEG, CSV or spreadsheet.',
      attributeIs('mimeCode', 'mediaType'),
    ),
  ]),
  contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', underIndicator('false'), [
    fatal(
      'PEPPOL-EN16931-CL002',
      'The reason code of an allowance is a code of UNCL 5189.',
      codeIn(PEPPOL_LISTS('allowanceReason')),
    ),
  ]),
  contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', underIndicator('true'), [
    fatal(
      'PEPPOL-EN16931-CL003',
      'The reason code of a charge is a code of UNCL 7161.',
      codeIn(PEPPOL_LISTS('chargeReason')),
    ),
  ]),
  context('cac:InvoicePeriod/cbc:DescriptionCode', [
    fatal('PEPPOL-EN16931-CL006', 'The VAT point code (BT-8) is 3, 35 or 432.', codeIn(PEPPOL_LISTS('taxPoint'))),
  ]),
  context(AMOUNT_PLACES, [
    fatal(
      'PEPPOL-EN16931-CL007',
      'The currency of an amount is a code of ISO 4217.',
      attributeIs('currencyID', 'currency'),
    ),
  ]),
  ...typeContexts(),
  context('cbc:IssueDate | cbc:DueDate | cbc:TaxPointDate | cbc:StartDate | cbc:EndDate | cbc:ActualDeliveryDate', [
    fatal('PEPPOL-EN16931-F001', 'A date is written YYYY-MM-DD.', (node) => isDate(node.text)),
  ]),
  contextWhen('cbc:EndpointID', withAttribute('schemeID'), [
    fatal(
      'PEPPOL-EN16931-CL008',
      'The scheme of an electronic address is a code of the EAS list.',
      attributeIs('schemeID', 'eas'),
    ),
  ]),
  ...EXEMPTIONS.map(exemptionContext),
]

const typeContexts = (): Context[] => [
  context('cbc:InvoiceTypeCode', [
    fatal(
      'PEPPOL-EN16931-P0100',
      'The type of an invoice (BT-3) is one that Peppol BIS 3 takes.',
      typeInProcess('invoiceType'),
    ),
    fatal('PEPPOL-EN16931-P0112', 'Types 326 and 384 are for invoices between German parties.', (node, subject) => {
      return !['326', '384'].includes(normalised(node)) || bothGerman(subject)
    }),
  ]),
  context('cbc:CreditNoteTypeCode', [
    fatal(
      'PEPPOL-EN16931-P0101',
      'The type of a credit note (BT-3) is one that Peppol BIS 3 takes.',
      typeInProcess('creditNoteType'),
    ),
  ]),
]

/** Exemption codes that belong to one VAT category. */
const EXEMPTIONS = [
  ['PEPPOL-EN16931-P0104', 'VATEX-EU-G', 'G'],
  ['PEPPOL-EN16931-P0105', 'VATEX-EU-O', 'O'],
  ['PEPPOL-EN16931-P0106', 'VATEX-EU-IC', 'K'],
  ['PEPPOL-EN16931-P0107', 'VATEX-EU-AE', 'AE'],
  ['PEPPOL-EN16931-P0108', 'VATEX-EU-D', 'E'],
  ['PEPPOL-EN16931-P0109', 'VATEX-EU-F', 'E'],
  ['PEPPOL-EN16931-P0110', 'VATEX-EU-I', 'E'],
  ['PEPPOL-EN16931-P0111', 'VATEX-EU-J', 'E'],
] as const

const exemptionContext = ([id, reason, category]: (typeof EXEMPTIONS)[number]): Context =>
  contextWhen('cac:TaxCategory', (node) => path('cbc:TaxExemptionReasonCode')(node)[0]?.text.toUpperCase() === reason, [
    fatal(
      id,
      `Exemption code ${reason} belongs to VAT category ${category}.`,
      (node) => normalised(node.child('cbc:ID')) === category,
    ),
  ])
