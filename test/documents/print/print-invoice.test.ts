import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type Invoice, readEInvoice, validate } from '#src/documents/einvoice/index.ts'
import { writeEInvoice } from '#src/documents/einvoice/write-einvoice.ts'
import { embeddedFiles } from '#src/documents/pdf/embedded-files.ts'
import { PLAIN_LOOK, type PrintFormat, printInvoice, readLogo } from '#src/documents/print/index.ts'
import { openPdf } from '#src/documents/reading/thread/open-pdf.ts'
import { drawPage } from '#src/documents/reading/thread/render-page.ts'
import { sheetOf } from '#src/documents/sheet/index.ts'
import { LOCALES } from '#src/kernel/locale.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { placesInPdf, textOfPdf, unspaced } from '#test/support/pdf-text.ts'
import { fc } from '#test/support/property.ts'
import { invoiceXml, NORWEGIAN } from '#test/support/receipts.ts'
import { invoices } from '../einvoice/invoice-arbitrary.ts'
import { pdfaFaults } from './pdfa-faults.ts'

const print = async (invoice: Invoice, format: PrintFormat = 'pdf', look = PLAIN_LOOK): Promise<Uint8Array> =>
  (await printInvoice(invoice, { locale: 'nb', look, format })).bytes
const textOf = async (bytes: Uint8Array): Promise<string> => unspaced((await textOfPdf(bytes)).join(''))
/** Letters that the font lacks are boxes in the text that another library reads. */
const shown = (text: string): string => unspaced(text.replaceAll('漢', '□'))

/** The text of a PDF, none of which may stand beside its pages or on the foot of them. */
async function demandOnPaper(bytes: Uint8Array): Promise<string> {
  const pages = await placesInPdf(bytes)
  const foot = pages.map((page) => Math.max(...page.filter(({ text }) => /^Side \d/.test(text)).map(({ y }) => y)))
  const astray = pages.flatMap((page, index) =>
    page.filter(({ text, x, y, width }) => {
      const isFoot = /^Side \d/.test(text) || text.trim() === ''
      return !isFoot && (x < 50 || x + width > 550 || y > 815 || y <= (foot[index] ?? 0) + 8)
    }),
  )
  expect(astray).toEqual([])
  return pages.flatMap((page) => page.map(({ text }) => text)).join(' ')
}

const simple = (): Invoice => readEInvoice(invoiceXml({ number: 'F-77', kid: '1234567897' })).invoice
const norwegian = (): Invoice => readEInvoice(corpusBytes(NORWEGIAN)).invoice

