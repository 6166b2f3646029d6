import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import type { TestPerson } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, submit } from '#test/support/receipts.ts'

let platform: Platform
let browser: Browser
let url: string

/** A receipt that waits for a second owner, and that owner. */
async function waitingReceipt(): Promise<{ desk: Desk; approver: TestPerson; number: string }> {
  const desk = await newDesk(platform)
  const { person } = await desk.company.member(['owner'], 'Jonas Vik')
  const receipt = await desk.send(invoiceXml({ cost: '6340' }))
  desk.receipt(await submit(desk, receipt))
  return { desk, approver: person, number: receipt.number ?? '' }
}

describe.runIf(hasBrowser)('in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    platform = await testPlatform({ env: { PORT: '0' } })
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  it('an approver logs in on a phone, sees the receipt and its original, and approves it into the books', async () => {
    const { desk, approver, number } = await waitingReceipt()
    const page = await openPage(browser, PHONE)
    await logIn(page, url, approver)
    await page.click('.inbox a')
    expect(await page.textContent('main')).toContain(number)
    expect(await page.getAttribute('iframe', 'src')).toContain('/documents/doc_')
    await page.click('button.main')
    await page.waitForURL('**/inbox')
    expect(await page.textContent('main')).toContain('Ingenting venter')
    const { json } = await desk.client.get(desk.at('journal-entries'))
    expect(json.data).toHaveLength(1)
  })

  it('a rejection needs its reason and shows it on the receipt', async () => {
    const { approver } = await waitingReceipt()
    const page = await openPage(browser, DESK)
    await logIn(page, url, approver)
    await page.click('.inbox a')
    await page.click('button.bad')
    expect(page.url()).toContain('/approvals/')
    await page.fill('input[name=note]', 'Feil mottaker')
    await page.click('button.bad')
    await page.waitForURL('**/inbox')
    await page.click('.nav a[href$="/receipts"]')
    await page.click('tbody a')
    expect(await page.textContent('.note')).toContain('Feil mottaker')
  })

  it('every figure of the trial balance leads in three clicks to the original', async () => {
    const { approver } = await waitingReceipt()
    const page = await openPage(browser, DESK)
    await logIn(page, url, approver)
    await page.click('.inbox a')
    // The keys are an island: they answer once the page has loaded.
    await page.waitForURL('**/approvals/**')
    await page.keyboard.press('a')
    await page.waitForURL('**/inbox')
    await page.click('.nav a[href$="/ledger"]')
    await page.click('td.num a')
    await page.click('td.num a')
    const original = page.frameLocator('iframe').locator('body')
    expect(await original.textContent()).toContain('Nordkraft AS')
    await original.getByText('Vis filen som den kom').click()
    await expect.poll(() => original.textContent(), { timeout: 20_000 }).toContain('<cbc:ID>')
  })

  it('the pages have no fault of WCAG 2.2 AA', async () => {
    const { approver, desk } = await waitingReceipt()
    const page = await openPage(browser, { ...DESK, bypassCSP: true })
    await logIn(page, url, approver)
    const found: string[] = []
    for (const path of ['inbox', 'receipts', 'ledger', 'bank', 'audit']) {
      await page.goto(`${url}/c/${desk.company.id}/${path}`)
      found.push(...(await axeFaults(page)).map((id) => `${path} ${id}`))
    }
    await page.goto(`${url}/c/${desk.company.id}/inbox`)
    await page.click('.inbox a')
    found.push(...(await axeFaults(page)).map((id) => `approval ${id}`))
    expect(found).toEqual([])
  })
})

describe.runIf(hasBrowser)('a page', { timeout: 90_000 }, () => {
  it('sends who is not logged in to the login and shows nothing of a company', async () => {
    const { desk } = await waitingReceipt()
    const response = await fetch(`${url}/c/${desk.company.id}/receipts`, { redirect: 'manual' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toContain('/login?next=')
  })

  it('refuses a decision without the token of the session', async () => {
    const { desk, approver } = await waitingReceipt()
    const page = await openPage(browser, DESK)
    await logIn(page, url, approver)
    const { json } = await desk.client.get(`${desk.at('approvals')}?status=pending`)
    const [approval] = json.data as { id: string }[]
    const answer = await page.request.post(`${url}/c/${desk.company.id}/approvals/${approval?.id}`, {
      form: { decision: 'approve', seenVersion: '1', csrf: 'guess' },
    })
    expect(answer.status()).toBe(403)
  })
})
