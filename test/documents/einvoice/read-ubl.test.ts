import { describe, expect, it } from 'vitest'
import { computeTotals } from '#src/documents/einvoice/compute-totals.ts'
import type { Invoice, Party } from '#src/documents/einvoice/invoice-model.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { formatDecimal, formatShort, parseDecimal } from '#src/kernel/decimal.ts'
import { corpusBytes, corpusText } from '#test/support/corpus.ts'
import { parseCsv } from '#test/support/csv.ts'
import { xmlFacts } from '#test/support/xml-facts.ts'
import { ublFiles } from './invoice-files.ts'

describe('a Nordic bookkeeping year', () => {
  const rows = parseCsv(corpusText('nsg-bookkeeping-year/invoices.csv'))
  it('has invoices to read', () => expect(rows.length).toBeGreaterThan(100))
  it.each(rows.map((row) => [row.invoice_file ?? '', row] as const))(
    '%s is read as its ledger row says',
    (file, row) => {
      const { invoice } = readEInvoice(corpusBytes(`nsg-bookkeeping-year/${file}`))
      expect({
        invoice_id: invoice.number,
        issue_date: invoice.issuedOn,
        due_date: invoice.dueOn,
        currency: invoice.currency,
        payable: invoice.declared.payable && formatDecimal(invoice.declared.payable),
        payment_id: invoice.paymentReference ?? '',
        accounting_cost: invoice.accountingCost ?? '',
        supplier: invoice.supplier.name,
        customer: invoice.customer.name,
      }).toEqual({
        invoice_id: row.invoice_id,
        issue_date: row.issue_date,
        due_date: row.due_date,
        currency: row.currency,
        payable: row.payable,
        payment_id: row.payment_id,
        accounting_cost: row.accounting_cost,
        supplier: row.supplier,
        customer: row.customer,
      })
    },
  )
})

const texts = (values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined)
const plain = (values: readonly string[]) =>
  values.flatMap((value) => {
    const parsed = parseDecimal(value)
    return parsed ? [formatShort(parsed)] : []
  })

/** What the document says at a path against what the invoice holds, for every field that has one place in UBL. */
function compareToFacts(invoice: Invoice, bytes: Uint8Array): void {
  const { leaf, count } = xmlFacts(bytes)
  const line = invoice.kind === 'invoice' ? 'InvoiceLine' : 'CreditNoteLine'
  const first = (path: string) => leaf(path)[0]
  const amount = (path: string) => plain(leaf(path)).at(0)
  const short = (value: Invoice['declared']['net']) => value && formatShort(value)
  const { declared } = invoice
  expect({
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    currency: invoice.currency,
    paymentReference: invoice.paymentReference,
    bankAccount: invoice.bankAccount,
    buyerReference: invoice.buyerReference,
    purchaseOrder: invoice.references.purchaseOrder,
    attachments: invoice.attachments.filter((one) => one.content).length,
    lineNet: short(declared.lineNet),
    net: short(declared.net),
    gross: short(declared.gross),
    prepaid: short(declared.prepaid),
    payable: short(declared.payable),
    lineIds: texts(invoice.lines.map((one) => one.id)),
    lineNets: invoice.lines.map((one) => short(one.net)),
    descriptions: texts(invoice.lines.map((one) => one.description)),
    prices: invoice.lines.map((one) => short(one.unitPrice)).filter((one) => one !== undefined),
    taxable: invoice.vatBreakdown.map((one) => short(one.taxable)),
  }).toEqual({
    number: first('ID'),
    issuedOn: first('IssueDate'),
    dueOn: first('DueDate') ?? first('PaymentMeans/PaymentDueDate'),
    currency: first('DocumentCurrencyCode'),
    paymentReference: first('PaymentMeans/PaymentID'),
    bankAccount: first('PaymentMeans/PayeeFinancialAccount/ID'),
    buyerReference: first('BuyerReference'),
    purchaseOrder:
      first('OrderReference/SalesOrderID') && first('OrderReference/ID') === 'NA'
        ? undefined
        : first('OrderReference/ID'),
    attachments: leaf('AdditionalDocumentReference/Attachment/EmbeddedDocumentBinaryObject').length,
    lineNet: amount('LegalMonetaryTotal/LineExtensionAmount'),
    net: amount('LegalMonetaryTotal/TaxExclusiveAmount'),
    gross: amount('LegalMonetaryTotal/TaxInclusiveAmount'),
    prepaid: amount('LegalMonetaryTotal/PrepaidAmount'),
    payable: amount('LegalMonetaryTotal/PayableAmount'),
    lineIds: leaf(`${line}/ID`),
    lineNets: plain(leaf(`${line}/LineExtensionAmount`)),
    descriptions: leaf(`${line}/Item/Name`),
    prices: plain(leaf(`${line}/Price/PriceAmount`)),
    taxable: plain(leaf('TaxTotal/TaxSubtotal/TaxableAmount')),
  })
  expect(invoice.lines.length).toBe(count(line))
  compareParty(invoice.supplier, 'AccountingSupplierParty/Party', leaf)
  compareParty(invoice.customer, 'AccountingCustomerParty/Party', leaf)
}

function compareParty(party: Party, path: string, leaf: (path: string) => string[]): void {
  const first = (name: string) => leaf(`${path}/${name}`)[0]
  expect({
    name: party.name,
    legalId: party.legalId?.id,
    endpoint: party.endpoint?.id,
    city: party.address?.city,
    country: party.address?.country,
    email: party.contact?.email,
    registrations: [...texts([party.vatNumber]), ...party.taxRegistrations.map((one) => one.id)].sort(),
    identifiers: party.identifiers.map((one) => one.id),
  }).toEqual({
    name: first('PartyLegalEntity/RegistrationName') ?? first('PartyName/Name'),
    legalId: first('PartyLegalEntity/CompanyID'),
    endpoint: first('EndpointID'),
    city: first('PostalAddress/CityName'),
    country: first('PostalAddress/Country/IdentificationCode'),
    email: first('Contact/ElectronicMail'),
    registrations: leaf(`${path}/PartyTaxScheme/CompanyID`).sort(),
    identifiers: leaf(`${path}/PartyIdentification/ID`),
  })
}

describe('every complete UBL document', () => {
  const files = ublFiles()
  it('is there to be read', () => expect(files.length).toBeGreaterThan(180))
  it.each(files)('%s is read as it stands', (file) => {
    const bytes = corpusBytes(file)
    compareToFacts(readEInvoice(bytes).invoice, bytes)
  })
})

describe('computed totals', () => {
  it.each(ublFiles().filter((file) => /peppol-bis.*examples|en16931\/ubl\/examples/.test(file)))(
    'agree with the declared ones in %s',
    (file) => {
      const { invoice } = readEInvoice(corpusBytes(file))
      const computed = computeTotals(invoice)
      const two = (value: Invoice['declared']['net']) => value && Number(formatDecimal(value)).toFixed(2)
      expect([computed.net, computed.vat, computed.gross, computed.payable].map(two)).toEqual(
        [
          invoice.declared.net,
          invoice.declared.vat ?? computed.vat,
          invoice.declared.gross,
          invoice.declared.payable,
        ].map(two),
      )
    },
  )
})
