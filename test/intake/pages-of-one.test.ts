import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawPage, stopReading } from '#src/documents/reading/index.ts'
import { sortIntake } from '#src/intake/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readReceipt } from '#src/receipts/index.ts'
import { systemCall } from '#test/support/actors.ts'
import { invoicePdf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

interface WireFile {
  name: string
  mediaType: string
  outcome: string
  receiptId: string
  documentId: string
}

/** A plain picture of 300 x 400; another shade gives other bytes. */
const picture = (shade: number) =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: { r: shade, g: 200, b: 200 } } })
    .jpeg()
    .toBuffer()

function send(desk: Desk, files: Record<string, Uint8Array>, headers = {}, pages = 'one') {
  const form = new FormData()
  for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([bytes as BlobPart]), name)
  return desk.client.post(desk.at(`intakes?kind=expenseReceipt&pages=${pages}`), form, headers)
}

async function became(desk: Desk, intakeId: unknown): Promise<WireFile[]> {
  await sortIntake(systemCall(platform, desk.company.id), String(intakeId))
  return (await desk.client.get(desk.at(`intakes/${intakeId}`))).json.files as WireFile[]
}

const bytesOf = async (desk: Desk, documentId: string) =>
  Buffer.from((await desk.client.get(desk.at(`documents/${documentId}/content`))).bytes)

describe('pictures that are the pages of one receipt', () => {
  it('become one PDF in their order, and are kept beside it byte for byte', async () => {
    const desk = await newDesk(platform)
    const [one, two] = [await picture(10), await picture(250)]
    const { status, json } = await send(desk, { 'IMG_1.jpg': one, 'IMG_2.jpg': two })
    expect(status).toBe(202)
    const files = await became(desk, json.id)
    expect(files).toMatchObject([{ name: 'IMG_1.pdf', mediaType: 'application/pdf', outcome: 'receipt' }])
    const [{ documentId, receiptId } = { documentId: '', receiptId: '' }] = files
    expect(await desk.get(receiptId)).toMatchObject({ kind: 'expenseReceipt', documentId })
    const pdf = await bytesOf(desk, documentId)
    for (const [page, shade] of [
      [1, 10],
      [2, 250],
    ] as const) {
      const { dominant } = await sharp(await drawPage(pdf, 'application/pdf', page, 60)).stats()
      expect(Math.abs(dominant.r - shade)).toBeLessThan(20)
    }
    const document = await desk.client.get(desk.at(`documents/${documentId}`))
    const attachments = document.json.attachments as { id: string; name: string; description: string }[]
    expect(attachments.map(({ name, description }) => [name, description])).toEqual([
      ['IMG_1.jpg', 'Page 1'],
      ['IMG_2.jpg', 'Page 2'],
    ])
    expect(await bytesOf(desk, attachments[0]?.id ?? '')).toEqual(one)
    expect(await bytesOf(desk, attachments[1]?.id ?? '')).toEqual(two)
  })
  it('are read as one', { timeout: 60_000 }, async () => {
    const desk = await newDesk(platform)
    const front = await sharp(await drawPage(invoicePdf({ number: '20261042' }), 'application/pdf', 1, 1700))
      .jpeg()
      .toBuffer()
    const { json } = await send(desk, { 'a.jpg': front, 'b.jpg': await picture(90) })
    const [{ receiptId } = { receiptId: '' }] = await became(desk, json.id)
    const attempt = { signal: AbortSignal.timeout(60_000), isLastAttempt: true }
    await readReceipt(systemCall(platform, desk.company.id), receiptId, attempt)
    const receipt = (await desk.get(receiptId)) as unknown as { number: string; reading: { pages: object[] } }
    expect([receipt.number, receipt.reading.pages.length]).toEqual(['20261042', 2])
  })
  it('give all pages of a TIFF, and are refused when they are more than are read', async () => {
    const desk = await newDesk(platform)
    const shades = [20, 120, 220]
    const tiff = await sharp(await Promise.all(shades.map(picture)), { join: { animated: true } })
      .tiff()
      .toBuffer()
    const { json } = await send(desk, { 'a.jpg': await picture(70), 'b.tif': tiff })
    const [{ documentId } = { documentId: '' }] = await became(desk, json.id)
    const pdf = await bytesOf(desk, documentId)
    for (const [index, shade] of [70, ...shades].entries()) {
      const { dominant } = await sharp(await drawPage(pdf, 'application/pdf', index + 1, 60)).stats()
      expect(Math.abs(dominant.r - shade)).toBeLessThan(20)
    }
    await expect(drawPage(pdf, 'application/pdf', 5, 60)).rejects.toThrow('no page 5')
    const dot = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    const many = await sharp(Array(101).fill(dot), { join: { animated: true } })
      .tiff()
      .toBuffer()
    const refused = await send(desk, { 'a.tif': many, 'b.jpg': await picture(71) })
    expect([refused.status, refused.json.code]).toEqual([422, 'pages_too_many'])
  }, 60_000)
  it('are known when they are sent again, and replayed by their key', async () => {
    const desk = await newDesk(platform)
    const files = { 'a.jpg': await picture(30), 'b.jpg': await picture(60) }
    const key = { 'idempotency-key': 'pages-1' }
    const first = await send(desk, files, key)
    const again = await send(desk, files, key)
    expect([again.json.id, again.headers.get('idempotent-replayed')]).toEqual([first.json.id, 'true'])
    const [made] = await became(desk, first.json.id)
    const [same] = await became(desk, (await send(desk, files)).json.id)
    expect(same).toMatchObject({ outcome: 'duplicate', receiptId: made?.receiptId })
    const turned = { 'b.jpg': files['b.jpg'], 'a.jpg': files['a.jpg'] }
    expect(await became(desk, (await send(desk, turned)).json.id)).toMatchObject([{ outcome: 'receipt' }])
  })
  it.each([
    ['another kind of file', 'pictures_only', 422, () => Promise.resolve(invoiceXml())],
    ['a PDF', 'pictures_only', 422, () => Promise.resolve(invoicePdf())],
    ['a damaged picture', 'picture_broken', 422, async () => (await picture(1)).subarray(0, 300)],
    ['a HEIC picture', 'picture_heic', 415, () => Promise.resolve(Buffer.from('\0\0\0\x18ftypheic', 'latin1'))],
  ])('are refused with %s among them, and nothing is begun', async (_, code, status, other) => {
    const desk = await newDesk(platform)
    expect(await send(desk, { 'a.jpg': await picture(5), b: await other() })).toMatchObject({ status, json: { code } })
    expect((await desk.client.get(desk.at('intakes'))).json.data).toEqual([])
  })
  it('one alone stays as it came, and each stands for itself where nobody says that they belong together', async () => {
    const desk = await newDesk(platform)
    const alone = await became(desk, (await send(desk, { 'a.jpg': await picture(7) })).json.id)
    expect(alone).toMatchObject([{ name: 'a.jpg', mediaType: 'image/jpeg', outcome: 'receipt' }])
    const files = { 'b.jpg': await picture(8), 'c.jpg': await picture(9) }
    const each = await became(desk, (await send(desk, files, {}, 'each')).json.id)
    expect(each.map(({ name }) => name)).toEqual(['b.jpg', 'c.jpg'])
  })
})
