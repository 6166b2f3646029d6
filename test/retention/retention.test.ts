import { describe, expect, it } from 'vitest'
import { keepFile, recordDocument } from '#src/documents/index.ts'
import { deleteDocuments } from '#src/retention/index.ts'
import { invoiceXml, newDesk } from '#test/support/receipts.ts'
import {
  AFTER,
  booked,
  codes,
  deleted,
  desk,
  get,
  platform,
  png,
  remove,
  runRemoval,
  setNow,
  upload,
  useRetentionDesk,
} from './stand.ts'

useRetentionDesk()

describe('how long a document must be kept', () => {
  it('is said with its class, year and source', async () => {
    const { documentId } = await booked()
    expect((await get(documentId)).retention).toEqual({
      class: 'primary',
      fiscalYear: '2026',
      keptUntil: '2031-12-31',
      months: 60,
      source: expect.stringContaining('Bokføringsloven'),
      holdIds: [],
      isInUse: false,
    })
    expect((await upload()).retention).toMatchObject({ class: 'primary', keptUntil: '2031-12-31' })
  })

  it('is shorter for the mail around a voucher', async () => {
    const call = desk.company.call()
    const file = await keepFile(call, { bytes: Buffer.from('From: a@b.example\r\n\r\nHei'), name: 'mail.eml' })
    const { document } = await recordDocument(call, { file, origin: 'mail' })
    expect((await get(document.id)).retention).toMatchObject({ class: 'secondary', keptUntil: '2030-06-30' })
  })

  it('may be set longer, and never shorter than the law', async () => {
    const { id } = await upload()
    const set = (months: number) =>
      desk.client.post(desk.at('retention/terms'), { class: 'primary', months, reason: 'Byggeprosjekter: ti år.' })
    expect((await set(59)).json).toMatchObject({ code: 'retention_too_short', errors: [{ pointer: '/months' }] })
    expect((await set(120)).json).toMatchObject({ lawMonths: 60, months: 120 })
    expect((await get(id)).retention).toMatchObject({ keptUntil: '2036-12-31', source: 'Byggeprosjekter: ti år.' })
    const terms = await desk.client.get(desk.at('retention/terms'))
    expect(terms.json.data).toMatchObject([
      { class: 'primary', company: { months: 120 }, unbooked: null },
      { class: 'secondary', company: null, months: 42, unbooked: null },
    ])
  })

  it('is longer for what nobody booked where the law has books kept longer, and the terms say so', async () => {
    const german = await newDesk(platform, { country: 'DE' })
    const terms = () => german.client.get(german.at('retention/terms'))
    const law = { months: 120, lawSource: expect.stringContaining('§ 147') }
    expect((await terms()).json.data).toMatchObject([
      { class: 'primary', months: 96, unbooked: law },
      { class: 'secondary', months: 72, unbooked: null },
    ])
    expect((await upload(png(), german)).retention).toMatchObject({ months: 120, keptUntil: '2036-12-31' })
    const longer = { class: 'primary', months: 180, reason: 'Grundstücke: fünfzehn Jahre.' }
    expect((await german.client.post(german.at('retention/terms'), longer)).json.unbooked).toEqual({
      ...law,
      months: 180,
    })
  })
})

