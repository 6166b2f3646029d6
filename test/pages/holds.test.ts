import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import type { TestPerson } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { newSupplier, openItem } from '#test/support/bank.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'

const KNOWN = 'NO9386011117947'
const ANOTHER = 'NO8330001234567'

let platform: Platform
let browser: Browser
let url: string

/** A receipt whose supplier has another account than before, and somebody who may decide about it. */
async function changed(): Promise<{ desk: Desk; receipt: WireReceipt; approver: TestPerson }> {
  const desk = await newDesk(platform)
  const { person: approver } = await desk.company.member(['owner'], 'Jonas Vik')
  await desk.send(invoiceXml())
  const xml = new TextDecoder().decode(invoiceXml()).replace(KNOWN, ANOTHER)
  return { desk, receipt: await desk.send(new TextEncoder().encode(xml)), approver }
}

describe.runIf(hasBrowser)('holds in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    platform = await testPlatform({ env: { PORT: '0' } })
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  it('an approver on a phone sees both accounts in the inbox, and releases the new one', async () => {
    const { desk, receipt, approver } = await changed()
    const page = await openPage(browser, PHONE)
    await logIn(page, url, approver)
    const row = await page.textContent('.inbox a')
    expect(row).toContain('Endret kontonummer')
    expect(row).not.toContain('0,00')
    await page.click('.inbox a')
    expect(await page.textContent('.difference')).toContain(KNOWN)
    expect(await page.textContent('.difference')).toContain(ANOTHER)
    expect(await axeFaults(page)).toEqual([])
    await page.click('button.main')
    await page.waitForURL('**/inbox')
    const party = await desk.client.get(desk.at(`parties/${receipt.supplier.partyId}`))
    expect(party.json).toMatchObject({ isOnHold: false })
  })

  it('a receipt shows the difference, and the supplier is one click away', async () => {
    const { desk, receipt, approver } = await changed()
    for (const options of [DESK, PHONE]) {
      const page = await openPage(browser, options)
      await logIn(page, url, approver)
      await page.goto(`${url}/c/${desk.company.id}/receipts/${receipt.id}`)
      expect(await page.textContent('.difference')).toContain(ANOTHER)
      expect(await axeFaults(page)).toEqual([])
      await page.click('.facts a[href*="/parties/"]')
      const text = await page.textContent('main')
      for (const shown of [KNOWN, ANOTHER, 'betaling venter', 'Organisasjonsnummer']) expect(text).toContain(shown)
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(await axeFaults(page)).toEqual([])
    }
  })

  it('a payment order is approved in the inbox with its payees in sight', async () => {
    const desk = await newDesk(platform)
    const { person: approver } = await desk.company.member(['owner'], 'Jonas Vik')
    const { id: partyId, name } = await newSupplier(desk.company, { account: KNOWN })
    const { id } = await openItem(desk.company, { amountMinor: 12_345n, partyId })
    const body = { name: 'Drift', number: '15032080119', currency: 'NOK' }
    const { json: account } = await desk.client.post(desk.at('bank-accounts'), body)
    const made = await desk.client.post(desk.at('payment-orders'), { bankAccountId: account.id, openItemIds: [id] })
    const page = await openPage(browser, PHONE)
    await logIn(page, url, approver)
    await page.click('.inbox a')
    const text = await page.textContent('main')
    for (const shown of ['Betalingsoppdrag', name, KNOWN, '123,45']) expect(text).toContain(shown)
    expect(await axeFaults(page)).toEqual([])
    await page.click('button.main')
    await page.waitForURL('**/inbox')
    expect((await desk.client.get(desk.at(`payment-orders/${made.json.id}`))).json.status).toBe('approved')
  })
})
