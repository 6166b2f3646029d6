import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReading } from '#src/documents/reading/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { testClient } from '#test/support/http.ts'
import { encryptedPdf, pdfOf, printed } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

async function upload(desk: Desk, bytes: Uint8Array): Promise<string> {
  const { json } = await desk.client.post(desk.at('documents'), bytes, { 'content-type': 'application/pdf' })
  return String(json.id)
}

const twoPages = () => pdfOf([printed([50, 750, 'Faktura 1042']), printed([50, 700, 'Takk for handelen'])])

describe('the words of a page', () => {
  it('are told with their places, of the page that is asked for', async () => {
    const desk = await newDesk(platform)
    const id = await upload(desk, twoPages())
    const first = await desk.client.get(desk.at(`documents/${id}/words`))
    expect(first.json).toMatchObject({ page: 1, width: 600, height: 800, source: 'text', tilt: 0 })
    expect(first.json.words).toMatchObject([{ text: 'Faktura', confidence: 1 }, { text: '1042' }])
    const second = await desk.client.get(desk.at(`documents/${id}/words?page=2`))
    expect(second.json.page).toBe(2)
    const [word] = second.json.words as { text: string; box: { x: number; y: number } }[]
    expect(word?.text).toBe('Takk')
    expect([Math.round(word?.box.x ?? 0), (word?.box.y ?? 0) < 101]).toEqual([50, true])
  })

  it('are asked for by many at once and read once', async () => {
    const desk = await newDesk(platform)
    const id = await upload(desk, twoPages())
    const all = await Promise.all(Array.from({ length: 5 }, () => desk.client.get(desk.at(`documents/${id}/words`))))
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  })

  it('are refused for a page that is not there, what has no pages, what is locked, and to others', async () => {
    const desk = await newDesk(platform)
    const id = await upload(desk, twoPages())
    const codeOf = async (path: string) => (await desk.client.get(desk.at(path))).json.code
    expect(await codeOf(`documents/${id}/words?page=3`)).toBe('page_unknown')
    expect(await codeOf(`documents/${id}/words?page=0`)).toBe('request_invalid')
    const { documentId } = await desk.send(invoiceXml())
    expect(await codeOf(`documents/${documentId}/words`)).toBe('document_without_pages')
    expect(await codeOf(`documents/${await upload(desk, encryptedPdf())}/words`)).toBe('pdf_encrypted')
    const stranger = testClient(platform, await (await newDesk(platform)).company.key())
    expect((await stranger.get(desk.at(`documents/${id}/words`))).status).toBe(404)
  })
})
