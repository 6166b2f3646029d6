import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/index.ts'
import { sheetHtml, sheetOf } from '#src/documents/sheet/index.ts'
import { DESK, hasBrowser, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { NORWEGIAN } from '#test/support/receipts.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const ADDRESS = 'http://sheet.test/'

describe.skipIf(!hasBrowser)('an e-invoice as a page in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })

  /** In euros to an IBAN, so that there is a code to scan as well. */
  async function open(options: BrowserContextOptions): Promise<Page> {
    const { invoice } = readEInvoice(corpusBytes(NORWEGIAN))
    const html = sheetHtml(sheetOf({ ...invoice, currency: 'EUR' }, 'nb'), { original: 'content' })
    const page = await openPage(browser, options)
    await page.route(ADDRESS, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }))
    await page.goto(ADDRESS)
    return page
  }

  it.for([
    ['a phone', PHONE],
    ['a desk', DESK],
  ] as const)('has no fault that axe-core finds, and no line off the screen, on %s', async ([, options]) => {
    const page = await open(options)
    await page.evaluate(AXE)
    const faults = await page.evaluate(async () => {
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string }[] }> } }
      return (await axe.run({ runOnly: tags })).violations.map(({ id }) => id)
    })
    expect(faults).toEqual([])
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
    expect(inner).toBeLessThanOrEqual(outer ?? 0)
    expect(await page.locator('figure svg').isVisible()).toBe(true)
    expect(await page.locator('h1').evaluate((one) => getComputedStyle(one).fontWeight)).toBe('640')
  })
})
