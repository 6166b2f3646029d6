import { isZero } from '#src/kernel/decimal.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { formOf } from '../account-form.ts'
import { attributeOf, FieldReader, textOf } from '../field-reader.ts'
import type { AllowanceCharge, Delivery, Exception, Invoice, PaymentMeans, Totals } from '../invoice-model.ts'
import { readFinnishAddress, readFinnishParty } from './read-party.ts'
import { categoryOf, readRows } from './read-rows.ts'
import { FinvoiceReader, isBelowZero, linesOf } from './values.ts'

/** Types of Finvoice that give money back, and those of UNTDID 1001 that say so. */
const CREDIT = 'INV02'
const CREDIT_NOTES = ['381', '383', '396']

/**
 * Reads a Finvoice 2.0 to 3.0 (Finance Finland, "Finvoice implementation guidelines"). Its elements have no namespace and
 * begin with the role of whom they are about; amounts are written with a comma.
 */
export function readFinvoice(root: XmlElement): { invoice: Invoice; exceptions: Exception[] } {
  const fields = new FieldReader()
  const details = root.child('InvoiceDetails')
  const gross = details?.child('InvoiceTotalVatIncludedAmount')
  const isCredit = isCreditNote(details)
  const reader = new FinvoiceReader(fields, isCredit && isBelowZero(fields, gross))
  const paymentMeans = readMeans(root)
  const adjustments = (name: string, pointer: string) =>
    (details?.all(name) ?? []).flatMap((one, at) => readAdjustment(reader, one, `${pointer}/${at}`))
  const allowances = adjustments('DiscountDetails', '/allowances')
  const charges = adjustments('ChargeDetails', '/charges')
  const invoice: Invoice = {
    kind: isCredit ? 'creditNote' : 'invoice',
    typeCode: details?.textAt('InvoiceTypeCodeUN') ?? (isCredit ? '381' : '380'),
    currency: attributeOf(gross, 'AmountCurrencyIdentifier'),
    ...readHead(reader, root, details),
    supplier: readFinnishParty(root, 'Seller'),
    customer: readFinnishParty(root, 'Buyer'),
    delivery: readDelivery(reader, root),
    attachments: [],
    paymentMeans,
    paymentReference: paymentMeans.find(({ reference }) => reference !== undefined)?.reference,
    bankAccount: paymentMeans.find(({ account }) => account?.id !== undefined)?.account?.id,
    allowances,
    charges,
    vatBreakdown: (details?.all('VatSpecificationDetails') ?? []).map((one, at) => {
      const pointer = `/vatBreakdown/${at}`
      const vatRate = reader.number(one.child('VatRatePercent'), `${pointer}/vatRate`)
      return {
        taxable: reader.amount(one.child('VatBaseAmount'), `${pointer}/taxable`),
        vat: reader.amount(one.child('VatRateAmount'), `${pointer}/vat`),
        vatCode: categoryOf(one.textAt('VatCode'), vatRate),
        vatRate,
        exemptionReason: one.textAt('VatExemptionReasonText') ?? linesOf(one, 'VatFreeText'),
      }
    }),
    declared: readTotals(reader, root, allowances.length + charges.length > 0),
    lines: readRows(reader, root),
  }
  return { invoice, exceptions: fields.exceptions }
}

function isCreditNote(details: XmlElement | undefined): boolean {
  const code = details?.textAt('InvoiceTypeCodeUN')
  return details?.textAt('InvoiceTypeCode') === CREDIT || (code !== undefined && CREDIT_NOTES.includes(code))
}

function readHead(reader: FinvoiceReader, root: XmlElement, details: XmlElement | undefined) {
  const payment = root.at('EpiDetails', 'EpiPaymentInstructionDetails')
  const terms = details?.child('PaymentTermsDetails')
  const from = reader.date(details?.child('InvoicingPeriodStartDate'), '/period/from')
  const to = reader.date(details?.child('InvoicingPeriodEndDate'), '/period/to')
  const original = details?.textAt('OriginalInvoiceNumber')
  const originalOn = reader.date(details?.child('OriginalInvoiceDate'), '/precedingInvoices/0/issuedOn')
  const note = linesOf(details, 'InvoiceFreeText')
  return {
    number: details?.textAt('InvoiceNumber'),
    issuedOn: reader.date(details?.child('InvoiceDate'), '/issuedOn'),
    dueOn: reader.date(terms?.child('InvoiceDueDate') ?? payment?.child('EpiDateOptionDate'), '/dueOn'),
    buyerReference: details?.textAt('BuyerReferenceIdentifier'),
    notes: note === undefined ? [] : [{ text: note }],
    period: from || to ? { from, to } : undefined,
    references: {
      purchaseOrder: details?.textAt('OrderIdentifier'),
      salesOrder: details?.textAt('SellerReferenceIdentifier'),
      contract: details?.textAt('AgreementIdentifier'),
      project: details?.textAt('ProjectReferenceIdentifier'),
      tender: details?.textAt('TenderReference'),
    },
    precedingInvoices: original === undefined ? [] : [{ number: original, issuedOn: originalOn }],
    paymentTerms: linesOf(terms, 'PaymentTermsFreeText'),
  }
}