describe('an invoice in print', () => {
  it('is a PDF/A-3a whose text says number, what is to pay and the reference, whatever the invoice', async () => {
    await fc.assert(
      fc.asyncProperty(invoices, fc.constantFrom(...LOCALES), async (invoice, locale) => {
        const { bytes } = await printInvoice(invoice, { locale, look: PLAIN_LOOK, format: 'pdf' })
        expect(pdfaFaults(bytes)).toEqual([])
        const text = unspaced(await demandOnPaper(bytes))
        const { number, payable, payment } = sheetOf(invoice, locale)
        const paid = payment.ways.flatMap(({ main }) => main.map(({ value }) => value))
        for (const wanted of [number, payable.value, ...paid]) expect(text).toContain(shown(wanted))
      }),
      { numRuns: 25 },
    )
  })

  it('is a Factur-X whose data is the XML that the format writes, and reads and judges as such', async () => {
    await fc.assert(
      fc.asyncProperty(invoices, async (invoice) => {
        const bytes = await print(invoice, 'facturx')
        expect(pdfaFaults(bytes)).toEqual([])
        const { xml } = writeEInvoice(invoice, 'facturx')
        expect(Buffer.from(embeddedFiles(bytes).files[0]?.bytes ?? []).toString()).toBe(xml)
        expect(readEInvoice(bytes).invoice).toEqual(readEInvoice(Buffer.from(xml)).invoice)
        expect(validate(bytes)).toEqual(validate(Buffer.from(xml)))
      }),
      { numRuns: 25 },
    )
  })

  it('names its data as Factur-X asks', async () => {
    const bytes = await print(norwegian(), 'facturx')
    const raw = Buffer.from(bytes).toString('latin1')
    const [file, ...others] = embeddedFiles(bytes).files
    expect(others).toEqual([])
    expect(file).toMatchObject({ name: 'factur-x.xml', mediaType: 'text/xml' })
    expect(raw).toContain('/AFRelationship /Alternative')
    for (const property of ['DocumentType>INVOICE', 'DocumentFileName>factur-x.xml', 'Version>1.0', 'Level>EN 16931'])
      expect(raw).toContain(property)
  })

  it('gives the same bytes for the same invoice, and an id of its own to every other', async () => {
    const [first, again, other] = await Promise.all([
      print(simple()),
      print(simple()),
      print({ ...simple(), number: 'F-78' }),
    ])
    expect(Buffer.from(first).equals(again)).toBe(true)
    const idOf = (bytes: Uint8Array) => /\/ID \[<(\w+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1]
    expect(idOf(first)).toMatch(/^[0-9a-f]{32}$/)
    expect(idOf(other)).not.toBe(idOf(first))
  })

  it('goes on over pages with the head of the table and the number of each page', async () => {
    const invoice = simple()
    const [line] = invoice.lines
    if (!line) throw new Error('no line')
    const lines = Array.from({ length: 300 }, (_, index) => ({ ...line, description: `Vare nr. ${index + 1} ende` }))
    const bytes = await print({ ...invoice, lines })
    const pages = (await textOfPdf(bytes)).map(unspaced)
    expect(pages.length).toBeGreaterThan(7)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Side${index + 1}/${pages.length}`)
      if (index < pages.length - 1) expect(page).toContain('BeskrivelseAntallPrisMvaBeløp')
      if (index > 0) expect(page).toContain('NordkraftAS·FakturaF-77')
    }
    for (const { description } of lines) expect(pages.join('')).toContain(unspaced(description))
    expect(pdfaFaults(bytes)).toEqual([])
  })

  it('wraps texts of any length, and cuts words that no line holds', async () => {
    const invoice = simple()
    const long = 'Installasjon og igangkjøring av anlegg '.repeat(300)
    const word = 'x'.repeat(3000)
    const lines = invoice.lines.map((line) => ({ ...line, description: word, details: long, note: 'a\nb\r\nc' }))
    const text = await textOf(await print({ ...invoice, lines, notes: [{ text: long }], paymentTerms: long }))
    expect(text.match(/igangkjøring/g)).toHaveLength(3 * 300)
    expect(text).toContain('abc')
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(3000)
  })

  it('loses nothing of what is more than a page holds, wherever it stands', async () => {
    const invoice = simple()
    const long = (word: string) => `${word} `.repeat(900)
    const many = (name: string) => Array.from({ length: 150 }, (_, index) => ({ number: `${name}${index}x` }))
    const said: Invoice = {
      ...invoice,
      number: long('nummer'),
      precedingInvoices: many('K'),
      supplier: { ...invoice.supplier, name: long('selger'), taxRegistrations: [{ id: long('register') }] },
      customer: { ...invoice.customer, name: long('kunde'), address: { street: long('gate') } },
      payee: { ...invoice.customer, name: long('mottaker') },
      paymentMeans: invoice.paymentMeans.map((means) => ({
        ...means,
        text: long('overføring'),
        reference: long('ref'),
      })),
      allowances: many('R').map(({ number }) => ({ reason: number, amount: { units: 1n, scale: 2 } })),
    }
    const bytes = await print(said)
    expect(pdfaFaults(bytes)).toEqual([])
    const text = await demandOnPaper(bytes)
    for (const word of ['nummer', 'register', 'kunde', 'gate', 'mottaker', 'overføring', 'ref'])
      expect([word, text.match(new RegExp(word, 'g'))?.length ?? 0]).toEqual([word, expect.toSatisfy((n) => n >= 900)])
    for (const { number } of [...many('K'), ...many('R')]) expect(text).toContain(number)
  })

  it('keeps letters that the font lacks in its text layer, and takes out what is not seen', async () => {
    const invoice = simple()
    const supplier = { ...invoice.supplier, name: '北京 Łódź\u0000\u202e Αθήνα \u00adПривет 🙂' }
    const bytes = await print({ ...invoice, supplier })
    expect(pdfaFaults(bytes)).toEqual([])
    expect(await textOf(bytes)).toContain('□□ŁódźΑθήναПривет□')
  })

  it('shows no code to scan but for euros to an IBAN', async () => {
    const invoice = simple()
    const euros = { ...invoice, currency: 'EUR' }
    expect(await textOf(await print(invoice))).not.toContain('Skann')
    expect(await textOf(await print(euros))).toContain('Skannforåbetale')
    expect(await textOf(await print({ ...euros, kind: 'creditNote' }))).not.toContain('Skann')
  })

  it('prints a code that a phone reads as the transfer', async () => {
    const invoice = { ...simple(), currency: 'EUR' }
    const pdf = await openPdf(await print(invoice), 1e7)
    const canvas = await drawPage(await pdf.getPage(1), 3)
    const scanned = decodeQR({ data: canvas.data(), width: canvas.width, height: canvas.height })
    await pdf.loadingTask.destroy()
    expect(scanned).toBe(sheetOf(invoice, 'nb').payment.code?.content)
    expect(scanned.split('\n').slice(5, 8)).toEqual(['Nordkraft AS', 'NO9386011117947', 'EUR1250.00'])
  })

  it('takes a logo of any shape without transparency', async () => {
    const picture = await sharp({ create: { width: 2000, height: 300, channels: 4, background: '#f008' } })
      .png()
      .toBuffer()
    const logo = await readLogo(picture)
    expect(logo).toMatchObject({ width: 900, height: 135 })
    expect((await sharp(logo?.png).metadata()).hasAlpha).toBe(false)
    expect(pdfaFaults(await print(simple(), 'pdf', { ...PLAIN_LOOK, logo, isDraft: true }))).toEqual([])
    expect(await readLogo(new Uint8Array([1, 2, 3]))).toBeUndefined()
  })

  it('is told from a PDF that breaks the clauses', () => {
    const plain = corpusBytes('zugferd-corpus/ZUGFeRDv1/correct/Intarsys/ZUGFeRD_1p0_COMFORT_Einfach.pdf')
    const broken = Buffer.from(plain)
      .toString('latin1')
      .replace(/GTS_PDFA1/g, 'GTS_PDFX00')
      .replace(/\/ID *\[/, '/Ix [')
    expect(pdfaFaults(Buffer.from(broken, 'latin1'))).toEqual(expect.arrayContaining(['6.1.3 id', '6.2.3 kind']))
  })
})
