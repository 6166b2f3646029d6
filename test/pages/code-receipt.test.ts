import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { serveHttp } from '#src/serve-http.ts'
import { atEnd } from '#test/support/at-end.ts'
import { axeFaults, DESK, hasBrowser, logIn, openPage, PHONE, startBrowser } from '#test/support/browser.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'
import { type Fields, type Visitor, visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ env: { PORT: '0' } })
})

interface Open {
  readonly desk: Desk
  readonly who: Visitor
  readonly id: string
  readonly path: string
  readonly action: string
  /** What the form says as it is shown. */
  form(): Promise<Fields>
  now(): Promise<WireReceipt>
}

/** Every field of the form, as a browser would send it untouched. */
async function untouched({ page, form }: Visitor, path: string, action: string): Promise<Fields> {
  const html = await page(path)
  const own = html.slice(html.indexOf(`action="${action}#coding"`))
  const body = own.slice(0, own.indexOf('</form>'))
  const inputs = [...body.matchAll(/<input (?!type="hidden")[^>]*name="([\w.]+)" value="([^"]*)"/g)]
  const selects = [...body.matchAll(/<select name="([\w.]+)">([\s\S]*?)<\/select>/g)].map(([, name, options = '']) => [
    name,
    /value="([^"]*)" selected/.exec(options)?.[1] ?? '',
  ])
  const hidden = await form(path, `${action}#coding`)
  return { ...hidden, ...Object.fromEntries([...inputs.map(([, name, value]) => [name, value]), ...selects]) }
}

const MANUAL = {
  supplier: { name: 'Nordkraft AS', organisationNumber: '991825827' },
  issuedOn: '2026-03-02',
  currency: 'NOK',
}

async function opened(desk: Desk, id: string, roles: readonly string[] = ['bookkeeper']): Promise<Open> {
  const { person } = await desk.company.member(roles as ['bookkeeper'], 'Berit Bok')
  const who = await visitor(platform, person)
  const path = `/c/${desk.company.id}/receipts/${id}`
  const action = `${path}/coding`
  return { desk, who, id, path, action, form: () => untouched(who, path, action), now: () => desk.get(id) }
}

/** An e-invoice of one line that nothing codes. */
async function einvoice(): Promise<Open> {
  const desk = await newDesk(platform)
  for (const code of ['20', '30']) await desk.client.post(desk.at('dimensions/department/values'), { code, name: code })
  const { id } = await desk.send(invoiceXml())
  return opened(desk, id)
}

/** A receipt of which only the totals are known. */
async function manual(): Promise<Open> {
  const desk = await newDesk(platform)
  const declared = { net: '1000.00', vat: '250.00', gross: '1250.00', payable: '1250.00' }
  const made = await desk.client.post(desk.at('receipts'), { ...MANUAL, number: '77', declared, lines: [] })
  return opened(desk, String(made.json.id))
}

