import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { proposeEverywhere } from '#src/retention/propose-everywhere.ts'
import { serveHttp } from '#src/serve-http.ts'
import { systemCall } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

/** A browser drops the cookie of a session that ended long ago: what is past its time came in years ago, and the test ends today. */
const TODAY = new Date()
const LAST = TODAY.getUTCFullYear() - 1
const LONG_AGO = new Date(`${LAST - 5}-06-01T10:00:00Z`)
let now = TODAY
let platform: Platform
let browser: Browser
let url: string

const upload = async (desk: Desk): Promise<string> =>
  String((await desk.client.post(desk.at('documents'), invoiceXml(), { 'content-type': 'application/xml' })).json.id)

describe.runIf(hasBrowser)('retention in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    platform = await testPlatform({ env: { PORT: '0' }, clock: { now: () => now } })
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  it('a hold is placed with its reason, and lifted', async () => {
    const desk = await newDesk(platform)
    const { person: owner } = await desk.company.member(['owner'], 'Jonas Vik')
    const page = await openPage(browser, PHONE)
    await logIn(page, url, owner)
    await page.goto(`${url}/c/${desk.company.id}/audit`)
    await page.click('a.act[href$="/retention"]')
    const documentId = await upload(desk)
    await page.goto(`${url}/c/${desk.company.id}/retention?kind=document&target=${documentId}`)
    expect(await page.textContent('main')).toContain('Bokføringsloven')
    await page.fill('#holds form[action$="/holds"] input[name=reason]', 'Tvist om leveransen')
    await page.click('#holds form[action$="/holds"] button')
    await page.waitForURL('**/retention#holds')
    const row = await page.textContent('#holds table')
    for (const shown of [documentId, 'Tvist om leveransen', 'Jonas Vik', 'Gjelder']) expect(row).toContain(shown)
    expect(await axeFaults(page)).toEqual([])
    await page.click('#holds table summary')
    await page.fill('#holds table input[name=reason]', 'Forlik')
    await page.click('#holds table button')
    await page.waitForSelector('#holds td:has-text("Opphevet")')
    expect(await page.textContent('#holds table')).toContain('Forlik')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })

  it('what is past its time is shown with what goes, deleted by the owner, and stands in the log', async () => {
    now = LONG_AGO
    const desk = await newDesk(platform)
    const { person: owner } = await desk.company.member(['owner'], 'Jonas Vik')
    const documentId = await upload(desk)
    now = TODAY
    await proposeEverywhere(systemCall(platform))
    const page = await openPage(browser, DESK)
    await logIn(page, url, owner)
    await page.goto(`${url}/c/${desk.company.id}/retention`)
    expect(await page.getAttribute('#proposals a', 'href')).toContain(documentId)
    expect(await page.textContent('#proposals')).toContain(`31.12.${LAST}`)
    await page.click('#proposals summary')
    await page.fill('#proposals input[name=reason]', 'Tiden er ute')
    await page.click('#proposals button')
    await page.waitForSelector('[role=status]:has-text("Slettet: 1")')
    const log = await page.textContent('#log')
    for (const shown of ['Jonas Vik', 'Tiden er ute']) expect(log).toContain(shown)
    expect(await axeFaults(page)).toEqual([])
  })

  it('somebody who may not delete sees no button, and a forged form is refused', async () => {
    const desk = await newDesk(platform)
    const { person } = await desk.company.member(['auditor'], 'Anne Revisor')
    const page = await openPage(browser, DESK)
    await logIn(page, url, person)
    await page.goto(`${url}/c/${desk.company.id}/retention`)
    expect(await page.locator('main form').count()).toBe(0)
    const answer = await page.request.post(`${url}/c/${desk.company.id}/retention/deletions`, {
      form: { csrf: 'x', class: 'primary', documentIds: 'doc_1', reason: 'x' },
    })
    expect(answer.status()).toBe(403)
  })

  it('a receipt that looks like another is told apart on its page', async () => {
    const desk = await newDesk(platform)
    const { person: owner } = await desk.company.member(['owner'], 'Jonas Vik')
    await desk.send(invoiceXml({ number: 'DUP-10' }))
    const receipt = await desk.send(invoiceXml({ number: 'DUP-1O' }))
    const page = await openPage(browser, PHONE)
    await logIn(page, url, owner)
    await page.goto(`${url}/c/${desk.company.id}/receipts/${receipt.id}`)
    expect(await page.textContent('.note')).toContain('receipt_possible_duplicate')
    await page.click('.note summary')
    await page.fill('.note input[name=reason]', 'To leveranser')
    expect(await axeFaults(page)).toEqual([])
    await page.click('.note button')
    await page.waitForURL(`**/receipts/${receipt.id}`)
    expect(await page.textContent('main')).not.toContain('receipt_possible_duplicate')
  })
})
