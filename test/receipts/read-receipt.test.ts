import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import { sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import type { Platform } from '#src/platform/platform.ts'
import { advanceReceipt, readReceipt } from '#src/receipts/index.ts'
import { reportReading } from '#src/receipts/reading/report-reading.ts'
import { systemCall } from '#test/support/actors.ts'
import { encryptedPdf, invoicePage, invoicePdf, pdfOf, printed } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

const PDF = { 'content-type': 'application/pdf' }
const TRY = { signal: new AbortController().signal, isLastAttempt: false }

interface Read extends WireReceipt {
  issuedOn: string | null
  dueOn: string | null
  paymentReference: string | null
  bankAccount: string | null
  reading: {
    status: string
    problem: { code: string } | null
    pages: { page: number; width: number; source: string }[]
    fields: Record<string, { value: string; confidence: number; page: number; box: { x: number } } | null>
  } | null
}

const codes = ({ exceptions }: WireReceipt) => exceptions.map(({ code }) => code)
const jobOf = (desk: Desk) => systemCall(platform, desk.company.id)

/** What the job does: reads, and shows the receipt as the API does. */
async function readIt(desk: Desk, { id }: Pick<WireReceipt, 'id'>): Promise<Read> {
  await readReceipt(jobOf(desk), id, TRY)
  return (await desk.get(id)) as Read
}

describe('a PDF that is sent', () => {
  it('is answered at once, and read by a job into the fields of the receipt with the place of each', async () => {
    const desk = await newDesk(platform)
    const sent = (await desk.send(invoicePdf({ number: '20261042' }), PDF)) as Read
    expect(sent).toMatchObject({ status: 'reading', number: null, exceptions: [], reading: { status: 'reading' } })
    const read = await readIt(desk, sent)
    expect(read).toMatchObject({
      status: 'draft',
      kind: 'supplierInvoice',
      supplier: { name: 'Nordkraft AS', organisationNumber: '991825827' },
      number: '20261042',
      issuedOn: '2026-03-02',
      dueOn: '2026-03-16',
      paymentReference: '1234567897',
      declared: { net: '1000.00', vat: '250.00', gross: '1250.00', payable: '1250.00' },
      lines: [{ description: 'Strom februar', net: '1000.00', vatRate: '25' }],
    })
    expect(read.reading).toMatchObject({ status: 'done', pages: [{ page: 1, width: 600, source: 'text' }] })
    expect(read.reading?.fields.number).toMatchObject({ value: '20261042', page: 1 })
    expect(read.reading?.fields.number?.box.x).toBeCloseTo(470, 0)
    expect(codes(read)).toEqual(['coding_missing'])
  })
  it('is a credit note of the same amounts whether it prints them with a minus or without', async () => {
    const desk = await newDesk(platform)
    for (const net of [1000, -1000]) {
      const page = invoicePage({ net }).replace('FAKTURA', 'KREDITNOTA')
      const read = await readIt(desk, await desk.send(pdfOf([page]), PDF))
      expect(read).toMatchObject({
        kind: 'creditNote',
        declared: { net: '1000.00', vat: '250.00', gross: '1250.00', payable: '1250.00' },
        lines: [{ net: '1000.00', vatRate: '25' }],
      })
      expect(read.reading?.fields.gross?.value).toBe(net < 0 ? '-1250.00' : '1250.00')
    }
  })
  it('goes on by itself when its supplier is set to automatic and nothing is uncertain', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const first = await readIt(desk, await desk.send(invoicePdf(), PDF))
    const { partyId } = first.supplier
    const settings = { autoPost: true, defaultAccount: '6340' }
    expect((await desk.client.patch(desk.at(`parties/${partyId}`), settings)).status).toBe(200)
    const second = await readIt(desk, await desk.send(invoicePdf({ net: 2000 }), PDF))
    expect([second.supplier.partyId, codes(second)]).toEqual([partyId, []])
    await advanceReceipt(jobOf(desk), { receiptId: second.id })
    expect((await desk.get(second.id)).status).toBe('posted')
    const doubtful = await readIt(desk, await desk.send(invoicePdf({ net: 3000, total: '3 700,00' }), PDF))
    expect(codes(doubtful).length).toBeGreaterThan(0)
    await advanceReceipt(jobOf(desk), { receiptId: doubtful.id })
    expect((await desk.get(doubtful.id)).status).toBe('draft')
  })
  it('is a draft with its reason when it cannot be read, and when it says nothing', async () => {
    const desk = await newDesk(platform)
    const locked = await readIt(desk, await desk.send(encryptedPdf(), PDF))
    expect(locked).toMatchObject({ status: 'draft', reading: { status: 'failed', problem: { code: 'pdf_encrypted' } } })
    expect(codes(locked)).toEqual(expect.arrayContaining(['pdf_encrypted', 'document_unread', 'field_missing']))
    const letter = await readIt(desk, await desk.send(pdfOf(['']), PDF))
    expect(codes(letter)).toEqual(expect.arrayContaining(['document_unread', 'field_missing']))
  })
  it('tells how many of its pages are read while it is, and nothing once it is over', async () => {
    let nowMs = Date.parse('2026-03-20T09:00:00Z')
    // Two seconds pass whenever somebody looks at the clock.
    const tick = () => {
      nowMs += 2000
      return new Date(nowMs)
    }
    const hurried = await testPlatform({ clock: { now: tick } })
    const desk = await newDesk(hurried)
    const sent = await desk.send(pdfOf(Array.from({ length: 6 }, (_, n) => printed([50, 700, `Side ${n + 1}`]))), PDF)
    const job = systemCall(hurried, desk.company.id)
    const read = await readReceipt(job, sent.id, TRY)
    expect(read.reading).toMatchObject({ status: 'done', progress: null, pages: Array(6).fill({ source: 'text' }) })
    while ((await sequenceEvents(hurried, [])) > 0);
    const { json } = await desk.client.get(desk.at('events?types=receipt.readingProgressed&limit=200'))
    const told = (json.data as { data: { id: string; done: number; pages: number } }[]).map(({ data }) => data)
    expect(told.length).toBeGreaterThan(1)
    expect(told.every(({ id, pages }) => id === sent.id && pages === 6)).toBe(true)
    expect(told.map(({ done }) => done)).toEqual([...new Set(told.map(({ done }) => done))].sort((a, b) => a - b))
    await reportReading(job, { receiptId: sent.id, done: 3, pages: 6 })
    expect(((await desk.get(sent.id)) as Read).reading).toEqual(read.reading)
  })
  it('does not take the number that another receipt of the supplier has', async () => {
    const desk = await newDesk(platform)
    const first = await readIt(desk, await desk.send(invoicePdf({ number: '7001' }), PDF))
    const copy = await desk.send(new Uint8Array([...invoicePdf({ number: '7001' }), 10]), PDF)
    const read = await readIt(desk, copy)
    expect(read).toMatchObject({ number: null, status: 'draft' })
    const told = read.exceptions.find(({ code }) => code === 'supplier_number_taken')
    expect(told?.message).toContain(first.id)
  })
})

