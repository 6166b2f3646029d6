import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { serveHttp } from '#src/serve-http.ts'
import { systemCall } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { invoicePdf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, newDesk } from '#test/support/receipts.ts'

let platform: Platform
let browser: Browser
let url: string

interface Seen {
  readonly desk: Desk
  readonly id: string
  readonly page: Page
}

interface Words {
  readonly width: number
  readonly words: readonly { text: string; box: { x: number; y: number; width: number; height: number } }[]
}

/** The page of a receipt that was read, with its correction open. */
async function opened(size: typeof DESK): Promise<Seen> {
  const desk = await newDesk(platform)
  const { id } = await desk.send(invoicePdf({ number: '4711' }), { 'content-type': 'application/pdf' })
  const attempt = { signal: AbortSignal.timeout(60_000), isLastAttempt: true }
  await readReceipt(systemCall(platform, desk.company.id), id, attempt)
  const page = await openPage(browser, size)
  await logIn(page, url, desk.company.owner)
  await page.goto(`${url}/c/${desk.company.id}/receipts/${id}`)
  await page.click('details.correct summary')
  return { desk, id, page }
}

/** The middle of a word of the sheet on the screen. */
async function placeOf({ desk, id, page }: Seen, text: string): Promise<{ x: number; y: number }> {
  const { documentId } = await desk.get(id)
  const { json } = await desk.client.get(desk.at(`documents/${documentId}/words`))
  const { width, words } = json as unknown as Words
  const box = words.find((word) => word.text === text)?.box
  if (!box) throw new Error(`no ${text} among ${words.map((word) => word.text)}`)
  await page.locator('.sheet').scrollIntoViewIfNeeded()
  const sheet = await page.locator('.sheet').boundingBox()
  const scale = (sheet?.width ?? 0) / width
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  return { x: (sheet?.x ?? 0) + x * scale, y: (sheet?.y ?? 0) + y * scale }
}

const field = (name: string) => `.correct [name=${name}]`

async function clickOn(seen: Seen, text: string): Promise<void> {
  const { x, y } = await placeOf(seen, text)
  await seen.page.mouse.click(x, y)
}

describe.runIf(hasBrowser)('a field of a receipt', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    platform = await testPlatform({ env: { PORT: '0' } })
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })
  afterAll(stopReading)

  it('takes the word that is clicked on the page, in its own form, and keeps the focus', async () => {
    const seen = await opened(DESK)
    const { page } = seen
    const value = (name: string) => page.inputValue(field(name))
    for (const [name, word, expected] of [
      ['number', '4711', '4711'],
      ['dueOn', '16.03.2026', '2026-03-16'],
      ['net', '000,00', '1000,00'],
    ] as const) {
      await page.fill(field(name), '')
      await clickOn(seen, word)
      await expect.poll(() => value(name)).toBe(expected)
      expect(await page.evaluate('document.activeElement.name')).toBe(name)
    }
    expect(await page.locator('.sheet rect.picked').count()).toBe(1)
    expect(await page.textContent('[data-pick-said]')).toContain('Satt inn:')
  })

  it('leaves what does not fit it alone, and says so', async () => {
    const seen = await opened(DESK)
    await seen.page.focus(field('issuedOn'))
    await clickOn(seen, 'Nordkraft')
    await expect.poll(() => seen.page.textContent('[data-pick-said]')).toContain('ingenting som passer')
    expect(await seen.page.inputValue(field('issuedOn'))).toBe('2026-03-02')
  })

  it('takes the stretch that is drawn over', async () => {
    const seen = await opened(DESK)
    await seen.page.fill(field('issuer'), '')
    const [from, to] = [await placeOf(seen, 'Storgata'), await placeOf(seen, '0155')]
    await seen.page.mouse.move(from.x, from.y)
    await seen.page.mouse.down()
    await seen.page.mouse.move(to.x, to.y, { steps: 4 })
    await seen.page.mouse.up()
    await expect.poll(() => seen.page.inputValue(field('issuer'))).toBe('Storgata 1, 0155')
  })

  it('takes the word that a finger taps, and keeps what was corrected so', async () => {
    const seen = await opened(PHONE)
    const { page, desk, id } = seen
    await page.tap(field('paymentReference'))
    await page.fill(field('paymentReference'), '')
    const { x, y } = await placeOf(seen, '4711')
    await page.touchscreen.tap(x, y)
    await expect.poll(() => page.inputValue(field('paymentReference'))).toBe('4711')
    await page.click('.correct button.main')
    await page.waitForLoadState()
    await expect.poll(async () => (await desk.client.get(desk.at(`receipts/${id}`))).json.paymentReference).toBe('4711')
  })

  it('is led to by its box while none is written', async () => {
    const seen = await opened(DESK)
    await clickOn(seen, '4711')
    expect(await seen.page.evaluate('document.activeElement.name')).toBe('number')
  })

  it('is written on a page without a fault of WCAG 2.2 AA', async () => {
    const seen = await opened({ ...DESK, bypassCSP: true })
    await seen.page.focus(field('number'))
    await clickOn(seen, '4711')
    await expect.poll(() => seen.page.textContent('[data-pick-said]')).toContain('4711')
    expect(await axeFaults(seen.page)).toEqual([])
  })
})
