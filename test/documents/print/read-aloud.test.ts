import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type Invoice, readEInvoice } from '#src/documents/einvoice/index.ts'
import { PLAIN_LOOK, printInvoice, readLogo } from '#src/documents/print/index.ts'
import { sheetOf } from '#src/documents/sheet/index.ts'
import { LOCALES } from '#src/kernel/locale.ts'
import { type Read, readAloud } from '#test/support/pdf-structure.ts'
import { unspaced } from '#test/support/pdf-text.ts'
import { fc } from '#test/support/property.ts'
import { invoiceXml } from '#test/support/receipts.ts'
import { invoices } from '../einvoice/invoice-arbitrary.ts'
import { pdfuaFaults } from './pdfua-faults.ts'

const simple = (): Invoice => readEInvoice(invoiceXml({ number: 'F-77', kid: '1234567897' })).invoice
const print = async (invoice: Invoice, look = PLAIN_LOOK): Promise<Uint8Array> =>
  (await printInvoice(invoice, { locale: 'nb', look, format: 'pdf' })).bytes
const spoken = (read: readonly Read[]): string[] => read.map(({ role, text }) => `${role}: ${text.trim()}`)

async function logo() {
  const picture = await sharp({ create: { width: 400, height: 100, channels: 4, background: '#f00' } })
    .png()
    .toBuffer()
  const read = await readLogo(picture)
  if (!read) throw new Error('no logo')
  return read
}

describe('an invoice read aloud', () => {
  it('is a PDF/UA-1 that reads all that the sheet says, whatever the invoice', async () => {
    await fc.assert(
      fc.asyncProperty(invoices, fc.constantFrom(...LOCALES), async (invoice, locale) => {
        const { bytes } = await printInvoice(invoice, { locale, look: PLAIN_LOOK, format: 'facturx' })
        expect(pdfuaFaults(bytes)).toEqual([])
        const aloud = unspaced((await readAloud(bytes)).map(({ text }) => text).join(''))
        const sheet = sheetOf(invoice, locale)
        const said = [
          sheet.number,
          sheet.supplier.name,
          sheet.customer.name,
          sheet.payable.value,
          ...sheet.notes,
          ...sheet.lines.flatMap(({ description, details, net }) => [description, ...details, net]),
          ...sheet.sums.map(({ value }) => value),
          ...sheet.vat.rows.flatMap(({ rate, vat, reason }) => [rate, vat, reason]),
          ...sheet.attachments.map(({ name }) => name),
        ]
        for (const text of said) expect(aloud).toContain(unspaced(text.replaceAll('漢', '□')))
      }),
      { numRuns: 25 },
    )
  })

  it('goes from the seller over title, dates and lines to what is to pay and how', async () => {
    const invoice: Invoice = { ...simple(), currency: 'EUR', paymentTerms: 'Rente etter forfall' }
    const read = spoken(await readAloud(await print(invoice, { ...PLAIN_LOOK, logo: await logo(), footer: 'Bunn' })))
    expect(read.slice(0, 2)).toEqual(['Figure: Logo: Nordkraft AS', 'P: Nordkraft AS'])
    const wanted = [
      'H1: Faktura F-77',
      'Table/TR/TH: Forfallsdato',
      'Table/TR/TD: 16.03.2026',
      'Table/TR/TH: Beskrivelse',
      'Table/TR/TH: Power',
      'Table/TR/TD: 1 000,00',
      'Table/TR/TH: 25 %',
      'Table/TR/TH: Sum inkl. mva',
      'Table/TR/TD: 1 250,00 EUR',
      'Table/TR/TH: KID',
      'Table/TR/TD: 1234567897',
      'Figure: QR: Skann for å betale',
      'H2: Betingelser',
      'P: Rente etter forfall',
    ]
    const places = wanted.map((one) => read.findIndex((said) => said.replaceAll('\u00a0', ' ') === one))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(read.join()).not.toMatch(/Bunn|Side 1/)
  })

  it('reads the head of a table once, however many pages it goes on on', async () => {
    const [line] = simple().lines
    if (!line) throw new Error('no line')
    const lines = Array.from({ length: 120 }, (_, index) => ({ ...line, description: `Vare ${index + 1}` }))
    const bytes = await print({ ...simple(), lines }, { ...PLAIN_LOOK, isDraft: true })
    expect(pdfuaFaults(bytes)).toEqual([])
    const read = spoken(await readAloud(bytes))
    expect(read.filter((one) => one === 'Table/TR/TH: Beskrivelse')).toHaveLength(1)
    expect(read.filter((one) => one.startsWith('Table/TR/TH: Vare '))).toHaveLength(120)
  })

  it('is told from a PDF that breaks the clauses', async () => {
    const bytes = await print({ ...simple(), currency: 'EUR' })
    const broken = Buffer.from(bytes)
      .toString('latin1')
      .replace('/Scope /Row', '/Xcope /Row')
      .replace('/Alt (', '/Axt (')
      .replace('/Marked true', '/Marked null')
      .replace('/S /H1', '/S /H2')
      .replace('/S /TD', '/S /LI')
      .replace(/\/K \[0\]/, '/K [9]')
    expect(pdfuaFaults(Buffer.from(broken, 'latin1'))).toEqual(
      expect.arrayContaining([
        '6.2 tagged',
        '7.5 what a TH heads',
        '7.3 what a picture shows',
        '7.4.2 headings begin with the first level',
        '7.2 what is in a TR',
        '7.1 each mark belongs to an element',
      ]),
    )
  })
})
