import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byteCache } from '#src/documents/pictures/byte-cache.ts'
import { stopReading } from '#src/documents/reading/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { testClient } from '#test/support/http.ts'
import { encryptedPdf, invoicePdf, pdfOf } from '#test/support/pdf.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(stopReading)

async function upload(desk: Desk, bytes: Uint8Array, mediaType = 'application/pdf'): Promise<string> {
  const { status, json, text } = await desk.client.post(desk.at('documents'), bytes, { 'content-type': mediaType })
  if (status !== 201) throw new Error(text)
  return json.id as string
}

async function sizeOf(desk: Desk, path: string): Promise<[number, number]> {
  const { width, height } = await sharp((await desk.client.get(desk.at(path))).bytes).metadata()
  return [width, height]
}

describe('a page of a document as a picture', () => {
  it('is drawn as wide as asked for, and turned', async () => {
    const desk = await newDesk(platform)
    const id = await upload(desk, pdfOf(['', '']))
    const { status, headers } = await desk.client.get(desk.at(`documents/${id}/picture`))
    expect([status, headers.get('content-type')]).toEqual([200, 'image/webp'])
    expect(await sizeOf(desk, `documents/${id}/picture?page=2&width=300`)).toEqual([300, 400])
    expect(await sizeOf(desk, `documents/${id}/picture?page=2&width=300&turn=90`)).toEqual([300, 225])
  })
  it('is upright where the camera says how it was held, and no larger than it came', async () => {
    const desk = await newDesk(platform)
    const photo = sharp({ create: { width: 400, height: 200, channels: 3, background: '#ddd' } })
    const jpeg = await photo.withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const id = await upload(desk, jpeg, 'image/jpeg')
    expect(await sizeOf(desk, `documents/${id}/picture`)).toEqual([200, 400])
    expect(await sizeOf(desk, `documents/${id}/picture?turn=270&width=100`)).toEqual([100, 50])
  })
  it.each([
    ['picture?page=2', 404, 'page_unknown'],
    ['picture?page=0', 422, 'request_invalid'],
    ['picture?page=x', 422, 'request_invalid'],
    ['picture?width=9000', 422, 'request_invalid'],
    ['picture?turn=45', 422, 'request_invalid'],
  ])('%s is refused', async (path, status, code) => {
    const desk = await newDesk(platform)
    const id = await upload(desk, invoicePdf())
    expect(await desk.client.get(desk.at(`documents/${id}/${path}`))).toMatchObject({ status, json: { code } })
  })
  it('is refused for what has no pages, what is locked, and what is not to be seen', async () => {
    const desk = await newDesk(platform)
    const { documentId } = await desk.send(invoiceXml())
    const codeOf = async (path: string) => (await desk.client.get(path)).json.code
    expect(await codeOf(desk.at(`documents/${documentId}/picture`))).toBe('document_without_pages')
    const locked = await upload(desk, encryptedPdf())
    expect(await codeOf(desk.at(`documents/${locked}/picture`))).toBe('pdf_encrypted')
    const id = await upload(desk, invoicePdf())
    expect((await desk.client.get(desk.at(`documents/${id}/picture`))).status).toBe(200)
    const stranger = testClient(platform, await (await newDesk(platform)).company.key())
    expect((await stranger.get(desk.at(`documents/${id}/picture`))).status).toBe(404)
  })
})

describe('the pictures that are kept', () => {
  const picture = (bytes: number) => new Uint8Array(bytes)

  it('are drawn once, also for those who ask at the same time, and again after a failure', async () => {
    const cache = byteCache(100)
    let drawn = 0
    const draw = () => Promise.resolve(picture(drawn++))
    await Promise.all([cache.get('a', draw), cache.get('a', draw)])
    await cache.get('a', draw)
    expect(drawn).toBe(1)
    await expect(cache.get('b', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect((await cache.get('b', () => Promise.resolve(picture(7)))).length).toBe(7)
  })
  it('take no more bytes than allowed: the one unseen for longest goes', async () => {
    const cache = byteCache(100)
    const drawn: string[] = []
    const ask = (key: string, bytes = 40) =>
      cache.get(key, () => {
        drawn.push(key)
        return Promise.resolve(picture(bytes))
      })
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)
    expect(drawn).toEqual(['a', 'b', 'c', 'b'])
    for (const key of ['large', 'large']) await ask(key, 101)
    expect(drawn.slice(4)).toEqual(['large', 'large'])
  })
  it('are forgotten by the beginning of their key', async () => {
    const cache = byteCache(100)
    await cache.get('x:1', () => Promise.resolve(picture(1)))
    cache.forget('x:')
    expect((await cache.get('x:1', () => Promise.resolve(picture(2)))).length).toBe(2)
  })
})
