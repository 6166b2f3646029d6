import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { invoicePage, pdfOf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, newDesk, type WireReceipt } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

const PDF = { 'content-type': 'application/pdf' }
const TRY = { signal: new AbortController().signal, isLastAttempt: false }

interface Read extends WireReceipt {
  readonly reading: { status: string; pages: { page: number }[] }
}

async function allOf(desk: Desk): Promise<Read[]> {
  const { json } = await desk.client.get(desk.at('receipts'))
  return (json.data as Read[]).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** What the jobs do. */
async function readAll(desk: Desk): Promise<Read[]> {
  const call = systemCall(platform, desk.company.id)
  for (const { id, status } of await allOf(desk)) if (status === 'reading') await readReceipt(call, id, TRY)
  return allOf(desk)
}

const twoInvoices = () =>
  pdfOf([invoicePage({ number: '700100', net: 1000 }), invoicePage({ number: '700200', net: 2000 })])

describe('a PDF of two invoices', () => {
  it('becomes two receipts, each with its own pages and fields, and says so on both', async () => {
    const desk = await newDesk(platform)
    const sent = await desk.send(twoInvoices(), PDF)
    const afterFirst = await readAll(desk)
    expect(afterFirst.map(({ status }) => status)).toEqual(['draft', 'reading'])
    const both = await readAll(desk)
    expect(both.map(({ number, declared }) => [number, declared.gross])).toEqual([
      ['700100', '1250.00'],
      ['700200', '2500.00'],
    ])
    expect(both.map(({ reading }) => reading.pages.map(({ page }) => page))).toEqual([[1], [2]])
    expect(both.map(({ documentId }) => documentId)).toEqual([sent.documentId, sent.documentId])
    for (const { exceptions } of both) expect(exceptions.map(({ code }) => code)).toContain('document_of_several')
  })
  it('is not doubled when its reading is asked for again, and each can be changed by a person', async () => {
    const desk = await newDesk(platform)
    const sent = await desk.send(twoInvoices(), PDF)
    await readAll(desk)
    await readAll(desk)
    expect((await desk.client.post(desk.at(`receipts/${sent.id}/readings`), {})).status).toBeLessThan(300)
    await readReceipt(systemCall(platform, desk.company.id), sent.id, TRY)
    const both = await allOf(desk)
    expect(both).toHaveLength(2)
    for (const { id } of both) {
      const changed = await desk.client.patch(desk.at(`receipts/${id}`), { dueOn: '2026-04-01' })
      expect(changed.status).toBe(200)
    }
  })
  it('is refused when it is sent a second time', async () => {
    const desk = await newDesk(platform)
    const file = twoInvoices()
    await desk.send(file, PDF)
    const again = await desk.client.post(desk.at('receipts'), Buffer.from(file), PDF)
    expect(again.json.code).toBe('receipt_duplicate')
  })
})
