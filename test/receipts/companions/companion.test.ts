import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import { sortIntake } from '#src/intake/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { attached, mailOf } from '#test/support/mail.ts'
import { invoicePdf, pdfOf, printed } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'
import { zipOf } from '#test/support/zip.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

interface WireFile {
  name: string
  outcome: string
  receiptId: string | null
  documentId: string | null
  detail: string | null
}
interface WireIntake {
  id: string
  files: WireFile[]
}

async function send(desk: Desk, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const body = new FormData()
  for (const [name, bytes] of Object.entries(files)) body.append('file', new Blob([bytes as BlobPart]), name)
  const { status, json, text } = await desk.client.post(desk.at('intakes'), body)
  expect(status, text).toBe(202)
  return String(json.id)
}

async function sorted(desk: Desk, intakeId: string): Promise<WireIntake> {
  await sortIntake(systemCall(platform, desk.company.id), intakeId)
  return (await desk.client.get(desk.at(`intakes/${intakeId}`))).json as unknown as WireIntake
}

const upload = async (desk: Desk, files: Readonly<Record<string, Uint8Array>>) => sorted(desk, await send(desk, files))
const outcomes = ({ files }: WireIntake) => Object.fromEntries(files.map(({ name, outcome }) => [name, outcome]))
const receiptsOf = async (desk: Desk) =>
  (await desk.client.get(desk.at('receipts'))).json.data as unknown as WireReceipt[]
const documentOf = async (desk: Desk, id: string | null) => (await desk.client.get(desk.at(`documents/${id}`))).json

const pair = (number: string) => ({ xml: invoiceXml({ number }), pdf: invoicePdf({ number }) })

describe('the XML and the PDF of one invoice in one delivery', () => {
  it('are one receipt, whichever comes first: the e-invoice with the PDF beside it', async () => {
    const desk = await newDesk(platform)
    const [first, second] = [pair('20261042'), pair('20261043')]
    const intake = await upload(desk, {
      'a.pdf': first.pdf,
      'ehf.xml': first.xml,
      'ehf2.xml': second.xml,
      'b.pdf': second.pdf,
    })
    expect(outcomes(intake)).toEqual({
      'a.pdf': 'attached',
      'ehf.xml': 'receipt',
      'ehf2.xml': 'receipt',
      'b.pdf': 'attached',
    })
    const receipts = await receiptsOf(desk)
    expect(receipts.map(({ number, status }) => [number, status]).sort()).toEqual([
      ['20261042', 'draft'],
      ['20261043', 'draft'],
    ])
    const shown = intake.files.find(({ name }) => name === 'a.pdf')
    expect(shown?.receiptId).toBe(receipts.find(({ number }) => number === '20261042')?.id)
    expect(shown?.detail).toContain('20261042')
    const original = await documentOf(desk, receipts.find(({ id }) => id === shown?.receiptId)?.documentId ?? '')
    expect(original.attachments).toMatchObject([{ id: shown?.documentId, name: 'a.pdf', mediaType: 'application/pdf' }])
    expect(original.mediaType).toBe('application/xml')
  })

  it('are one receipt in a mail and in an archive inside it', async () => {
    const desk = await newDesk(platform)
    const { xml, pdf } = pair('20265001')
    const mail = await mailOf({
      attachments: [
        attached('f.pdf', pdf, 'application/pdf'),
        attached('f.zip', zipOf([{ name: 'x/f.xml', bytes: xml }])),
      ],
    })
    expect(outcomes(await upload(desk, { 'm.eml': mail }))).toMatchObject({ 'f.xml': 'receipt', 'f.pdf': 'attached' })
    expect(await receiptsOf(desk)).toHaveLength(1)
  })

  it('stay one when many workers sort at once, and when the delivery comes again', async () => {
    const desk = await newDesk(platform)
    const files = pair('20266001')
    const id = await send(desk, { 'f.pdf': files.pdf, 'f.xml': files.xml })
    const call = systemCall(platform, desk.company.id)
    await Promise.all(Array.from({ length: 4 }, () => sortIntake(call, id)))
    expect(outcomes(await sorted(desk, id))).toEqual({ 'f.pdf': 'attached', 'f.xml': 'receipt' })
    const again = await upload(desk, { 'f.pdf': files.pdf, 'f.xml': files.xml })
    expect(outcomes(again)).toEqual({ 'f.pdf': 'duplicate', 'f.xml': 'duplicate' })
    const alone = await upload(desk, { 'f.pdf': files.pdf })
    expect(outcomes(alone)).toEqual({ 'f.pdf': 'duplicate' })
    const sent = await desk.client.post(desk.at('receipts'), files.pdf, { 'content-type': 'application/pdf' })
    const [receipt] = await receiptsOf(desk)
    expect([sent.status, sent.json.code, sent.json.existingId]).toEqual([409, 'receipt_duplicate', receipt?.id])
    expect((await documentOf(desk, receipt?.documentId ?? '')).attachments).toHaveLength(1)
  })

  it('are two when it is not sure: another number, or a total that differs', async () => {
    const desk = await newDesk(platform)
    const xml = invoiceXml({ number: '20267001' })
    const intake = await upload(desk, {
      'f.xml': xml,
      'f.pdf': invoicePdf({ number: '20267002' }),
      'g.pdf': invoicePdf({ number: '20267001', net: 2000 }),
    })
    expect(outcomes(intake)).toEqual({ 'f.xml': 'receipt', 'f.pdf': 'receipt', 'g.pdf': 'receipt' })
    const doubtful = intake.files.find(({ name }) => name === 'g.pdf')?.receiptId ?? ''
    const call = systemCall(platform, desk.company.id)
    await readReceipt(call, doubtful, { signal: AbortSignal.timeout(60_000), isLastAttempt: true })
    expect((await desk.get(doubtful)).exceptions.map(({ code }) => code)).toContain('supplier_number_taken')
  })

  it('are duplicates of each other as before when they come in two deliveries', async () => {
    const desk = await newDesk(platform)
    const { xml, pdf } = pair('20268001')
    await upload(desk, { 'f.xml': xml })
    expect(outcomes(await upload(desk, { 'f.pdf': pdf }))).toEqual({ 'f.pdf': 'receipt' })
  })

  it('are told apart again when the receipt was rejected: the PDF may come alone then', async () => {
    const desk = await newDesk(platform)
    const { xml, pdf } = pair('20268002')
    await upload(desk, { 'f.xml': xml, 'f.pdf': pdf })
    const [receipt] = await receiptsOf(desk)
    await desk.client.post(desk.at(`receipts/${receipt?.id}/rejections`), { reason: 'Not ours' })
    expect(outcomes(await upload(desk, { 'f.pdf': pdf }))).toEqual({ 'f.pdf': 'receipt' })
  })
})

