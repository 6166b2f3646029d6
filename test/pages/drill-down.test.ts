import { beforeAll, describe, expect, it } from 'vitest'
import { listOpenInvoices } from '#src/invoices/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { encodeCursor } from '#src/kernel/cursor.ts'
import { postJournalEntry, settleOpenItem } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { listReceipts, readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { openItem } from '#test/support/bank.ts'
import { newShop } from '#test/support/invoices.ts'
import { invoicePage, pdfOf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'
import { type Visitor, visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

async function atDesk(): Promise<{ desk: Desk; who: Visitor; here: string }> {
  const desk = await newDesk(platform)
  await desk.approveAll()
  const { person } = await desk.company.member(['owner'], 'Jonas Vik')
  return { desk, who: await visitor(platform, person), here: `/c/${desk.company.id}` }
}

const post = async (desk: Desk, receipt: WireReceipt): Promise<WireReceipt> =>
  desk.receipt(await desk.codeAndSubmit(receipt, '6340'))

/** The first link on the page whose address has the words in it. */
const linkTo = (html: string, part: string): string => new RegExp(`href="([^"]*${part}[^"]*)"`).exec(html)?.[1] ?? ''

describe('from a figure to its original', () => {
  it('it is three clicks: account, entry, receipt; the original stands beside the last two', async () => {
    const { desk, who, here } = await atDesk()
    const receipt = await post(desk, await desk.send(invoiceXml()))
    const account = linkTo(await who.page(`${here}/ledger`), '/ledger/6340')
    const entry = linkTo(await who.page(account), '/entries/')
    expect(entry).toBe(`${here}/entries/${receipt.journalEntryId}`)
    const entryPage = await who.page(entry)
    const original = `${here}/documents/${receipt.documentId}`
    expect(entryPage).toContain(`src="${original}"`)
    const receiptPage = await who.page(linkTo(entryPage, '/receipts/'))
    expect(receiptPage).toContain(`src="${original}"`)
    expect(linkTo(receiptPage, '/entries/')).toBe(entry)
  })
  it('an entry shows the pages of its own receipt, of a file with several', async () => {
    const { desk, who, here } = await atDesk()
    const { id, documentId } = await desk.send(pdfOf([invoicePage(), invoicePage()]), {
      'content-type': 'application/pdf',
    })
    const attempt = { signal: AbortSignal.timeout(60_000), isLastAttempt: true }
    await readReceipt(systemCall(platform, desk.company.id), id, attempt)
    const [, second] = (await desk.client.get(desk.at(`receipts?documentId=${documentId}`))).json.data as WireReceipt[]
    await readReceipt(systemCall(platform, desk.company.id), second?.id ?? '', attempt)
    const { journalEntryId } = await post(desk, await desk.get(second?.id ?? ''))
    const html = await who.page(`${here}/entries/${journalEntryId}`)
    expect([...html.matchAll(/documents\/\w+\/pages\/(\d)/g)].map(([, page]) => page)).toEqual(['2'])
  })
  it('a payment leads to what it paid', async () => {
    const { desk, who, here } = await atDesk()
    const { openItemId, id } = await post(desk, await desk.send(invoiceXml({ number: '7711' })))
    const paid = await postJournalEntry(desk.company.call(), {
      bookedOn: bookDate('2026-03-20'),
      description: 'Payment',
      lines: [
        { account: '2400', amountMinor: 125_000n },
        { account: '1920', amountMinor: -125_000n },
      ],
    })
    await settleOpenItem(desk.company.call(), {
      openItemId: String(openItemId),
      journalEntryId: paid.id,
      amountMinor: 125_000n,
    })
    const html = await who.page(`${here}/entries/${paid.id}`)
    expect(linkTo(html, '/receipts/')).toBe(`${here}/receipts/${id}`)
    expect(html).toContain('7711')
  })
  it('an account goes on where its page ended, and a cursor of nobody is left alone', async () => {
    const { desk, who, here } = await atDesk()
    const first = await post(desk, await desk.send(invoiceXml()))
    const second = await post(desk, await desk.send(invoiceXml()))
    const after = encodeCursor(['2026-03-02', String(first.journalEntryId), 99])
    const rest = await who.page(`${here}/ledger/6340?after=${after}`)
    expect([rest.includes(String(first.journalEntryId)), rest.includes(String(second.journalEntryId))]).toEqual([
      false,
      true,
    ])
    expect(await who.page(`${here}/ledger/6340?after=x`)).toContain(String(first.journalEntryId))
  })
})

describe('lists for people', () => {
  it('receipts come with the newest first, page by page', async () => {
    const desk = await newDesk(platform)
    const ids: string[] = []
    for (let count = 0; count < 3; count += 1) ids.unshift((await desk.send(invoiceXml())).id)
    const call = desk.company.call()
    const page = async (after: string | undefined) =>
      (await listReceipts(call, { after, limit: 2, isNewestFirst: true })).map(({ id }) => id)
    expect(await page(undefined)).toEqual(ids.slice(0, 2))
    expect(await page(ids[1])).toEqual(ids.slice(2))
  })
  it('a page of open invoices is full, whatever else is open between them', async () => {
    const shop = await newShop(platform)
    const issued: string[] = []
    for (let count = 0; count < 3; count += 1) {
      issued.push((await shop.issue()).id)
      await openItem(shop.company, { amountMinor: 100n, kind: 'receivable' })
      await postForeignInvoice(shop.company)
    }
    const call = shop.company.call()
    const first = await listOpenInvoices(call, { isOverdue: false, after: undefined, limit: 2 })
    expect(first.invoices.map(({ id }) => id)).toEqual(issued.slice(0, 2))
    const rest = await listOpenInvoices(call, { isOverdue: false, after: first.nextAfter ?? '', limit: 2 })
    expect([rest.invoices.map(({ id }) => id), rest.nextAfter]).toEqual([issued.slice(2), null])
  })
})

/** What another system invoiced: posted as an invoice, and none of ours. */
const postForeignInvoice = (company: Desk['company']) =>
  postJournalEntry(company.call(), {
    bookedOn: bookDate('2026-03-02'),
    description: 'Invoice of the webshop',
    voucher: { kind: 'invoice', id: null, documentId: null },
    lines: [
      { account: '1500', amountMinor: 500n, opensItem: { kind: 'receivable', dueOn: bookDate('2026-03-05') } },
      { account: '3000', amountMinor: -500n },
    ],
  })
