import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
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