describe('a file that the e-invoice speaks of', () => {
  const reference = (inside: string) =>
    `<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment>${inside}</cac:Attachment></cac:AdditionalDocumentReference>`
  const withReference = (inside: string, number = '20269001') =>
    new TextEncoder().encode(
      new TextDecoder()
        .decode(invoiceXml({ number }))
        .replace('<cac:AccountingSupplierParty>', `${reference(inside)}<cac:AccountingSupplierParty>`),
    )
  const hours = pdfOf([printed([50, 700, 'Timeliste uke 9'], [50, 680, '37,5 timer'])])

  it('belongs to it, by its name or because it lies in it, though no invoice stands on it', async () => {
    const desk = await newDesk(platform)
    const uri = '<cac:ExternalReference><cbc:URI>https://nordkraft.example/timer.pdf</cbc:URI></cac:ExternalReference>'
    const named = await upload(desk, { 'timer.pdf': hours, 'f.xml': withReference(uri) })
    expect(outcomes(named)).toEqual({ 'timer.pdf': 'attached', 'f.xml': 'receipt' })
    const other = await newDesk(platform)
    const base64 = Buffer.from(hours).toString('base64')
    const object = `<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">${base64}</cbc:EmbeddedDocumentBinaryObject>`
    const inside = await upload(other, { 'b.pdf': hours, 'f.xml': withReference(object) })
    expect(outcomes(inside)).toEqual({ 'b.pdf': 'attached', 'f.xml': 'receipt' })
    const [receipt] = await receiptsOf(other)
    expect((await documentOf(other, receipt?.documentId ?? '')).attachments).toHaveLength(1)
  })

  it('is a receipt of its own when two e-invoices name it, or none', async () => {
    const desk = await newDesk(platform)
    const uri = '<cac:ExternalReference><cbc:URI>timer.pdf</cbc:URI></cac:ExternalReference>'
    const both = { 'f.xml': withReference(uri, '1'), 'g.xml': withReference(uri, '2'), 'timer.pdf': hours }
    expect(outcomes(await upload(desk, both))).toMatchObject({ 'timer.pdf': 'receipt' })
    const nobody = pdfOf([printed([50, 700, 'Vilkår'])])
    expect(outcomes(await upload(desk, { 'x.pdf': nobody, 'f.xml': invoiceXml() }))).toMatchObject({
      'x.pdf': 'receipt',
    })
  })
})
