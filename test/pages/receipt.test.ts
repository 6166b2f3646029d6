import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawPage, stopReading } from '#src/documents/reading/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { serveHttp } from '#src/serve-http.ts'
import { systemCall, type TestPerson } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { invoicePage, invoicePdf, pdfOf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, newDesk, type WireReceipt } from '#test/support/receipts.ts'

let platform: Platform
let browser: Browser
let url: string

interface Read {
  readonly desk: Desk
  readonly receipt: WireReceipt
  readonly person: TestPerson
}

/** A receipt whose document was read, and a bookkeeper of its company. */
async function readFrom(bytes: Uint8Array, mediaType = 'application/pdf'): Promise<Read> {
  const desk = await newDesk(platform)
  const { person } = await desk.company.member(['bookkeeper'], 'Berit Bok')
  const { id } = await desk.send(bytes, { 'content-type': mediaType })
  const attempt = { signal: AbortSignal.timeout(60_000), isLastAttempt: true }
  await readReceipt(systemCall(platform, desk.company.id), id, attempt)
  return { desk, receipt: await desk.get(id), person }
}

async function openReceipt(page: Page, { desk, receipt, person }: Read): Promise<void> {
  await logIn(page, url, person)
  await page.goto(`${url}/c/${desk.company.id}/receipts/${receipt.id}`)
  await page.locator('.sheet img').first().scrollIntoViewIfNeeded()
  await page.waitForFunction(() => {
    const picture = document.querySelector<HTMLImageElement>('.sheet img')
    return picture?.complete && picture.naturalWidth > 0
  })
}

/** Whether the picture is dark inside the box of the field, as print is, and how the box stands on the screen. */
const lookInside = (page: Page, field: string) =>
  page.evaluate((name) => {
    const picture = document.querySelector<HTMLImageElement>('.sheet img')
    const frame = document.querySelector(`#box-${name} rect`)?.getBoundingClientRect()
    if (!picture || !frame) return undefined
    const around = picture.getBoundingClientRect()
    const [across, down] = [picture.naturalWidth / around.width, picture.naturalHeight / around.height]
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(frame.width * across)
    canvas.height = Math.ceil(frame.height * down)
    const pen = canvas.getContext('2d')
    pen?.drawImage(picture, -(frame.left - around.left) * across, -(frame.top - around.top) * down)
    const shades = pen?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray()
    const dark = shades.filter((shade, place) => place % 4 === 0 && shade < 128).length
    return { share: dark / (shades.length / 4), isWide: frame.width > frame.height }
  }, field)

/** Print in Helvetica is dark on about a fifth of its box; a box beside it would hold next to nothing. */
const PRINT = 0.06

