import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import { query } from '#src/platform/command/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { learnLayout } from '#src/receipts/reading/learn-layout.ts'
import { lessonsOf } from '#src/receipts/reading/lesson.store.ts'
import { systemCall } from '#test/support/actors.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { drain } from '#test/support/drain.ts'
import { invoicePage, pdfOf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, newDesk, type WireReceipt } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

const FACTUR_X = corpusBytes('factur-x-fixtures/tests/fixtures/pdf/invoice_EN16931.pdf')
const NEVER = new AbortController().signal
const lessons = query('test.lessons', { can: 'receipts:read' }, (cx, partyId: string) => lessonsOf(cx, partyId, ''))
const PDF = { 'content-type': 'application/pdf' }

interface Layout {
  lessonId: string
  right: number
  used: number
}
interface Read extends WireReceipt {
  dueOn: string | null
  paymentReference: string | null
  reading: { fields: Record<string, { value: string; confidence: number; layout?: Layout } | null> } | null
}

/** An invoice whose number stands beside a word that nobody else uses for it; `other` stands below under another word. */
const oddInvoice = (number: string, { other = '', supplier = 'Nordkraft AS', label = 'Saksmerke:' } = {}) => {
  const below =
    other === '' ? '' : `\nBT /F 11 Tf 350 660 Td (Journalkode:) Tj ET\nBT /F 11 Tf 470 660 Td (${other}) Tj ET`
  const page = invoicePage({ number }).replace('Fakturanummer:', label).replace('Nordkraft AS', supplier)
  return pdfOf([supplier === 'Nordkraft AS' ? page + below : page.replace('991 825 827', '923 609 016') + below])
}

async function read(desk: Desk, bytes: Uint8Array): Promise<Read> {
  const { id } = await desk.send(bytes, PDF)
  await settle()
  return (await desk.get(id)) as Read
}

/** What the worker does. */
async function settle(): Promise<void> {
  expect(await drain({ platform })).toEqual([])
}

async function correct(desk: Desk, { id }: Pick<Read, 'id'>, facts: object): Promise<Read> {
  const patched = desk.receipt(await desk.client.patch(desk.at(`receipts/${id}`), facts))
  await settle()
  return patched as Read
}

/** A desk that was taught by one correction where the supplier has its numbers. */
async function taughtDesk(): Promise<Desk> {
  const desk = await newDesk(platform)
  const first = await read(desk, oddInvoice('88-1001'))
  expect(first.number).toBeNull()
  await correct(desk, first, { number: '88-1001' })
  return desk
}

const layoutOf = ({ reading }: Read) => reading?.fields.number?.layout

describe('a correction of a receipt that was read', () => {
  it('teaches where the field stands: the next invoice of the supplier is read right, and shown as doubtful', async () => {
    const desk = await taughtDesk()
    const next = await read(desk, oddInvoice('88-2002'))
    expect(next.number).toBe('88-2002')
    expect(next.reading?.fields.number).toMatchObject({ confidence: 0.5, layout: { right: 0, used: 0 } })
    expect(next.exceptions).toContainEqual(expect.objectContaining({ code: 'field_uncertain', pointer: '/number' }))
  })
  it('teaches of the supplier that a person names later all that was corrected before', async () => {
    const desk = await newDesk(platform)
    const other = { supplier: 'Fjellvind AS' }
    const { supplier } = await read(desk, oddInvoice('88-1001', other))
    const mistaken = await read(desk, oddInvoice('88-2002'))
    await correct(desk, mistaken, { number: '88-2002' })
    expect((await read(desk, oddInvoice('88-3003', other))).number).toBeNull()
    await correct(desk, mistaken, { supplier: { partyId: supplier.partyId } })
    expect((await read(desk, oddInvoice('88-4004', other))).number).toBe('88-4004')
  })
  it('teaches nothing when its value is not on the pages', async () => {
    const desk = await newDesk(platform)
    await correct(desk, await read(desk, oddInvoice('88-1001')), { number: 'OWN-55' })
    expect((await read(desk, oddInvoice('88-2002'))).number).toBeNull()
  })
  it('teaches nothing of an e-invoice, and nothing when what was read is said again', async () => {
    const desk = await newDesk(platform)
    const call = systemCall(platform, desk.company.id)
    const einvoice = await desk.send(FACTUR_X, PDF)
    await correct(desk, einvoice, { lines: einvoice.lines.map(() => ({ account: '6340' })) })
    await learnLayout(call, { receiptId: einvoice.id, fields: ['number'] }, NEVER)
    expect(einvoice.supplier.partyId).not.toBeNull()
    expect(await lessons(call, einvoice.supplier.partyId ?? '')).toEqual([])
    const plain = await read(desk, oddInvoice('7001', { label: 'Fakturanummer:' }))
    await correct(desk, plain, { number: '7001' })
    expect(layoutOf(await read(desk, oddInvoice('7002', { label: 'Fakturanummer:' })))).toBeUndefined()
  })
  it('never overrules what a check digit or the arithmetic of the totals proves', async () => {
    const desk = await newDesk(platform)
    const first = await read(desk, oddInvoice('88-1001', { other: '2345678' }))
    await correct(desk, first, { paymentReference: '2345678', declared: { gross: '1000.00' } })
    const next = await read(desk, oddInvoice('88-2002', { other: '3456789' }))
    expect(next).toMatchObject({ paymentReference: '1234567897', declared: { gross: '1250.00' } })
  })
  it('teaches once, however often its job runs, also at once', async () => {
    const desk = await taughtDesk()
    const { id, supplier } = await read(desk, oddInvoice('88-2002', { label: 'Journalkode:' }))
    const patched = await desk.client.patch(desk.at(`receipts/${id}`), { number: '88-2002' })
    expect(patched.status).toBe(200)
    const call = systemCall(platform, desk.company.id)
    const job = () => learnLayout(call, { receiptId: id, fields: ['number'] }, NEVER)
    await Promise.all([job(), job()])
    await settle()
    await job()
    const known = await lessons(call, supplier.partyId ?? '')
    expect(known.map(({ field, label, way }) => [field, label, way])).toEqual([
      ['number', 'journalkode', 'beside'],
      ['number', 'saksmerke', 'beside'],
    ])
  })
})

