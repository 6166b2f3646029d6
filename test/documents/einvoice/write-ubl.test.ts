import { describe, expect, it } from 'vitest'
import type { Invoice } from '#src/documents/einvoice/invoice-model.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { writeUbl } from '#src/documents/einvoice/ubl/write-ubl.ts'
import { checkArithmetic } from '#src/documents/rules/check-arithmetic.ts'
import { validateTree } from '#src/documents/rules/validate.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { fc } from '#test/support/property.ts'
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

  it('keeps the words of a note that look like a subject code', () => {
    const [invoice] = fc.sample(invoices, 1)
    if (!invoice) throw new Error('no sample')
    const said = ['#aaa#a', 'see #xyz# below', '#AAI#', 'no. #1 and #2']
    const read = roundTrip({ ...invoice, notes: said.map((text) => ({ text })) })
    expect(read.invoice.notes.map((note) => note.text)).toEqual(said)
    expect(validateTree(read.root, { rules: ['en16931'] }).fired.map((one) => one.id)).not.toContain('BR-CL-08')
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