/** The payment order that a Finvoice carries, and the other accounts of the seller. */
function readMeans(root: XmlElement): PaymentMeans[] {
  const epi = root.child('EpiDetails')
  const order = epi?.child('EpiPaymentInstructionDetails')
  const payee = epi?.at('EpiPartyDetails', 'EpiBeneficiaryPartyDetails')
  const accounts = (root.child('SellerInformationDetails')?.all('SellerAccountDetails') ?? []).flatMap((one) => {
    const id = one.textAt('SellerAccountID')
    return id === undefined ? [] : [{ id, form: formOf(id), bank: one.textAt('SellerBic'), name: undefined }]
  })
  const own = textOf(payee?.child('EpiAccountID'))
  const bank = epi?.textAt('EpiPartyDetails', 'EpiBfiPartyDetails', 'EpiBfiIdentifier')
  const first =
    own === undefined ? accounts[0] : { id: own, form: formOf(own), bank, name: payee?.textAt('EpiNameAddressDetails') }
  const reference = order?.textAt('EpiRemittanceInfoIdentifier')
  if (first === undefined && reference === undefined) return []
  const others = accounts.filter(({ id }) => id !== first?.id).map((account) => ({ account }))
  return [{ code: order?.textAt('EpiPaymentMeansCode'), reference, account: first }, ...others]
}

function readDelivery(reader: FinvoiceReader, root: XmlElement): Delivery | undefined {
  const deliveredOn = reader.date(root.at('DeliveryDetails', 'DeliveryDate'), '/delivery/deliveredOn')
  const party = root.child('DeliveryPartyDetails')
  if (!deliveredOn && !party) return undefined
  return {
    deliveredOn,
    name: party?.textAt('DeliveryOrganisationName'),
    address: readFinnishAddress(party?.child('DeliveryPostalAddressDetails'), 'Delivery'),
  }
}

function readAdjustment(reader: FinvoiceReader, element: XmlElement, pointer: string): AllowanceCharge[] {
  const amount = reader.amount(element.child('Amount'), `${pointer}/amount`)
  if (!amount || isZero(amount)) return []
  const vatRate = reader.number(element.child('VatRatePercent'), `${pointer}/vatRate`)
  return [
    {
      amount,
      baseAmount: reader.amount(element.child('BaseAmount'), `${pointer}/baseAmount`),
      percent: reader.number(element.child('Percent'), `${pointer}/percent`),
      reason: element.textAt('FreeText') ?? element.textAt('ReasonText'),
      reasonCode: element.textAt('ReasonCode'),
      vatCode: categoryOf(element.textAt('VatCategoryCode') ?? element.textAt('VatCode'), vatRate),
      vatRate,
    },
  ]
}

/** What a payment order is about; that of a credit note is over nothing. */
function readTotals(reader: FinvoiceReader, root: XmlElement, isAdjusted: boolean): Totals {
  const details = root.child('InvoiceDetails')
  const total = (name: string, field: string) => reader.amount(details?.child(name), `/declared/${field}`)
  const order = root.at('EpiDetails', 'EpiPaymentInstructionDetails', 'EpiInstructedAmount')
  const ordered = reader.amount(order, '/declared/payable')
  const net = total('InvoiceTotalVatExcludedAmount', 'net')
  const gross = total('InvoiceTotalVatIncludedAmount', 'gross')
  return {
    // Rows alone make up the total where nothing is taken off or added for the whole; before 3.0 it is not stated.
    lineNet: total('RowsTotalVatExcludedAmount', 'lineNet') ?? (isAdjusted ? undefined : net),
    net,
    vat: total('InvoiceTotalVatAmount', 'vat'),
    gross,
    prepaid: total('InvoicePaidAmount', 'prepaid'),
    rounding: total('InvoiceTotalRoundoffAmount', 'rounding'),
    payable: ordered && !isZero(ordered) ? ordered : gross,
  }
}