describe.runIf(hasBrowser)('a receipt beside its pages', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    platform = await testPlatform({ env: { PORT: '0' } })
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })
  afterAll(stopReading)

  it.each([
    ['of a PDF', 0],
    ['of a scan on its side', 90],
  ])('has a box around every field that was read, %s', async (_, degrees) => {
    const pdf = invoicePdf({ number: '20261042' })
    // The half with print on it: each way up costs seconds to recognise.
    const scan = async () =>
      sharp(await drawPage(pdf, 'application/pdf', 1, 1700))
        .extract({ left: 0, top: 0, width: 1700, height: 1100 })
        .rotate(degrees)
        .jpeg()
        .toBuffer()
    const read = degrees === 0 ? await readFrom(pdf) : await readFrom(await scan(), 'image/jpeg')
    const page = await openPage(browser, DESK)
    await openReceipt(page, read)
    for (const field of ['issuer', 'number', 'issuedOn', 'gross', 'account']) {
      const inside = await lookInside(page, field)
      expect([field, (inside?.share ?? 0) > PRINT, inside?.isWide]).toEqual([field, true, true])
    }
  })

  it('lights up a box with its field and a field with its box, by pointer and by key', async () => {
    const read = await readFrom(invoicePdf())
    const page = await openPage(browser, DESK)
    await openReceipt(page, read)
    const isLit = (place: string) => page.locator(`${place}[data-lit]`).count()
    await page.hover('#field-dueOn')
    expect([await isLit('#box-dueOn'), await isLit('#box-number')]).toEqual([1, 0])
    await page.hover('#box-number')
    expect([await isLit('#field-number'), await isLit('#box-dueOn')]).toEqual([1, 0])
    await page.focus('#box-gross')
    expect([await isLit('#field-gross'), await isLit('#field-payable')]).toEqual([1, 1])
    // Printed once, and so one box.
    expect(await page.locator('#box-gross #box-payable').count()).toBe(1)
    expect(await page.textContent('#field-gross')).toMatch(/lest, \d+ %/)
  })

  it('leads from a box straight to where its field is written, with a pointer and with a key', async () => {
    const read = await readFrom(invoicePdf())
    const page = await openPage(browser, DESK)
    await openReceipt(page, read)
    await page.click('#box-dueOn')
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('dueOn')
    expect(await page.locator('#box-dueOn[data-lit]').count()).toBe(1)
    await page.focus('#box-number')
    await page.keyboard.press('Enter')
    await page.keyboard.type('4711')
    await page.keyboard.press('Enter')
    await page.waitForSelector('h1:has-text("4711")')
    expect(await page.textContent('#field-number')).toContain('leste')
    expect((await read.desk.get(read.receipt.id)).number).toBe('4711')
  })

  it('shows only the pages of its own invoice of a file with several', async () => {
    const file = pdfOf([invoicePage({ number: '701' }), invoicePage({ number: '702' })])
    const read = await readFrom(file)
    const { json } = await read.desk.client.get(read.desk.at(`receipts?documentId=${read.receipt.documentId}`))
    const [, second] = json.data as WireReceipt[]
    const attempt = { signal: AbortSignal.timeout(60_000), isLastAttempt: true }
    await readReceipt(systemCall(platform, read.desk.company.id), second?.id ?? '', attempt)
    const page = await openPage(browser, DESK)
    await openReceipt(page, { ...read, receipt: await read.desk.get(second?.id ?? '') })
    const pictures = page.locator('.sheet img')
    expect(await pictures.count()).toBe(1)
    expect(await pictures.getAttribute('src')).toMatch(/\/pages\/2$/)
    expect((await lookInside(page, 'number'))?.share).toBeGreaterThan(PRINT)
  })

  it.each([
    ['a desk', DESK],
    ['a phone', PHONE],
    ['a desk in the dark', { ...DESK, colorScheme: 'dark' as const }],
  ])('has no fault of WCAG 2.2 AA on %s, and needs no script', async (_, options) => {
    const read = await readFrom(invoicePdf())
    const page = await openPage(browser, { ...options, bypassCSP: true })
    await openReceipt(page, read)
    expect(await axeFaults(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    const plain = await openPage(browser, { ...options, javaScriptEnabled: false })
    await logIn(plain, url, read.person)
    await plain.goto(page.url())
    await plain.click('#field-number a[href="#box-number"]')
    expect(plain.url()).toContain('#box-number')
    expect(await plain.locator('.sheet img').count()).toBe(1)
  })

  it('gives a page to those who may see the document only, and asks each time', async () => {
    const { desk, receipt, person } = await readFrom(invoicePdf())
    const page = await openPage(browser, DESK)
    await logIn(page, url, person)
    const path = `${url}/c/${desk.company.id}/documents/${receipt.documentId}/pages/1`
    const first = await page.request.get(path)
    const { 'content-type': type, 'cache-control': cache, etag } = first.headers()
    expect([first.status(), type, cache]).toEqual([200, 'image/webp', 'private, no-cache'])
    expect((await page.request.get(path, { headers: { 'if-none-match': etag ?? '' } })).status()).toBe(304)
    expect((await page.request.get(path.replace(/1$/, '2'))).status()).toBe(404)
    const other = await readFrom(invoicePdf())
    const foreign = await openPage(browser, DESK)
    await logIn(foreign, url, other.person)
    const headers = { 'if-none-match': etag ?? '' }
    expect((await foreign.request.get(path, { headers })).status()).toBe(404)
    expect(
      (await foreign.request.get(path.replace(desk.company.id, other.desk.company.id), { headers })).status(),
    ).toBe(404)
  })
})
