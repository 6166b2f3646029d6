import PDFDocument from 'pdfkit'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'
import { visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ env: { PORT: '0' } })
})
afterAll(stopReading)

/** A PDF that prints this total, with the data of an invoice over 1250.00 inside. */
async function carrier(number: string, total: string): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4' })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.file(Buffer.from(invoiceXml({ number })), { name: 'factur-x.xml', type: 'application/xml' })
  const net = total === '1 250,00' ? '1 000,00' : '7 200,00'
  const vat = total === '1 250,00' ? '250,00' : '1 800,00'
  const rows = [
    ['Nordkraft AS', 'FAKTURA'],
    ['Fakturanummer:', number],
    ['Fakturadato:', '02.03.2026'],
    ['Sum eks. mva:', net],
    ['MVA 25 %:', vat],
    ['Totalt å betale NOK:', total],
  ]
  rows.forEach(([label = '', value = ''], index) => {
    pdf.text(label, 60, 80 + index * 24).text(value, 360, 80 + index * 24)
  })
  pdf.end()
  await new Promise((resolve) => pdf.on('end', resolve))
  return new Uint8Array(Buffer.concat(chunks))
}

const PDF = { 'content-type': 'application/pdf' }

async function sent(number: string, total: string): Promise<{ desk: Desk; receipt: WireReceipt; path: string }> {
  const desk = await newDesk(platform)
  const receipt = await desk.send(await carrier(number, total), PDF)
  return { desk, receipt, path: `/c/${desk.company.id}/receipts/${receipt.id}` }
}

describe('a PDF with an e-invoice inside', () => {
  it('is shown by its pages with boxes, beside what the data say, and says which the figures are', async () => {
    const { desk, receipt, path } = await sent('F-1', '1 250,00')
    expect(receipt).toMatchObject({ number: 'F-1', declared: { payable: '1250.00' } })
    expect(receipt.exceptions.map(({ code }) => code)).not.toContain('page_total_differs')
    const who = await visitor(platform, desk.company.owner)
    const html = await who.page(path)
    expect(html).toContain(`/documents/${receipt.documentId}/pages/1`)
    expect(html).toContain('id="box-number"')
    expect(html).toContain('Tallene kommer fra e-fakturaen')
    const view = await who.page(`/c/${desk.company.id}/documents/${receipt.documentId}?view=1`)
    expect(view).toContain('F-1')
    expect(view).toMatch(/<h1[^>]*>Faktura/)
  })

  it('that prints another total is not booked by itself, and the page says why', async () => {
    const { desk, receipt, path } = await sent('F-2', '9 000,00')
    expect(receipt.declared.payable).toBe('1250.00')
    expect(receipt.exceptions).toMatchObject([{ code: 'page_total_differs', pointer: '/declared/payable' }, {}])
    expect(receipt.exceptions[0]?.message).toContain('9000.00')
    const who = await visitor(platform, desk.company.owner)
    const html = await who.page(path)
    expect(html).toContain('Siden viser en annen sum enn e-fakturaen')
    expect(html).not.toContain('id="box-gross"')
  })
})

describe.runIf(hasBrowser)('a PDF with an e-invoice inside, in a browser', { timeout: 60_000 }, () => {
  let browser: Browser
  let url: string
  beforeAll(async () => {
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  it.each([
    ['desk', DESK],
    ['phone', PHONE],
  ])('fits a %s, with the sheet of the data in its frame', async (name, size) => {
    const { desk, path } = await sent(`F-${name}`, '1 250,00')
    const page = await openPage(browser, { ...size, bypassCSP: true })
    await logIn(page, url, desk.company.owner)
    await page.goto(url + path)
    await page.locator('iframe.carried').scrollIntoViewIfNeeded()
    await expect.poll(() => page.frameLocator('iframe.carried').locator('h1').textContent()).toContain(`F-${name}`)
    expect(await axeFaults(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })
})
