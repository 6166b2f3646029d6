import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { corpus, corpusBytes } from '#test/support/corpus.ts'
import { testPlatform } from '#test/support/platform.ts'
import { newDesk } from '#test/support/receipts.ts'

const EXAMPLE = 'peppol-bis-billing-3/rules/examples/Allowance-example.xml'
const broken = () => new TextDecoder().decode(corpusBytes(EXAMPLE)).replace(/<cbc:PayableAmount.*/, '')
const sent = (name: string, text: string) => ({ name, mimeType: 'application/xml', buffer: Buffer.from(text) })

let platform: Platform
let browser: Browser
let url: string

describe.runIf(hasBrowser)('the page on which anybody has an e-invoice judged', () => {
  beforeAll(async () => {
    platform = await testPlatform()
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  it.each([
    ['a desk', DESK],
    ['a phone', PHONE],
  ])('says on %s which rules are broken, without an account', async (_what, options) => {
    const page = await openPage(browser, options)
    await page.goto(`${url}/validate`)
    expect(await axeFaults(page)).toEqual([])
    await page.setInputFiles('input[name=file]', sent('broken.xml', broken()))
    await page.click('button[type=submit]')
    await page.waitForSelector('.note.bad')
    const rules = await page.locator('.fired strong').allTextContents()
    expect(rules).toEqual(expect.arrayContaining(['BR-15', 'BR-CO-16']))
    expect(await page.textContent('main')).toContain('en16931, peppol')
    expect(await axeFaults(page)).toEqual([])
    await page.setInputFiles('input[name=file]', corpus(EXAMPLE))
    await page.click('button[type=submit]')
    await page.waitForSelector('.note.good')
    expect(await page.locator('.fired').count()).toBe(0)
  })

  it('says what is wrong with a file that is no e-invoice', async () => {
    const page = await openPage(browser, DESK)
    await page.goto(`${url}/validate`)
    await page.setInputFiles('input[name=file]', sent('a.xml', '<a/>'))
    await page.click('button[type=submit]')
    expect(await page.textContent('[role=alert]')).toContain('UBL')
  })

  it('is one click away from a receipt that came as an e-invoice', async () => {
    const desk = await newDesk(platform)
    const { person } = await desk.company.member(['auditor'], 'Randi Revisor')
    const { id } = await desk.send(corpusBytes(EXAMPLE), { 'content-type': 'application/xml' })
    const page = await openPage(browser, DESK)
    await logIn(page, url, person)
    await page.goto(`${url}/c/${desk.company.id}/receipts/${id}`)
    await page.click('text=Vis hva de sier')
    await page.waitForSelector('.note.good')
    expect(await axeFaults(page)).toEqual([])
    await page.click('text=Original')
    expect(page.url()).toMatch(/\/documents\/doc_\w+$/)
  })
})
