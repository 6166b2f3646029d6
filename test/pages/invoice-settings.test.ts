import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { textOfPdf, unspaced } from '#test/support/pdf-text.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let browser: Browser
let url: string

async function opened(options = DESK, role: 'owner' | 'auditor' = 'owner'): Promise<{ shop: Shop; page: Page }> {
  const shop = await newShop(platform)
  const { person } = await shop.company.member([role], 'Jonas Vik')
  const page = await openPage(browser, options)
  await logIn(page, url, person)
  await page.goto(`${url}/c/${shop.company.id}/invoices/settings`)
  return { shop, page }
}

const settingsOf = async ({ client, at }: Shop): Promise<Record<string, unknown>> =>
  (await client.get(at('').slice(0, -1))).json.settings as Record<string, unknown>

/** Whether the sample beside the form is drawn. */
const isDrawn = (page: Page) =>
  expect
    .poll(() => page.evaluate('document.querySelector("#preview img").naturalWidth'), { timeout: 15_000 })
    .toBe(1000)

const samplePdf = async (page: Page): Promise<string> => {
  const answer = await page.request.get(`${url}${await page.getAttribute('#preview a', 'href')}`)
  return unspaced((await textOfPdf(await answer.body())).join(''))
}

const picture = (background: string) =>
  sharp({ create: { width: 300, height: 80, channels: 3, background } })
    .png()
    .toBuffer()

describe.runIf(hasBrowser)('settings of invoices in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    platform = await testPlatform({ env: { PORT: '0' } })
    const http = await serveHttp(platform)
    atEnd(() => http.stop())
    url = http.url
    browser = await startBrowser()
  })

  it('shows the sample while somebody types, keeps what is sent, and prints it from then on', async () => {
    const { shop, page } = await opened()
    await isDrawn(page)
    expect(await axeFaults(page)).toEqual([])
    expect(await page.inputValue('input[name=sellerCity]')).toBe('Bergen')
    const drawn = page.waitForResponse(
      (answer) => answer.url().includes('/template/page?') && answer.url().includes('Bryggen'),
    )
    await page.fill('input[name=sellerStreet]', 'Bryggen 7')
    expect((await drawn).status()).toBe(200)
    expect(await samplePdf(page)).toContain('Bryggen7')
    expect((await settingsOf(shop)).sellerStreet).toBe('Kaigata 4')
    await page.fill('textarea', 'Takk for handelen')
    await page.fill('input[name=invoiceColour]', '#402080')
    await page.selectOption('select[name=invoiceLanguage]', 'en')
    await page.selectOption('select[name=invoiceChannels]', 'network,email')
    await page.click('button[value=keep]')
    await page.waitForSelector('[role=status]:has-text("Lagret")')
    expect(await settingsOf(shop)).toMatchObject({
      sellerStreet: 'Bryggen 7',
      sellerVatRegistered: true,
      invoiceFooter: 'Takk for handelen',
      invoiceColour: '#402080',
      invoiceLanguage: 'en',
      invoiceChannels: 'network,email',
    })
    const { id } = await shop.issue()
    const pdf = await page.request.get(`${url}/c/${shop.company.id}/invoices/${id}/pdf`)
    expect(unspaced((await textOfPdf(await pdf.body())).join(''))).toContain('Takkforhandelen')
    expect(await axeFaults(page)).toEqual([])
  })

  it('takes a logo, shows it before it is kept, takes the same one again, and goes without', async () => {
    const { shop, page } = await opened(PHONE)
    const logo = { name: 'logo.png', mimeType: 'image/png', buffer: await picture('#204060') }
    await page.setInputFiles('input[type=file]', logo)
    await page.click('button[value=preview]')
    await page.waitForSelector('input[name=withoutLogo]')
    await isDrawn(page)
    expect((await settingsOf(shop)).invoiceLogo).toBeUndefined()
    await page.setInputFiles('input[type=file]', logo)
    await page.click('button[value=keep]')
    await page.waitForSelector('[role=status]:has-text("Lagret")')
    expect((await settingsOf(shop)).invoiceLogo).toMatch(/^doc_/)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await axeFaults(page)).toEqual([])
    await page.check('input[name=withoutLogo]')
    await page.click('button[value=keep]')
    await page.waitForSelector('[role=status]:has-text("Lagret")')
    expect((await settingsOf(shop)).invoiceLogo).toBeUndefined()
  })

  it('comes back as it was filled in with what to mend, and says when a sample cannot be drawn', async () => {
    const { shop, page } = await opened()
    await page.fill('input[name=sellerBankAccount]', '8601 11 17948')
    await page.fill('input[name=sellerVatNumber]', 'abc')
    await page.click('button[value=keep]')
    const told = (await page.textContent('[role=alert]')) ?? ''
    for (const name of ['sellerBankAccount', 'sellerVatNumber']) expect(told).toContain(`/settings/${name}`)
    expect(await page.inputValue('input[name=sellerBankAccount]')).toBe('8601 11 17948')
    expect((await settingsOf(shop)).sellerBankAccount).toBe('NO9386011117947')
    await page.fill('input[name=invoiceColour]', '#ffff00')
    await page.waitForSelector('#preview [role=status]:not([hidden])')
    expect(await axeFaults(page)).toEqual([])
  })

  it('is for owners to change and for others to look at; a form without our token changes nothing', async () => {
    const { shop, page } = await opened(DESK, 'auditor')
    expect(await page.locator('form[data-preview]').count()).toBe(0)
    await isDrawn(page)
    const form = { csrf: 'x', sellerCity: 'Oslo' }
    const at = `${url}/c/${shop.company.id}/invoices/settings`
    expect((await page.request.post(at, { form })).status()).toBe(403)
    expect((await settingsOf(shop)).sellerCity).toBe('Bergen')
  })
})