describe('a lesson', () => {
  it('is measured: right when a person submits what it read, wrong when he corrects it, once for each receipt', async () => {
    const desk = await taughtDesk()
    const right = await read(desk, oddInvoice('88-2002'))
    expect((await desk.codeAndSubmit(right)).status).toBeLessThan(300)
    expect(layoutOf(await read(desk, oddInvoice('88-3003')))).toMatchObject({ right: 1, used: 1 })
    const wrong = await read(desk, oddInvoice('88-4004'))
    await correct(desk, wrong, { number: 'OWN-4004' })
    await correct(desk, wrong, { number: 'OWN-4005' })
    await desk.codeAndSubmit(wrong)
    expect(layoutOf(await read(desk, oddInvoice('88-5005')))).toMatchObject({ right: 1, used: 2 })
  })
  it('fades: below two right of three it is used no more', async () => {
    const desk = await taughtDesk()
    for (const serial of [2, 3, 4]) {
      const wrong = await read(desk, oddInvoice(`88-${serial}000`))
      expect(wrong.number).toBe(`88-${serial}000`)
      await correct(desk, wrong, { number: `OWN-${serial}` })
    }
    const later = await read(desk, oddInvoice('88-5005'))
    expect([later.number, layoutOf(later)]).toEqual([null, undefined])
  })
  it('comes back when corrections of people agree with it three times on end', async () => {
    const desk = await taughtDesk()
    for (const serial of [2, 3, 4]) {
      const wrong = await read(desk, oddInvoice(`88-${serial}000`))
      await correct(desk, wrong, { number: `OWN-${serial}` })
    }
    for (const serial of [5, 6, 7]) {
      const unread = await read(desk, oddInvoice(`88-${serial}000`))
      expect(unread.number).toBeNull()
      await correct(desk, unread, { number: `88-${serial}000` })
    }
    const later = await read(desk, oddInvoice('88-8000'))
    expect([later.number, layoutOf(later)]).toEqual(['88-8000', expect.objectContaining({ right: 3, used: 6 })])
  })
  it('says nothing of another supplier, nor in another company', async () => {
    const desk = await taughtDesk()
    const other = await read(desk, oddInvoice('88-2002', { supplier: 'Fjellvind AS' }))
    expect([other.supplier.name, other.number]).toEqual(['Fjellvind AS', null])
    const elsewhere = await newDesk(platform)
    expect((await read(elsewhere, oddInvoice('88-2002'))).number).toBeNull()
  })
})

/** An invoice whose issuer is printed in a way that names nobody for certain. */
const unnamed = (number: string, account = '1503 40 12345') => {
  const page = invoicePage({ number })
  return pdfOf([page.replace('Nordkraft AS', 'nordkraft').replace('Org.nr', 'Merke').replace('991 825 827', account)])
}

describe('who a person says the supplier is', () => {
  it('is learned by the signs on its pages: the next document of it is his, and of nobody in another company', async () => {
    const desk = await newDesk(platform)
    const known = await read(desk, oddInvoice('7001', { supplier: 'Fjellvind AS', label: 'Fakturanummer:' }))
    const first = await read(desk, unnamed('7002'))
    expect(first.supplier.partyId).not.toBe(known.supplier.partyId)
    await correct(desk, first, { supplier: { partyId: known.supplier.partyId } })
    const next = await read(desk, unnamed('7003'))
    expect(next.supplier).toMatchObject({ partyId: known.supplier.partyId, name: 'Fjellvind AS' })
    const elsewhere = await newDesk(platform)
    expect((await read(elsewhere, unnamed('7003'))).supplier.partyId).toBeNull()
  })
  it('is no longer recognised by what two suppliers show', async () => {
    const desk = await newDesk(platform)
    const one = await read(desk, oddInvoice('7001', { supplier: 'Fjellvind AS', label: 'Fakturanummer:' }))
    const other = await read(desk, oddInvoice('7001', { label: 'Fakturanummer:' }))
    expect(one.supplier.partyId).not.toBe(other.supplier.partyId)
    await correct(desk, await read(desk, unnamed('7002')), { supplier: { partyId: one.supplier.partyId } })
    await correct(desk, await read(desk, unnamed('7003')), { supplier: { partyId: other.supplier.partyId } })
    const next = await read(desk, unnamed('7004'))
    expect(next.supplier.partyId).toBeNull()
  })
})

it('the minus of a credit note is no correction: only what a person changed is learned', async () => {
  const desk = await newDesk(platform)
  const page = invoicePage({ net: -1000, number: '88-1001' }).replace('FAKTURA', 'KREDITNOTA')
  const credit = await read(desk, pdfOf([page.replace('Fakturanummer:', 'Saksmerke:')]))
  expect(credit.declared.gross).toBe('1250.00')
  const { supplier } = await correct(desk, credit, { number: '88-1001' })
  const learned = await lessons(systemCall(platform, desk.company.id), supplier.partyId ?? '')
  expect(learned.map(({ field }) => field)).toEqual(['number'])
})
