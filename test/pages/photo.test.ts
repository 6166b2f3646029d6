import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import type { TestPerson } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

let platform: Platform
let browser: Browser
let url: string

const photo = (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from(name + Math.random())]),
})

/** A picture that can be decoded. */
const real = async (name: string) => ({
  name: `${name}.jpg`,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 90, height: 160, channels: 3, background: name === 'to' ? '#ccd' : '#dcc' } })
    .jpeg()
    .toBuffer(),
})

interface WireIntake {
  way: string
  receivedBy: { kind: string }
  files: { outcome: string; receiptId: string }[]
}

async function newEmployee(): Promise<{ desk: Desk; person: TestPerson }> {
  const desk = await newDesk(platform)
  const { person } = await desk.company.member(['employee'], 'Ida Ansatt')
  return { desk, person }
}

describe.runIf(hasBrowser)('a phone page', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    platform = await testPlatform({ env: { PORT: '0' } })
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  afterAll(stopReading)

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('takes photos and says what each became, %s', async (_how, javaScriptEnabled) => {
    const { desk, person } = await newEmployee()
    const page = await openPage(browser, { ...PHONE, javaScriptEnabled })
    await logIn(page, url, person)
    await page.goto(`${url}/receipts/new`)
    const camera = page.locator('input[capture=environment]')
    await camera.setInputFiles([photo('en.jpg'), photo('to.jpg')])
    const xml = { name: 'tre.xml', mimeType: 'application/xml', buffer: Buffer.from(invoiceXml()) }
    const bad = { name: 'fire.xml', mimeType: 'application/xml', buffer: Buffer.from('<a>') }
    await page.locator('.pick input:not([capture])').setInputFiles([xml, bad])
    await page.click('button.main')
    await page.waitForURL('**/intakes/itk_*')
    const rows = await page.locator('.arrived li').allTextContents()
    expect(rows.map((row) => /nytt bilag|avvist/.exec(row)?.[0])).toEqual([
      'nytt bilag',
      'nytt bilag',
      'nytt bilag',
      'avvist',
    ])
    await page.click('.arrived a')
    expect(page.url()).toContain('/receipts/rec_')
    const { json } = await desk.client.get(desk.at('intakes'))
    const [intake] = json.data as WireIntake[]
    expect(intake).toMatchObject({ way: 'photo', receivedBy: { kind: 'person', name: 'Ida Ansatt' } })
    expect(await desk.get(intake?.files[0]?.receiptId ?? '')).toMatchObject({ kind: 'expenseReceipt' })
  })

  it('several photos, taken one after the other, are the pages of one receipt', async () => {
    const { desk, person } = await newEmployee()
    const page = await openPage(browser, { ...PHONE, bypassCSP: true })
    await logIn(page, url, person)
    await page.goto(`${url}/receipts/new`)
    for (const name of ['en', 'feil', 'to']) await page.setInputFiles('input[capture]', await real(name))
    await page.waitForSelector('.taken li:nth-child(3) canvas')
    expect(await axeFaults(page)).toEqual([])
    await page.click('.taken li:nth-child(2) button')
    expect(await page.locator('.taken li span').allTextContents()).toEqual(['en.jpg', 'to.jpg'])
    await page.click('text=sider av samme bilag')
    await page.click('button.main')
    await page.waitForURL('**/intakes/itk_*')
    expect(await page.locator('.arrived li').count()).toBe(1)
    const [intake] = (await desk.client.get(desk.at('intakes'))).json.data as WireIntake[]
    const { documentId } = await desk.get(intake?.files[0]?.receiptId ?? '')
    const { json } = await desk.client.get(desk.at(`documents/${documentId}`))
    expect(json.mediaType).toBe('application/pdf')
    expect((json.attachments as { name: string }[]).map(({ name }) => name)).toEqual(['en.jpg', 'to.jpg'])
  })

  it('what is no picture is not made a page of another receipt, and the form says so', async () => {
    const { desk, person } = await newEmployee()
    const page = await openPage(browser, PHONE)
    await logIn(page, url, person)
    await page.goto(`${url}/receipts/new`)
    const xml = { name: 'tre.xml', mimeType: 'application/xml', buffer: Buffer.from(invoiceXml()) }
    await page
      .locator('input[name=file]')
      .nth(1)
      .setInputFiles([await real('en'), xml])
    await page.click('text=sider av samme bilag')
    await page.click('button.main')
    await page.waitForSelector('[role=alert]:has-text("tre.xml")')
    expect((await desk.client.get(desk.at('intakes'))).json.data).toEqual([])
  })

  it('has no fault of WCAG 2.2 AA, before and after', async () => {
    const { person } = await newEmployee()
    const page = await openPage(browser, { ...PHONE, bypassCSP: true })
    await logIn(page, url, person)
    await page.goto(`${url}/receipts/new`)
    expect(await axeFaults(page)).toEqual([])
    await page.locator('input[capture=environment]').setInputFiles([photo('en.jpg')])
    await page.click('button.main')
    await page.waitForURL('**/intakes/itk_*')
    expect(await axeFaults(page)).toEqual([])
  })

  it('refuses a form without the token of the session, and one without a file', async () => {
    const { desk, person } = await newEmployee()
    const page = await openPage(browser, PHONE)
    await logIn(page, url, person)
    const path = `${url}/c/${desk.company.id}/receipts/new`
    const forged = await page.request.post(path, { multipart: { csrf: 'guess', file: photo('x.jpg') } })
    expect(forged.status()).toBe(403)
    await page.goto(path)
    await page.click('button.main')
    await expect.poll(() => page.textContent('main')).toContain('Ta et bilde eller velg en fil først')
    expect((await desk.client.get(desk.at('intakes'))).json.data).toEqual([])
  })
})