describe('a reading', () => {
  it('leaves what a person wrote while it ran, and fills in the rest', async () => {
    const desk = await newDesk(platform)
    const sent = await desk.send(invoicePdf({ number: '8001' }), PDF)
    const patched = await desk.client.patch(desk.at(`receipts/${sent.id}`), { number: 'MINE-1', dueOn: '2026-04-01' })
    expect(patched.json).toMatchObject({ status: 'draft', number: 'MINE-1' })
    const read = await readIt(desk, sent)
    expect(read).toMatchObject({ number: 'MINE-1', dueOn: '2026-04-01', issuedOn: '2026-03-02', status: 'draft' })
  })
  it('has the same effect when its job runs twice, also at once', async () => {
    const desk = await newDesk(platform)
    const sent = await desk.send(invoicePdf(), PDF)
    await Promise.all([readReceipt(jobOf(desk), sent.id, TRY), readReceipt(jobOf(desk), sent.id, TRY)])
    const once = await desk.get(sent.id)
    expect(await readIt(desk, sent)).toEqual(once)
    expect(once.version).toBe(2)
  })
  it('keeps away from a receipt that was rejected meanwhile', async () => {
    const desk = await newDesk(platform)
    const sent = await desk.send(invoicePdf(), PDF)
    await desk.client.post(desk.at(`receipts/${sent.id}/rejections`), { reason: 'Not ours' })
    const read = await readIt(desk, sent)
    expect(read).toMatchObject({ status: 'rejected', number: null, reading: { status: 'done' } })
  })
  it('is asked for again while the receipt is a draft, and refused for an e-invoice', async () => {
    const desk = await newDesk(platform)
    const sent = await desk.send(invoicePdf(), PDF)
    await readIt(desk, sent)
    const asked = await desk.client.post(desk.at(`receipts/${sent.id}/readings`))
    expect(asked.json).toMatchObject({ status: 'draft', reading: { status: 'reading' } })
    const again = await readIt(desk, sent)
    expect(again).toMatchObject({ status: 'draft', reading: { status: 'done' }, supplier: { name: 'Nordkraft AS' } })
    const einvoice = await desk.send(invoiceXml())
    const refused = await desk.client.post(desk.at(`receipts/${einvoice.id}/readings`))
    expect([refused.status, refused.json.code]).toEqual([409, 'receipt_unreadable'])
  })
  it('doubts no longer what a person has confirmed', async () => {
    const desk = await newDesk(platform)
    const read = await readIt(desk, await desk.send(invoicePdf({ total: '1 200,00' }), PDF))
    const doubts = read.exceptions.filter(({ code }) => code === 'field_uncertain' || code === 'amounts_unequal')
    expect(doubts.length).toBeGreaterThan(0)
    const said = { net: '1000.00', vat: '250.00', gross: '1250.00', payable: '1250.00' }
    const facts = { declared: said, currency: 'NOK', number: 'F-9', issuedOn: '2026-03-02', dueOn: '2026-03-16' }
    const patched = desk.receipt(await desk.client.patch(desk.at(`receipts/${read.id}`), facts))
    const left = patched.exceptions.filter(({ pointer }) => pointer.startsWith('/declared'))
    expect(left.map(({ code }) => code)).not.toContain('amounts_unequal')
    expect(left.map(({ code }) => code)).not.toContain('field_uncertain')
  })
})
