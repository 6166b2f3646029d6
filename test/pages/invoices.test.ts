import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import { startMailServer } from '#test/invoices/deliveries/mail-server.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { drain } from '#test/support/drain.ts'
import { LINE, newShop, type Shop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let browser: Browser
let url: string

/** A shop, and somebody of it at the invoices. */
async function opened(options = DESK, role: 'owner' | 'auditor' = 'owner'): Promise<{ shop: Shop; page: Page }> {
  const shop = await newShop(platform)
  const { person } = await shop.company.member([role], 'Jonas Vik')
  const page = await openPage(browser, options)
  await logIn(page, url, person)
  return { shop, page }
}

const here = ({ company }: Shop, path: string) => `${url}/c/${company.id}/${path}`
const textOf = async (page: Page) => (await page.textContent('main')) ?? ''
const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

describe.runIf(hasBrowser)('invoices in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    const server = await startMailServer()
    const env = { PORT: '0', SMTP_URL: server.url, MAIL_FROM: 'faktura@bilag.example' }
    platform = await testPlatform({ env })
    const http = await serveHttp(platform)
    atEnd(() => http.stop())
    url = http.url
    browser = await startBrowser()
  })

  it('a form drafts an invoice, its page issues it, and its entry, customer and log are a click away', async () => {
    const { shop, page } = await opened()
    await page.click('.nav a[href$="/invoices"]')
    expect(await axeFaults(page)).toEqual([])
    await page.click('.head a.act')
    expect(await axeFaults(page)).toEqual([])
    await page.selectOption('select[name=customer]', shop.customerId)
    await page.fill('input[name=buyerReference]', 'Kari')
    await page.fill('input[name=description0]', 'Kaffebønner')
    await page.fill('input[name=quantity0]', '4')
    await page.fill('input[name=unitPrice0]', '1 250,50')
    const buffer = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
      .png()
      .toBuffer()
    await page.setInputFiles('input[type=file]', { name: 'timer.png', mimeType: 'image/png', buffer })
    await page.click('button[value=more]')
    await page.waitForSelector('form:has-text("Lastet opp: 1")')
    await page.click('button[value=keep]')
    await page.waitForURL('**/invoices/inv_*')
    for (const shown of ['Kladd til Bakeriet AS', '5 002,00', '1 250,50', '6 252,50'])
      expect((await textOf(page)).replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(shown)
    expect(await page.textContent('.facts')).toContain('timer.png')
    expect(await axeFaults(page)).toEqual([])
    await page.click('button:has-text("Utsted")')
    await page.waitForSelector('h1:has-text("Faktura 10001")')
    expect(await axeFaults(page)).toEqual([])
    expect(await textOf(page)).toContain('100016')
    const invoicePage = page.url()
    await page.click('a[href*="/entries/"]')
    // The entry leads back to what it was made of.
    await page.click('a[href*="/invoices/inv_"]')
    expect(page.url()).toBe(invoicePage)
    expect(await page.textContent('main section:last-child .trail')).toContain('Jonas Vik · Faktura utstedt')
    await page.click('a[href*="/parties/"]')
    expect(await page.textContent('h1')).toBe('Bakeriet AS')
    await page.goto(invoicePage)
    await page.click('a[href*="/audit?subject="]')
    expect(await textOf(page)).toContain('Fakturakladd opprettet')
    expect(await textOf(page)).not.toContain('Part opprettet')
  })

  it('sends it, shows the mail and the answer of the server, and credits it with the reason in the log', async () => {
    const { shop, page } = await opened()
    const invoice = await shop.issue()
    await page.goto(here(shop, `invoices/${invoice.id}`))
    await page.click('button:has-text("Send til kunden")')
    expect(await page.textContent('[role=alert]')).toContain('has no mail address')
    await page.fill('input[name=to]', 'faktura@bakeriet.example')
    await page.click('button:has-text("Send til kunden")')
    await page.waitForSelector('.delivery')
    await drain({ platform })
    await page.reload()
    expect(await page.textContent('.delivery')).toContain('250 2.0.0 Queued as 42')
    const href = (await page.getAttribute('.delivery a', 'href')) ?? ''
    const mail = await page.request.get(`${url}${href}`)
    expect(await mail.text()).toContain('Message-ID: <dlv_')
    const pdf = await page.request.get(here(shop, `invoices/${invoice.id}/pdf`))
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.locator('input[name=reason]').first().fill('To poser var skadet')
    await page.click('button:has-text("Krediter hele")')
    await page.waitForSelector('h1:has-text("Kreditnota 10002")')
    await page.click('dd a[href*="/invoices/inv_"]')
    expect(await page.textContent('main section:last-child .trail')).toContain('To poser var skadet')
    expect(await page.textContent('.facts')).toContain('Kreditnota')
    expect(await axeFaults(page)).toEqual([])
  })

  it('finds what is open and overdue, by number, and page by page', async () => {
    const { shop, page } = await opened(PHONE)
    await shop.issue({ dueOn: '2026-03-05' })
    await shop.issue({ dueOn: '2999-01-01' })
    await shop.draft()
    const rows = async (query: string) => {
      await page.goto(here(shop, `invoices?${query}`))
      return page.locator('main tbody tr').allTextContents()
    }
    expect(await rows('state=all')).toHaveLength(3)
    expect(await rows('state=draft')).toHaveLength(1)
    expect((await rows('state=open')).map((row) => row.slice(0, 5))).toEqual(['10001', '10002'])
    expect((await rows('state=overdue')).map((row) => row.slice(0, 5))).toEqual(['10001'])
    expect((await rows('number=10002')).map((row) => row.slice(0, 5))).toEqual(['10002'])
    expect(await rows('number=10009')).toEqual([])
    expect(await page.textContent('.empty')).toContain('Ingenting')
    await page.goto(here(shop, 'invoices'))
    expect(await fits(page)).toBe(true)
    expect(await axeFaults(page)).toEqual([])
  })

  it('a form that cannot be kept comes back as it was filled in, and says what to mend', async () => {
    const { shop, page } = await opened(PHONE)
    await page.goto(here(shop, 'invoices/new'))
    await page.selectOption('select[name=customer]', shop.customerId)
    await page.fill('input[name=description0]', 'Kaffe')
    await page.fill('input[name=unitPrice0]', 'mye')
    await page.click('button[value=more]')
    expect(await page.locator('input[name^=description]').count()).toBe(8)
    await page.click('button[value=keep]')
    expect(await page.textContent('[role=alert]')).toContain('Linje 1, Pris')
    expect(await page.inputValue('input[name=description0]')).toBe('Kaffe')
    expect(await page.inputValue('select[name=customer]')).toBe(shop.customerId)
    expect(await fits(page)).toBe(true)
    expect(await axeFaults(page)).toEqual([])
  })

  it('a draft says what speaks against it, is changed where it says so, and keeps what the form does not show', async () => {
    const { shop, page } = await opened()
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { invoiceChannel: 'network' })
    const line = { ...LINE, buyersItemId: '77-1', attributes: [{ name: 'Brenning', value: 'Mørk' }] }
    const invoicedObject = { id: '707057500012345678', scheme: 'AVE' }
    const draft = await shop.draft({ buyerReference: null, invoicedObject, lines: [line] })
    await page.goto(here(shop, `invoices/${draft.id}`))
    expect(await page.textContent('.findings')).toContain('Endre kladden: Deres referanse')
    expect(await axeFaults(page)).toEqual([])
    await page.click('.findings a')
    expect(await page.inputValue('input[name=unitPrice0]')).toBe('250,00')
    await page.fill('input[name=buyerReference]', 'Kari')
    await page.fill('input[name=quantity0]', '8')
    await page.click('summary:has-text("Mer: adresse")')
    await page.fill('input[name=contractReference]', 'RAM-7')
    await page.fill('input[name=periodFrom]', '2026-02-01')
    await page.fill('input[name=deliveryCity]', 'Bergen')
    await page.fill('input[name=percent0]', '10')
    await page.selectOption('select[name=kind1]', 'charge')
    await page.fill('input[name=reason1]', 'Frakt')
    await page.fill('input[name=amount1]', '80,50')
    expect(await axeFaults(page)).toEqual([])
    await page.click('button[value=keep]')
    await page.waitForURL(`**/invoices/${draft.id}`)
    expect(await page.textContent('.note.good')).toContain('Klar til å utstedes')
    expect((await textOf(page)).replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('−200,00')
    const kept = await shop.client.get(shop.at(`invoices/${draft.id}`))
    expect(kept.json).toMatchObject({
      buyerReference: 'Kari',
      contractReference: 'RAM-7',
      invoicedObject,
      period: { from: '2026-02-01' },
      delivery: { address: { city: 'Bergen' } },
      lines: [{ quantity: '8', buyersItemId: '77-1', attributes: [{ name: 'Brenning', value: 'Mørk' }] }],
      adjustments: [
        { percent: '10', amount: '200.00' },
        { kind: 'charge', reason: 'Frakt', amount: '80.50' },
      ],
      totals: { net: '1880.50' },
    })
    await page.click('button:has-text("Utsted")')
    await page.waitForSelector('h1:has-text("Faktura 10001")')
    await page.goto(here(shop, `invoices/${draft.id}/edit`))
    expect(await textOf(page)).toContain('10001')
  })

  it('credits a part by lines, and says where a quantity is none', async () => {
    const { shop, page } = await opened(PHONE)
    const invoice = await shop.issue()
    await page.goto(here(shop, `invoices/${invoice.id}`))
    const creditPart = async (quantity: string) => {
      await page.click('summary:has-text("Krediter deler")')
      await page.fill('input[name=credit1]', quantity)
      await page.fill('details input[name=reason]', 'En pose var skadet')
      expect(await axeFaults(page)).toEqual([])
      await page.click('button:has-text("Krediter disse")')
    }
    await creditPart('mange')
    expect(await page.textContent('[role=alert]')).toContain('is no quantity')
    await creditPart('1,5')
    await page.waitForSelector('h1:has-text("Kreditnota 10002")')
    expect((await textOf(page)).replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('468,75')
  })

  it('a draft in euro says that a rate is missing, and the way leads to where it is set', async () => {
    const { shop, page } = await opened()
    const draft = await shop.draft({ currency: 'EUR' })
    await page.goto(here(shop, `invoices/${draft.id}`))
    await page.click('.findings a:has-text("Valutakurser")')
    expect(await page.inputValue('input[name=currency]')).toBe('EUR')
    expect(await axeFaults(page)).toEqual([])
    await page.fill('input[name=baseAmount]', 'mye')
    await page.click('button:has-text("Sett kursen")')
    expect(await page.textContent('[role=alert]')).toContain('/baseAmount')
    await page.fill('input[name=baseAmount]', '11,5335')
    await page.fill('input[name=validFrom]', '2026-03-02')
    await page.click('button:has-text("Sett kursen")')
    await page.waitForSelector('td:has-text("1 EUR = 11,5335 NOK")')
    await page.goto(here(shop, `invoices/${draft.id}`))
    expect(await page.textContent('.note.good')).toContain('Klar til å utstedes')
    expect(await page.textContent('.sums')).toContain('Mva i NOK')
  })

  it('a form of a draft that somebody has changed since is not kept', async () => {
    const { shop, page } = await opened(PHONE)
    const draft = await shop.draft()
    await page.goto(here(shop, `invoices/${draft.id}/edit`))
    await shop.client.patch(shop.at(`invoices/${draft.id}`), { note: 'Ny tekst' })
    await page.fill('input[name=note]', 'Min tekst')
    await page.click('button[value=keep]')
    expect(await page.textContent('[role=alert]')).toContain('Noen andre har endret det')
    expect(await page.inputValue('input[name=note]')).toBe('Min tekst')
    expect(await fits(page)).toBe(true)
  })

  it('refuses to issue what somebody has changed since, and what carries no token of ours', async () => {
    const { shop, page } = await opened()
    const draft = await shop.draft()
    await page.goto(here(shop, `invoices/${draft.id}`))
    await shop.client.patch(shop.at(`invoices/${draft.id}`), { note: 'Ny tekst' })
    await page.click('button:has-text("Utsted")')
    expect(await page.textContent('[role=alert]')).toContain('Noen andre har endret det')
    expect((await shop.get(draft.id)).status).toBe('draft')
    const forged = await page.request.post(here(shop, `invoices/${draft.id}/issuances`), { form: { csrf: 'x' } })
    expect(forged.status()).toBe(403)
    const foreign = await newShop(platform)
    const other = await foreign.issue()
    expect((await page.request.get(here(shop, `invoices/${other.id}`))).status()).toBe(404)
  })

  it('whoever only reads sees no button that is refused', async () => {
    const { shop, page } = await opened(DESK, 'auditor')
    const invoice = await shop.issue()
    await page.goto(here(shop, 'invoices'))
    expect(await page.locator('a.act').count()).toBe(0)
    await page.goto(here(shop, `invoices/${invoice.id}`))
    expect(await page.locator('main form').count()).toBe(0)
  })

  it('tells how customers are reached, asks the network, and sets the order of the ways', async () => {
    const { shop, page } = await opened(PHONE)
    await page.goto(here(shop, 'invoices'))
    await page.click('a[href$="/invoices/reach"]')
    expect(await textOf(page)).toContain('0192:991825827')
    expect(await textOf(page)).toContain('ikke spurt')
    await page.click('button:has-text("Spør")')
    expect(await textOf(page)).toContain('ikke spurt')
    await page.selectOption('select[name=order]', 'network,email')
    await page.click('button:has-text("Lagre")')
    expect(await page.inputValue('select[name=order]')).toBe('network,email')
    expect(await page.locator('tbody td').allTextContents()).toContain('Peppol')
    expect(await fits(page)).toBe(true)
    expect(await axeFaults(page)).toEqual([])
    const preview = await page.request.get(here(shop, 'invoices/template'))
    expect((await preview.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
