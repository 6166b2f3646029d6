import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { notCarried } from '#src/documents/einvoice/not-carried.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { EINVOICE_FORMATS } from '#src/documents/einvoice/specified-for.ts'
import { writeEInvoice } from '#src/documents/einvoice/write-einvoice.ts'
import { corpusFiles } from '#test/support/corpus.ts'
import { fc } from '#test/support/property.ts'
import { invoiceXml } from '#test/support/receipts.ts'
import { fullInvoices } from './full-invoice-arbitrary.ts'

const leftOf = (xml: string) =>
  notCarried(readEInvoice(Buffer.from(xml))).map(({ pointer, message }) => `${pointer} ${message}`)
const simple = () => Buffer.from(invoiceXml({ number: 'F-1' })).toString()

describe('what no other form of a document can say', () => {
  it('is told with its place, its first value and how many there are', () => {
    const place = '<cac:DeliveryLocation><cbc:ID>7</cbc:ID></cac:DeliveryLocation>'
    const delivery = `<cac:Delivery><cbc:ActualDeliveryDate>2026-03-01</cbc:ActualDeliveryDate>${place}</cac:Delivery>`
    const xml = simple()
      .replace('</cbc:ID>', '</cbc:ID><cbc:UUID>9f0d</cbc:UUID>')
      .replace(/(<cac:InvoiceLine>[\s\S]*?<\/cbc:LineExtensionAmount>)/, `$1${delivery}`)
    expect(leftOf(xml)).toEqual([
      '/ubl:Invoice/cbc:UUID The invoice has no place for cbc:UUID "9f0d"; it is left out.',
      '/ubl:Invoice/cac:InvoiceLine/cac:Delivery The invoice has no place for cac:Delivery "2026-03-01" and 1 more; it is left out.',
    ])
  })

  it('is nothing where only the words differ', () => {
    const terms = '<cac:PaymentTerms><cbc:Note>Rente</cbc:Note></cac:PaymentTerms>'
    const xml = simple()
      .replace('<cbc:CustomizationID>', '<cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:CustomizationID>')
      .replace('<cac:TaxTotal>', `${terms}${terms.replace('Rente', 'Gebyr')}<cac:TaxTotal>`)
      .replace(/>1000\.00</g, '> 1000.0 <')
    expect(readEInvoice(Buffer.from(xml)).invoice.paymentTerms).toBe('Rente\nGebyr')
    expect(leftOf(xml)).toEqual([])
  })

  it('is nothing for what we write ourselves', () => {
    fc.assert(
      fc.property(fullInvoices, fc.constantFrom(...EINVOICE_FORMATS), (invoice, format) => {
        expect(leftOf(writeEInvoice(invoice, format).xml)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('is nothing for the examples of Peppol, and the sub-lines of an XRechnung with its extension', () => {
    const examples = corpusFiles('peppol-bis-billing-3', '.xml').map((file) => readFileSync(file))
    const read = examples.flatMap((bytes) => {
      try {
        return [readEInvoice(bytes)]
      } catch {
        return []
      }
    })
    expect(read.length).toBeGreaterThan(10)
    expect(read.flatMap(notCarried)).toEqual([])
    const [extended = ''] = corpusFiles('xrechnung-testsuite', '.xml').filter((file) =>
      /04\.01a-INVOICE_ubl/.test(file),
    )
    const left = notCarried(readEInvoice(readFileSync(extended))).map(({ pointer }) => pointer)
    expect(left).toContain('/ubl:Invoice/cac:InvoiceLine/cac:SubInvoiceLine')
  })
})
