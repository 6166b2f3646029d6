import { describe, expect, it } from 'vitest'
import { differencesOf } from '#src/documents/einvoice/differences.ts'
import type { Invoice, PaymentMeans } from '#src/documents/einvoice/invoice-model.ts'
import { readInvoiceTree } from '#src/documents/einvoice/read-einvoice.ts'
import { type EInvoiceFormat, specifiedFor } from '#src/documents/einvoice/specified-for.ts'
import { writeEInvoice } from '#src/documents/einvoice/write-einvoice.ts'
import { checkArithmetic } from '#src/documents/rules/check-arithmetic.ts'
import { validateTree } from '#src/documents/rules/validate.ts'
import { fc } from '#test/support/property.ts'
import { fullInvoices } from './full-invoice-arbitrary.ts'

/** EN 16931 in CII has no place for the network of a card. */
const withoutNetwork = ({ card, ...means }: PaymentMeans): PaymentMeans =>
  card ? { ...means, card: { ...card, network: undefined } } : means
const inCii = fullInvoices.map((invoice) => ({ ...invoice, paymentMeans: invoice.paymentMeans.map(withoutNetwork) }))

/** What Germany asks for beside the norm. */
const german = inCii.map((invoice): Invoice => {
  const creditor = { id: 'DE98ZZZ09999999999', scheme: 'SEPA' }
  const { supplier, payee } = invoice
  const isDebited = invoice.paymentMeans.some(({ directDebit }) => directDebit !== undefined)
  const paid = <T extends Invoice['supplier']>(party: T): T =>
    isDebited ? { ...party, identifiers: [...party.identifiers, creditor] } : party
  const contact = { name: 'Øst', phone: '+47 22 33 44 55', email: 'a@b.example' }
  return {
    ...invoice,
    supplier: { ...(payee ? supplier : paid(supplier)), contact },
    payee: payee && paid(payee),
  }
})

const cases: [EInvoiceFormat, fc.Arbitrary<Invoice>][] = [
  ['ubl', fullInvoices],
  ['cii', inCii],
  ['facturx', inCii],
  ['xrechnung-ubl', german],
  ['xrechnung-cii', german],
]

describe('an invoice with all that EN 16931 knows', () => {
  it.each(cases)('breaks no rule as %s, loses nothing and reads back as it was', (format, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (invoice) => {
        const written = writeEInvoice(invoice, format)
        expect(written.lost).toEqual([])
        const read = readInvoiceTree(written.root)
        expect(read.exceptions).toEqual([])
        expect(differencesOf(specifiedFor(invoice, format), read.invoice)).toEqual([])
        expect(validateTree(written.root).fired.filter(({ flag }) => flag === 'fatal')).toEqual([])
        expect(checkArithmetic({ ...read, root: written.root }).fired).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
