import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Invoice } from '#src/documents/einvoice/invoice-model.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { writeUbl } from '#src/documents/einvoice/ubl/write-ubl.ts'
import { checkArithmetic } from '#src/documents/rules/check-arithmetic.ts'
import { validateTree } from '#src/documents/rules/validate.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { invoices } from './invoice-arbitrary.ts'
import { ublFiles } from './invoice-files.ts'

const roundTrip = (invoice: Invoice) => readEInvoice(Buffer.from(writeUbl(invoice)))

describe('writeUbl', () => {
  it('writes what reads back as the same invoice, and breaks no rule of EN 16931', () => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        const read = roundTrip(invoice)
        expect(read.invoice).toEqual(invoice)
        expect(read.exceptions).toEqual([])
        expect(validateTree(read.root, { rules: ['en16931'] }).fired.filter((one) => one.flag === 'fatal')).toEqual([])
        expect(checkArithmetic(read).fired).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
  it.each(ublFiles().filter((file) => /^(peppol|en16931)/.test(file)))('keeps what %s says', (file) => {
    const { invoice } = readEInvoice(corpusBytes(file))
    const again = roundTrip(invoice).invoice
    expect({ ...again, attachments: again.attachments.length }).toEqual({
      ...invoice,
      customizationId: again.customizationId,
      profileId: again.profileId,
      attachments: invoice.attachments.length,
    })
  })
})
