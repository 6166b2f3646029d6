import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { FieldReader } from '../field-reader.ts'
import type { Exception, Invoice, InvoiceLine } from '../invoice-model.ts'
import { readUbl } from '../ubl/read-ubl.ts'
import { categoryOf, isVat } from './danish-words.ts'
import { readDanishMeans } from './read-means.ts'
import { danishParty } from './read-party.ts'
import { readDanishTaxes } from './read-taxes.ts'

/**
 * Reads an OIOUBL 2.0 or 2.1 invoice or credit note (NemHandel): UBL, with codes of its own, taxes on each line, and a
 * TaxExclusiveAmount that is the sum of the taxes. Guidelines: oioubl.info, of the Danish Business Authority.
 */
export function readOioubl(root: XmlElement): { invoice: Invoice; exceptions: Exception[] } {
  const { invoice, exceptions } = readUbl(root)
  const fields = new FieldReader()
  const party = (role: string) => root.at(role, 'cac:Party')
  const lines = [...root.all('cac:InvoiceLine'), ...root.all('cac:CreditNoteLine')]
  const taxes = readDanishTaxes(fields, root, invoice)
  const paymentMeans = root.all('cac:PaymentMeans').map(readDanishMeans)
  const read: Invoice = {
    ...invoice,
    // They name another specification than EN 16931, which the invoice does not follow in any other form.
    customizationId: undefined,
    profileId: undefined,
    supplier: danishParty(invoice.supplier, party('cac:AccountingSupplierParty')),
    customer: danishParty(invoice.customer, party('cac:AccountingCustomerParty')),
    payee: invoice.payee && danishParty(invoice.payee, root.child('cac:PayeeParty')),
    paymentMeans,
    paymentReference: paymentMeans.find(({ reference }) => reference !== undefined)?.reference,
    bankAccount: paymentMeans.find(({ account }) => account?.id !== undefined)?.account?.id,
    ...taxes,
    lines: invoice.lines.map((line, index) => danishLine(fields, line, lines[index], `/lines/${index}`)),
  }
  return { invoice: read, exceptions: [...exceptions, ...fields.exceptions] }
}

/** What senders write as the name of an item that has only a description. */
const NO_NAME = /^(n\/?a|-)$/i

function danishLine(
  fields: FieldReader,
  line: InvoiceLine,
  element: XmlElement | undefined,
  pointer: string,
): InvoiceLine {
  const subtotals = (element?.all('cac:TaxTotal') ?? []).flatMap((total) => total.all('cac:TaxSubtotal'))
  const category =
    subtotals.map((one) => one.child('cac:TaxCategory')).find(isVat) ??
    element?.at('cac:Item', 'cac:ClassifiedTaxCategory')
  const isNamed = line.description !== undefined && !NO_NAME.test(line.description)
  return {
    ...line,
    description: isNamed ? line.description : (line.details ?? line.description),
    details: isNamed ? line.details : undefined,
    vatCode: categoryOf(category?.textAt('cbc:ID')),
    vatRate: fields.decimal(category?.child('cbc:Percent'), `${pointer}/vatRate`),
  }
}