describe('the lines of a receipt on its page', () => {
  it('are coded, and what was not touched stays as it was', async () => {
    const { who, action, form, now, path } = await einvoice()
    const said = { ...(await form()), account0: '6340 Strøm, lokaler', 'dim0.department': '20' }
    const { status, location } = await who.post(action, { ...said, act: 'keep' })
    expect([status, location]).toEqual([303, path])
    const after = await now()
    expect(after.lines).toMatchObject([
      { account: '6340', vatCode: '1', dimensions: { department: '20' }, net: '1000.00' },
    ])
    expect(after.lines[0]?.codedBy).toBe('person')
    await who.post(action, { ...(await form()), act: 'keep' })
    expect((await now()).version).toBe(after.version)
    expect(await who.page(path)).toContain('for hånd')
  })

  it('keep a proposal a proposal when another line is coded by hand', async () => {
    const { desk, now } = await einvoice()
    const { supplier } = await now()
    await desk.client.patch(desk.at(`parties/${supplier.partyId}`), { defaultAccount: '6300' })
    const line = (net: string) => ({ description: `Power ${net}`, net, vatCode: '1' })
    const body = { ...MANUAL, supplier: { partyId: supplier.partyId }, number: '78', lines: [line('10'), line('20')] }
    const made = await desk.client.post(desk.at('receipts'), body)
    const other = await opened(desk, String(made.json.id))
    expect((await other.now()).lines.map(({ codedBy }) => codedBy)).toEqual(['supplier', 'supplier'])
    await other.who.post(other.action, { ...(await other.form()), account1: '6340', act: 'keep' })
    const { lines } = await other.now()
    expect(lines.map(({ account, codedBy }) => [account, codedBy])).toEqual([
      ['6300', 'supplier'],
      ['6340', 'person'],
    ])
  })

  it('are split into shares that are the line together, and are refused when they are not', async () => {
    const { who, action, form, now } = await einvoice()
    const more = await who.post(action, { ...(await form()), act: 'split-0' })
    expect(more.text).toContain('name="net1"')
    expect((await now()).version).toBe(1)
    const shares = { ...(await form()), rows: '2', key1: 'l1', account0: '6340', account1: '6300', vatCode1: '1' }
    const wrong = await who.post(action, { ...shares, net0: '700', net1: '250', act: 'keep' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toMatch(/name="net1" value="250"/)
    const again = { ...(await form()), ...shares, formKey: (await form()).formKey ?? '' }
    const right = await who.post(action, { ...again, net0: '700,50', net1: '299,50', act: 'keep' })
    expect(right.status).toBe(303)
    expect((await now()).lines.map(({ net, account }) => `${account} ${net}`)).toEqual(['6340 700.50', '6300 299.50'])
  })

  it('are written where the document has none, and put up for approval with the same click', async () => {
    const { desk, who, action, form, now, path } = await manual()
    await desk.client.post(desk.at('approval-policies'), {
      name: 'All',
      kinds: ['receipt'],
      rules: [{ name: 'All', above: { steps: [{ name: 'Owner', approvers: { roles: ['owner'] } }] } }],
    })
    const first = await form()
    expect(first).toMatchObject({ rows: '1', key0: '', net0: '1000,00', vatCode0: '1' })
    const filled = { description0: 'Strøm', account0: '6340' }
    const sent = await who.post(action, { ...first, ...filled, act: 'submit' })
    expect([sent.status, sent.location]).toEqual([303, path])
    const after = await now()
    expect(after.lines).toMatchObject([{ description: 'Strøm', net: '1000.00', account: '6340' }])
    expect(after.status).not.toBe('draft')
    const twice = await who.post(action, { ...first, ...filled, act: 'submit' })
    expect([twice.status, twice.location]).toEqual([303, path])
    expect((await now()).version).toBe(after.version)
  })

  it('change nothing when the receipt may not go on, and say in which row what is missing', async () => {
    const { who, action, form, now } = await manual()
    const said = { ...(await form()), description0: 'Strøm', act: 'submit' }
    const { status, text } = await who.post(action, said)
    expect(status).toBe(422)
    expect(text).toContain('value="Strøm"')
    expect(await now()).toMatchObject({ status: 'draft', lines: [], version: 1 })
    const unknown = await who.post(action, { ...(await form()), account0: '9999999', act: 'keep' })
    expect(unknown.status).toBe(422)
    expect(unknown.text).toMatch(/<fieldset class="row wrong"/)
  })

  it('are not coded over what somebody else has changed meanwhile', async () => {
    const { desk, id, who, action, form, now } = await einvoice()
    const seen = await form()
    await desk.client.patch(desk.at(`receipts/${id}`), { lines: [{ account: '6300' }] })
    const { status } = await who.post(action, { ...seen, account0: '6340', act: 'keep' })
    expect(status).toBe(412)
    expect((await now()).lines[0]?.account).toBe('6300')
  })

  it('are put up for approval once by two who do it at the same moment', async () => {
    const { who, action, form, now } = await einvoice()
    const forms = [await form(), await form()]
    const submit = (fields: Fields, account0: string) => who.post(action, { ...fields, account0, act: 'submit' })
    const sent = await Promise.all(forms.map((fields, index) => submit(fields, index === 0 ? '6300' : '6340')))
    expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 412])
    const winner = sent.findIndex(({ status }) => status === 303)
    expect((await now()).lines[0]?.account).toBe(winner === 0 ? '6300' : '6340')
  })

  it('are put up for approval as they are by an employee, who does not code', async () => {
    const { desk, id, path } = await einvoice()
    await desk.client.patch(desk.at(`receipts/${id}`), { lines: [{ account: '6340' }] })
    const { who, action, now } = await opened(desk, id, ['employee'])
    const fields = await who.form(path, `${action}#coding`)
    expect(await who.page(path)).not.toContain('name="account0"')
    expect((await who.post(action, { ...fields, act: 'submit' })).status).toBe(303)
    expect((await now()).status).not.toBe('draft')
  })

  it('lead to the next draft, and are rejected with a reason where they are not to be booked', async () => {
    const { desk, id, who, path, now } = await einvoice()
    const other = await desk.send(invoiceXml())
    expect(await who.page(path)).toContain(`/receipts/${other.id}" data-key="n"`)
    expect(await who.page(path.replace(id, other.id))).toContain(`/receipts/${id}" data-key="n"`)
    const fields = await who.form(path, `${path}/rejections`)
    const without = await who.post(`${path}/rejections`, { ...fields, reason: ' ' })
    expect([without.status, (await now()).status]).toEqual([422, 'draft'])
    const again = await who.form(path, `${path}/rejections`)
    await desk.client.patch(desk.at(`receipts/${id}`), { lines: [{ account: '6300' }] })
    expect((await who.post(`${path}/rejections`, { ...again, reason: 'Ikke bestilt' })).text).toContain(
      'Noen andre har',
    )
    const last = await who.form(path, `${path}/rejections`)
    expect((await who.post(`${path}/rejections`, { ...last, reason: 'Ikke bestilt' })).location).toBe(path)
    expect(await now()).toMatchObject({ status: 'rejected', rejectionReason: 'Ikke bestilt' })
  })

  it('are only shown to who may not code, and when they are booked', async () => {
    const { desk, id, path } = await einvoice()
    const approver = await opened(desk, id, ['approver'])
    expect(await approver.who.page(path)).not.toContain('/coding#coding')
    await desk.approveAll()
    expect((await desk.codeAndSubmit(await desk.get(id), '6340')).json.status).toBe('posted')
    const booked = await opened(desk, id)
    expect(await booked.who.page(path)).not.toContain('/coding#coding')
  })
})