describe('a deletion', () => {
  it('takes what is past its time, writes it down, and the bytes go', async () => {
    const { documentId } = await booked()
    const { sha256 } = await get(documentId)
    expect(codes(await remove([documentId]))).toEqual(['retention_running'])
    setNow('2031-12-31T10:00:00Z')
    expect(codes(await remove([documentId]))).toEqual(['retention_running'])
    setNow(AFTER)
    expect(deleted(await remove([documentId]))).toEqual([documentId])
    expect((await get(documentId)).contentDeletedAt).toBe(new Date(AFTER).toISOString())
    const content = await desk.client.get(desk.at(`documents/${documentId}/content`))
    expect([content.status, content.json.code]).toEqual([410, 'document_deleted'])
    const log = await desk.client.get(desk.at('retention/deletions'))
    expect(log.json.data).toMatchObject([
      {
        documentId,
        sha256,
        class: 'primary',
        keptUntil: '2031-12-31',
        reason: 'Utløpt.',
        deletedBy: 'Ola Eier (test)',
      },
    ])
    expect(await platform.files.has(sha256)).toBe(true)
    expect(await runRemoval(sha256)).toBe(true)
    expect(await platform.files.has(sha256)).toBe(false)
    expect(codes(await remove([documentId]))).toEqual(['document_deleted'])
  })

  it('leaves the bytes while a document of another company has them', async () => {
    const other = await newDesk(platform)
    const bytes = png()
    const [mine, theirs] = [await upload(bytes), await upload(bytes, other)]
    setNow(AFTER)
    expect(deleted(await remove([mine.id]))).toEqual([mine.id])
    expect(await runRemoval(mine.sha256)).toBe(false)
    expect((await other.client.get(other.at(`documents/${theirs.id}/content`))).status).toBe(200)
  })

  it('is undone by the same bytes sent again', async () => {
    const bytes = png()
    const { id, sha256 } = await upload(bytes)
    setNow(AFTER)
    await remove([id])
    await runRemoval(sha256)
    expect(await upload(bytes)).toMatchObject({ id, contentDeletedAt: null })
    expect((await desk.client.get(desk.at(`documents/${id}/content`))).status).toBe(200)
  })

  it('loses no file that is on its way in at the same moment', async () => {
    const bytes = png()
    const { id, sha256 } = await upload(bytes)
    setNow(AFTER)
    await remove([id])
    const call = (await newDesk(platform)).company.call()
    const file = await keepFile(call, { bytes, name: 'a.png' })
    const [recorded, isRemoved] = await Promise.allSettled([recordDocument(call, { file }), runRemoval(sha256)])
    const isThere = await platform.files.has(sha256)
    expect(isRemoved).toEqual({ status: 'fulfilled', value: !isThere })
    expect(recorded.status).toBe(isThere ? 'fulfilled' : 'rejected')
  })

  it('has a file sent again that was taken away before its row was written', async () => {
    const bytes = png()
    const { id, sha256 } = await upload(bytes)
    setNow(AFTER)
    await remove([id])
    const call = (await newDesk(platform)).company.call()
    const file = await keepFile(call, { bytes, name: 'a.png' })
    expect(await runRemoval(sha256)).toBe(true)
    await expect(recordDocument(call, { file })).rejects.toMatchObject({ code: 'document_lost' })
    await recordDocument(call, { file: await keepFile(call, { bytes, name: 'a.png' }) })
    expect(await platform.files.has(sha256)).toBe(true)
  })

  it('does not take what is booked in a later year, in use, of another class, or unknown', async () => {
    const { documentId, id } = await desk.send(invoiceXml())
    setNow(AFTER)
    expect(codes(await remove([documentId]))).toEqual(['document_in_use'])
    await desk.client.post(desk.at(`receipts/${id}/rejections`), { reason: 'Gammel.' })
    expect(codes(await remove([documentId], { class: 'secondary' }))).toEqual(['class_differs'])
    expect(codes(await remove(['doc_01k8m3q7zj5e8v9x2c4b6n8p0r']))).toEqual(['not_found'])
    expect(deleted(await remove([documentId]))).toEqual([documentId])
    setNow('2027-01-10T10:00:00Z')
    await desk.approveAll()
    const late = await desk.send(invoiceXml({ issuedOn: '2027-01-05' }))
    const posted = desk.receipt(await desk.codeAndSubmit(late))
    setNow(AFTER)
    expect(codes(await remove([posted.documentId]))).toEqual(['retention_running'])
    expect((await get(posted.documentId)).retention).toMatchObject({ fiscalYear: '2027', keptUntil: '2032-12-31' })
  })

  it('belongs to the owner', async () => {
    const { id: documentId } = await upload()
    setNow(AFTER)
    for (const role of ['admin', 'accountant', 'bookkeeper'] as const) {
      const { call } = await desk.company.member([role])
      const asked = deleteDocuments(call, { class: 'primary', documentIds: [documentId], reason: 'x' })
      await expect(asked).rejects.toMatchObject({ code: 'scope_missing' })
    }
  })

  it('happens once when two ask at once, and once under one key', async () => {
    const { id } = await upload()
    setNow(AFTER)
    const both = await Promise.all([remove([id]), remove([id])])
    expect(both.flatMap(deleted)).toEqual([id])
    expect(both.flatMap(codes)).toEqual(['document_deleted'])
    const other = await upload()
    setNow('2039-01-01T10:00:00Z')
    const first = await remove([other.id], {}, { 'idempotency-key': 'delete-1' })
    const again = await remove([other.id], {}, { 'idempotency-key': 'delete-1' })
    expect([deleted(first), again.text]).toEqual([[other.id], first.text])
  })
})
