import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { bare, noteRefusedMail, receiveFiles, sortIntake } from '#src/intake/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import { systemCall } from '#test/support/actors.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, XML } from '#test/support/receipts.ts'
import { visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ env: { PORT: '0' } })
})

const junk = (text: string) => new TextEncoder().encode(text)
const passed = { spf: 'pass', dkim: 'pass', dmarc: 'none', signedBy: [], receivedFrom: null } as const

/** A mail with an invoice and a wreck, and one file that was sent alone. */
async function newDay(): Promise<{ desk: Desk; here: string; mailId: string }> {
  const desk = await newDesk(platform)
  const files = [attached('strøm.xml', invoiceXml()), attached('vrak.xml', junk('<a><b></a>'))]
  const bytes = await mailOf({ subject: 'Strøm for mai', attachments: files })
  const call = systemCall(platform, desk.company.id)
  const { intake } = await receiveFiles(call, {
    ...bare('mail'),
    sender: 'faktura@nordkraft.example',
    subject: 'Strøm for mai',
    authentication: { ...passed, checkedBy: 'bilag' },
    parts: [{ name: 'Strøm for mai.eml', mediaType: 'message/rfc822', bytes }],
  })
  await sortIntake(call, intake.id)
  await desk.client.post(desk.at('receipts'), invoiceXml(), XML)
  return { desk, here: `/c/${desk.company.id}`, mailId: intake.id }
}

/** Text of the rows of a table, one line each. */
const rowsOf = (html: string): string[] =>
  html
    .split('<tr data-row')
    .slice(1)
    .map((row) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))

describe('the page of what came in', () => {
  it('says of every file where it went or why it went nowhere, the newest first', async () => {
    const { desk, here } = await newDay()
    const { person } = await desk.company.member(['bookkeeper'], 'Kari Nordmann')
    const who = await visitor(platform, person)
    expect(await who.page(`${here}/receipts`)).toContain(`href="${here}/intakes"`)
    const html = await who.page(`${here}/intakes`)
    const [alone, mail] = rowsOf(html)
    expect(alone).toContain('API')
    expect(mail).toContain('faktura@nordkraft.example')
    expect(mail).toMatch(/strøm\.xml .*nytt bilag .*vrak\.xml .*avvist XML-filen er ikke velformet/)
    const { json } = await desk.client.get(desk.at('receipts'))
    for (const { id } of json.data as { id: string }[]) {
      expect(html).toContain(`href="${here}/receipts/${id}"`)
      expect(await who.page(`${here}/receipts/${id}`)).toMatch(
        new RegExp(`<dt>Kom inn</dt><dd><a href="${here}/intakes/itk_`),
      )
    }
  })

  it('is filtered by way, by what became of a file and by what somebody remembers', async () => {
    const { desk, here } = await newDay()
    const who = await visitor(platform, desk.company.owner)
    const count = async (query: string) => rowsOf(await who.page(`${here}/intakes?${query}`)).length
    expect(await count('')).toBe(2)
    expect([await count('way=mail'), await count('way=rest'), await count('way=folder')]).toEqual([1, 1, 0])
    expect([await count('outcome=refused'), await count('outcome=duplicate')]).toEqual([1, 0])
    expect([await count('text=VRAK'), await count('text=nothing+like+it')]).toEqual([1, 0])
    expect([await count('way=nonsense'), await count('text=')]).toEqual([2, 2])
  })

  it('leads to the mail and its sender, and takes what was refused in once more', async () => {
    const { desk, here, mailId } = await newDay()
    const who = await visitor(platform, desk.company.owner)
    const path = `${here}/intakes/${mailId}`
    const html = await who.page(path)
    const { json } = await desk.client.get(desk.at(`intakes/${mailId}`))
    expect(html).toContain(`href="${here}/documents/${json.documentId}"`)
    expect(html).toContain('SPF pass')
    const wreck = (json.files as { id: string; name: string }[]).find(({ name }) => name === 'vrak.xml')
    const action = `${path}/files/${wreck?.id}/retries`
    const sent = await who.post(action, await who.form(path, action))
    expect(sent.status).toBe(303)
    expect(sent.location).not.toContain(mailId)
    expect(await who.page(sent.location)).toContain('vrak.xml')
    const [first] = rowsOf(await who.page(`${here}/intakes`))
    expect(first).toContain('Strøm for mai')
  })

  it('offers no second try to whoever only reads', async () => {
    const { desk, here, mailId } = await newDay()
    const { person } = await desk.company.member(['auditor'], 'Anne Revisor')
    const who = await visitor(platform, person)
    expect(await who.page(`${here}/intakes/${mailId}`)).not.toContain('/retries')
  })

  it('shows nothing of another company', async () => {
    const { mailId } = await newDay()
    const other = await newDesk(platform)
    const who = await visitor(platform, other.company.owner)
    expect(await who.page(`/c/${other.company.id}/intakes/${mailId}`)).toContain('Dette finnes ikke')
  })
})

describe('a mail that was turned away', () => {
  const refused = (sender: string) =>
    ({ sender, recipient: 'in@bilag.example', way: 'mail', code: 'mail_sender_refused' }) as const

  it('is found on the page by whoever asks for its sender', async () => {
    const { desk, here } = await newDay()
    const call = systemCall(platform, desk.company.id)
    await noteRefusedMail(call, refused('Faktura@Blokkert.example'))
    const who = await visitor(platform, desk.company.owner)
    for (const query of ['', '?way=mail', '?text=blokkert', '?outcome=refused'])
      expect(await who.page(`${here}/intakes${query}`)).toContain('faktura@blokkert.example')
    for (const query of ['?way=folder', '?text=nordkraft', '?outcome=receipt'])
      expect(await who.page(`${here}/intakes${query}`)).not.toContain('blokkert')
  })
})

describe.runIf(hasBrowser)('the page of what came in, in a browser', { timeout: 60_000 }, () => {
  let browser: Browser
  let url: string
  beforeAll(async () => {
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  it.each([
    ['desk', DESK],
    ['phone', PHONE],
  ])('fits a %s and has no fault of WCAG 2.2 AA', async (_name, size) => {
    const { desk, here, mailId } = await newDay()
    const page = await openPage(browser, { ...size, bypassCSP: true })
    await logIn(page, url, desk.company.owner)
    for (const path of ['/intakes', `/intakes/${mailId}`]) {
      await page.goto(`${url}${here}${path}`)
      expect(await axeFaults(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    }
  })
})