describe.runIf(hasBrowser)('the lines of a receipt in a browser', { timeout: 60_000 }, () => {
  let browser: Browser
  let url: string
  beforeAll(async () => {
    const server = await serveHttp(platform)
    atEnd(() => server.stop())
    url = server.url
    browser = await startBrowser()
  })

  async function at({ desk, path }: Open, size: typeof DESK): Promise<Page> {
    const page = await openPage(browser, { ...size, bypassCSP: true })
    await logIn(page, url, desk.company.owner)
    await page.goto(url + path)
    return page
  }
  const computed = (page: Page) => page.locator('[data-computed]').allTextContents()

  it('add up while somebody types, as the books add them', async () => {
    const open = await manual()
    const page = await at(open, DESK)
    await page.selectOption('[name=vatCode0]', '1')
    expect((await computed(page)).map((text) => text.replace(/\s/g, ' '))).toEqual([
      '1 000,00',
      '250,00',
      '1 250,00',
      '1 250,00',
    ])
    await page.fill('[name=net0]', '333,33')
    await page.fill('[name=account0]', '6340')
    expect(await page.textContent('[data-account-name]')).toContain('Strøm')
    expect((await computed(page)).map((text) => text.replace(/\s/g, ' '))).toEqual([
      '333,33',
      '83,33',
      '416,66',
      '416,66',
    ])
    expect(await page.locator('[data-computed].doubt').count()).toBe(4)
    await page.click('button[value=keep]')
    await page.waitForSelector('text=for hånd')
    expect((await open.now()).computed).toEqual({ net: '333.33', vat: '83.33', gross: '416.66', payable: '416.66' })
  })

  it('say what the shares of a line leave of it', async () => {
    const page = await at(await einvoice(), DESK)
    await page.click('button[value=split-0]')
    await page.fill('[name=net0]', '700')
    await page.fill('[name=net1]', '250')
    expect((await page.locator('output').allTextContents()).join('')).toContain('50,00')
    await page.fill('[name=net1]', '300')
    expect((await page.locator('output').allTextContents()).join('')).toBe('')
  })

  it.each([
    ['desk', DESK],
    ['phone', PHONE],
  ])('fit a %s and have no fault of WCAG 2.2 AA', async (_name, size) => {
    const page = await at(await einvoice(), size)
    expect(await axeFaults(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.click('button[value=split-0]')
    expect(await axeFaults(page)).toEqual([])
  })
})
