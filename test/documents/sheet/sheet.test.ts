import { describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/index.ts'
import { sheetHtml, sheetOf } from '#src/documents/sheet/index.ts'
import { formatShort } from '#src/kernel/decimal.ts'
import { formatAmount, formatDate } from '#src/kernel/figures.ts'
import { LOCALES, type Locale } from '#src/kernel/locale.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { unspaced } from '#test/support/pdf-text.ts'
import { fc } from '#test/support/property.ts'
import { invoiceXml, NORWEGIAN } from '#test/support/receipts.ts'
import { invoices } from '../einvoice/invoice-arbitrary.ts'
import { textOfHtml } from './text-of-html.ts'

const sheet = (bytes: Uint8Array, locale: Locale = 'nb'): string =>
  sheetHtml(sheetOf(readEInvoice(bytes).invoice, locale))

/** What is said in words of the language (units, categories, countries), or twice, or only to machines. */
const IN_WORDS = /\/(kind|unit|priceBaseUnit|vatCode|originCountry|country|form|scheme|mediaType|content|reasonCode)$/
const TWICE =
  /\/(bankAccount|paymentReference|supplier\/organisationNumber|customer\/organisationNumber)$|\/paymentMeans\/\d+\/code$/
/** Sums that the only allowance or charge says, or that are the net as well. */
const SAID_BY_ITEMS = /\/declared\/(lineNet|allowances|charges)$/

interface Leaf {
  readonly pointer: string
  readonly text: string
}

/** Every value of an invoice, as a reader of the language would look for it. */
function* leaves(value: unknown, locale: Locale, pointer = ''): Generator<Leaf> {
  if (value === undefined || IN_WORDS.test(pointer) || TWICE.test(pointer) || SAID_BY_ITEMS.test(pointer)) return
  if (typeof value === 'string') {
    const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, locale) : value
    yield { pointer, text: unspaced(text) }
    return
  }
  if (typeof value !== 'object' || value === null) return
  if ('units' in value && 'scale' in value) {
    const { units, scale } = value as { units: bigint; scale: number }
    const positive = { units: units < 0n ? -units : units, scale }
    // Zeros at the end may be more or fewer; what stands before them is the figure.
    yield { pointer, text: unspaced(formatAmount(formatShort(positive), locale)) }
    return
  }
  for (const [key, one] of Object.entries(value)) yield* leaves(one, locale, `${pointer}/${key}`)
}

describe('an e-invoice as a page', () => {
  it('says all that the invoice says, in either language', () => {
    fc.assert(
      fc.property(invoices, fc.constantFrom(...LOCALES), (invoice, locale) => {
        const text = textOfHtml(sheetHtml(sheetOf(invoice, locale)))
        const missing = [...leaves(invoice, locale)].filter((leaf) => !text.includes(leaf.text))
        expect(missing).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('is in the reader’s language and form of numbers', () => {
    const nb = sheet(invoiceXml({ number: 'F-77', kid: '1234567897' }))
    for (const text of ['<html lang="nb">', 'Faktura F-77', 'Nordkraft AS', '1\u202f250,00', '1234567897', 'KID'])
      expect(nb).toContain(text)
    expect(nb).toContain('8601\u00a011\u00a017947')
    const en = sheet(invoiceXml({ number: 'F-78' }), 'en')
    for (const text of ['<html lang="en">', 'Invoice F-78', '1,250.00', '2 Mar 2026']) expect(en).toContain(text)
  })

  it('of a credit note says so and asks for no payment', () => {
    const html = sheet(invoiceXml({ number: 'K-1', kind: 'CreditNote' }))
    expect(html).toContain('Kreditnota K-1')
    expect(html).toContain('Å kreditere')
    expect(html).not.toContain('Å betale')
  })

  it('calls the number of a company by the name that its country has for it', () => {
    const { invoice } = readEInvoice(invoiceXml())
    const details = (party: object) => {
      const supplier = { identifiers: [], taxRegistrations: [], name: 'X', ...party }
      return sheetOf({ ...invoice, supplier }, 'nb').supplier.details
    }
    const [no, fi] = [
      { id: '991825827', scheme: '0192' },
      { id: '0112038-9', scheme: '0212' },
    ]
    expect(details({ legalId: no, organisationNumber: no.id, vatNumber: 'NO991825827MVA' })).toEqual([
      'Org.nr. NO\u00a0991\u00a0825\u00a0827 MVA',
    ])
    expect(details({ legalId: no, organisationNumber: no.id })).toEqual(['Org.nr. 991\u00a0825\u00a0827'])
    expect(details({ legalId: fi, vatNumber: 'FI01120389' })).toEqual(['Org.nr. 0112038-9', 'Mva-nr. FI01120389'])
    expect(details({ legalId: { id: 'HRB 1', scheme: '0002' } })).toEqual(['Registreringsnr. HRB 1 (0002)'])
  })

  it('is called what its type says, and shows no empty table where an invoice has no lines', () => {
    const { invoice } = readEInvoice(invoiceXml({ number: 'F-1' }))
    expect(sheetHtml(sheetOf({ ...invoice, typeCode: '389' }, 'en'))).toContain('Self-billed invoice F-1')
    expect(sheetHtml(sheetOf({ ...invoice, typeCode: '384' }, 'nb'))).toContain('Korrigert faktura F-1')
    expect(sheetHtml(sheetOf({ ...invoice, lines: [] }, 'nb'))).not.toContain('Beskrivelse')
  })

  it('shows a real one with its allowances, breakdown and sums', () => {
    const { declared, lines, vatBreakdown, allowances, charges } = readEInvoice(corpusBytes(NORWEGIAN)).invoice
    expect(allowances.length + charges.length).toBeGreaterThan(0)
    const { sums, vat, lines: set } = sheetOf(readEInvoice(corpusBytes(NORWEGIAN)).invoice, 'nb')
    expect(set).toHaveLength(lines.length)
    expect(vat.rows).toHaveLength(vatBreakdown.length)
    const optional = [declared.prepaid, declared.rounding].filter((one) => one !== undefined).length
    const [lineNet, netVatAndGross] = [1, 3]
    expect(sums).toHaveLength(lineNet + allowances.length + charges.length + netVatAndGross + optional)
  })

  it('shows a total that its items do not add up to', () => {
    const { invoice } = readEInvoice(corpusBytes(NORWEGIAN))
    const allowances = { units: 99_999n, scale: 2 }
    const { sums } = sheetOf({ ...invoice, declared: { ...invoice.declared, allowances } }, 'nb')
    expect(sums).toContainEqual({ label: 'Sum rabatter', value: '999,99' })
  })

  it('lets nothing in the document act as a page', () => {
    const evil = '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;'
    const html = sheet(invoiceXml({ supplier: evil }))
    expect(html).toContain('&lt;script&gt;alert(1)')
    expect(html).not.toMatch(/<script|<img/)
    expect(html).toContain('default-src &#39;none&#39;')
  })

  it('leads to web addresses of attachments only', () => {
    const { invoice } = readEInvoice(invoiceXml())
    const attachments = ['javascript:alert(1)', 'https://example.com/a?b=1&c=2'].map((url) => ({ id: 'A', url }))
    const html = sheetHtml(sheetOf({ ...invoice, attachments }, 'nb'))
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://example.com/a?b=1&amp;c=2"'])
    expect(html).toContain('javascript:alert(1)')
  })
})
