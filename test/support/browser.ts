import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { PASSWORD, type TestPerson } from './actors.ts'
import { atEnd } from './at-end.ts'

const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const path = PLACES.find((place) => place && existsSync(place))

/** Whether a Chromium is on this machine. */
export const hasBrowser = path !== undefined

if (!hasBrowser) {
  process.stderr.write(
    'NOT RUN: the browser suites, because there is no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)\n',
  )
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser of its own, closed after the file's last test. */
export async function startBrowser(): Promise<Browser> {
  if (path === undefined) throw new Error('there is no Chromium here')
  const browser = await chromium.launch({ executablePath: path, args: QUIET })
  atEnd(() => browser.close())
  return browser
}

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
export const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }

/** A page of a new context, with the reader's language. */
export async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'nb-NO', ...options })
  return context.newPage()
}

/** Faults that axe-core finds by the rules of WCAG 2.2 AA. The page's own policy forbids scripts from elsewhere. */
export async function axeFaults(page: Page): Promise<string[]> {
  return page.evaluate(async (source) => {
    new Function(source)()
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string }[] }> } }
    return (await axe.run({ runOnly: tags })).violations.map(({ id }) => id)
  }, AXE)
}

/** Logs in as a person would, and waits for the first page. */
export async function logIn(page: Page, url: string, person: TestPerson): Promise<void> {
  await page.goto(`${url}/`)
  await page.fill('input[name=email]', person.email)
  await page.fill('input[name=password]', PASSWORD)
  await page.click('button[type=submit]')
  await page.waitForSelector('header.top')
}
