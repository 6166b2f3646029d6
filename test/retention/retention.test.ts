import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepFile, recordDocument } from '#src/documents/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { deleteDocuments, placeLegalHold, proposeDeletions, removeFileJob } from '#src/retention/index.ts'
import { proposeEverywhere } from '#src/retention/propose-everywhere.ts'
import { systemCall } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Answered, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

const MARCH = '2026-03-10T10:00:00Z'
/** The day after the five years of 2026. */
const AFTER = '2032-01-01T10:00:00Z'
let now = new Date(MARCH)
let platform: Platform
let desk: Desk

beforeAll(async () => {
  platform = await testPlatform({ clock: { now: () => now } })
})
beforeEach(async () => {
  now = new Date(MARCH)
  desk = await newDesk(platform)
})

interface WireDocument {
  readonly id: string
  readonly sha256: string
  readonly contentDeletedAt: string | null
  readonly retention: {
    class: string
    fiscalYear: string
    keptUntil: string
    months: number
    source: string
    holdIds: string[]
  }
}
const documentOf = ({ status, text, json }: Answered): WireDocument => {
  if (status >= 300) throw new Error(text)
  return json as unknown as WireDocument
}
const get = async (id: string, on = desk) => documentOf(await on.client.get(on.at(`documents/${id}`)))

/** A document that nobody books. */
const upload = async (bytes: Uint8Array = png(), on = desk) =>
  documentOf(await on.client.post(on.at('documents'), bytes, { 'content-type': 'image/png' }))
const png = () => new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(40)]))

/** A supplier invoice in the books of 2026. */
async function booked() {
  await desk.approveAll()
  const receipt = await desk.send(invoiceXml())
  return desk.receipt(await desk.codeAndSubmit(receipt))
}

const remove = (documentIds: readonly string[] | undefined, more: object = {}, headers = {}) =>
  desk.client.post(
    desk.at('retention/deletions'),
    { class: 'primary', documentIds, reason: 'Utløpt.', ...more },
    headers,
  )
const codes = ({ json }: Answered) => (json.kept as { code: string }[]).map(({ code }) => code)
const deleted = ({ json }: Answered) => (json.deleted as { documentId: string }[]).map(({ documentId }) => documentId)
const runRemoval = (sha256: string) =>
  removeFileJob.handle(
    systemCall(platform),
    { sha256 },
    { id: 'j', attempt: 1, isLastAttempt: true, signal: AbortSignal.abort() },
  )

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
      { class: 'primary', company: { months: 120 } },
      { class: 'secondary', company: null, months: 42 },
    ])
  })
})

describe('a deletion', () => {
  it('takes what is past its time, writes it down, and the bytes go', async () => {
    const { documentId } = await booked()
    const { sha256 } = await get(documentId)
    expect(codes(await remove([documentId]))).toEqual(['retention_running'])
    now = new Date('2031-12-31T10:00:00Z')
    expect(codes(await remove([documentId]))).toEqual(['retention_running'])
    now = new Date(AFTER)
    expect(deleted(await remove([documentId]))).toEqual([documentId])
    expect((await get(documentId)).contentDeletedAt).toBe(now.toISOString())
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
    now = new Date(AFTER)
    expect(deleted(await remove([mine.id]))).toEqual([mine.id])
    expect(await runRemoval(mine.sha256)).toBe(false)
    expect((await other.client.get(other.at(`documents/${theirs.id}/content`))).status).toBe(200)
  })

  it('is undone by the same bytes sent again', async () => {
    const bytes = png()
    const { id, sha256 } = await upload(bytes)
    now = new Date(AFTER)
    await remove([id])
    await runRemoval(sha256)
    expect(await upload(bytes)).toMatchObject({ id, contentDeletedAt: null })
    expect((await desk.client.get(desk.at(`documents/${id}/content`))).status).toBe(200)
  })

  it('loses no file that is on its way in at the same moment', async () => {
    const bytes = png()
    const { id, sha256 } = await upload(bytes)
    now = new Date(AFTER)
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
    now = new Date(AFTER)
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
    now = new Date(AFTER)
    expect(codes(await remove([documentId]))).toEqual(['document_in_use'])
    await desk.client.post(desk.at(`receipts/${id}/rejections`), { reason: 'Gammel.' })
    expect(codes(await remove([documentId], { class: 'secondary' }))).toEqual(['class_differs'])
    expect(codes(await remove(['doc_01k8m3q7zj5e8v9x2c4b6n8p0r']))).toEqual(['not_found'])
    expect(deleted(await remove([documentId]))).toEqual([documentId])
    now = new Date('2027-01-10T10:00:00Z')
    await desk.approveAll()
    const late = await desk.send(invoiceXml({ issuedOn: '2027-01-05' }))
    const posted = desk.receipt(await desk.codeAndSubmit(late))
    now = new Date(AFTER)
    expect(codes(await remove([posted.documentId]))).toEqual(['retention_running'])
    expect((await get(posted.documentId)).retention).toMatchObject({ fiscalYear: '2027', keptUntil: '2032-12-31' })
  })

  it('belongs to the owner', async () => {
    const { id: documentId } = await upload()
    now = new Date(AFTER)
    for (const role of ['admin', 'accountant', 'bookkeeper'] as const) {
      const { call } = await desk.company.member([role])
      const asked = deleteDocuments(call, { class: 'primary', documentIds: [documentId], reason: 'x' })
      await expect(asked).rejects.toMatchObject({ code: 'scope_missing' })
    }
  })

  it('happens once when two ask at once, and once under one key', async () => {
    const { id } = await upload()
    now = new Date(AFTER)
    const both = await Promise.all([remove([id]), remove([id])])
    expect(both.flatMap(deleted)).toEqual([id])
    expect(both.flatMap(codes)).toEqual(['document_deleted'])
    const other = await upload()
    now = new Date('2039-01-01T10:00:00Z')
    const first = await remove([other.id], {}, { 'idempotency-key': 'delete-1' })
    const again = await remove([other.id], {}, { 'idempotency-key': 'delete-1' })
    expect([deleted(first), again.text]).toEqual([[other.id], first.text])
  })
})

describe('a legal hold', () => {
  const hold = (targetKind: string, targetId: string, more: object = {}) =>
    desk.client.post(desk.at('retention/legal-holds'), { targetKind, targetId, reason: 'Tvist.', ...more })

  it.each(['document', 'party', 'fiscalYear'] as const)('on a %s keeps the document beyond its time', async (kind) => {
    const { documentId, supplier } = await booked()
    const target = { document: documentId, party: supplier.partyId ?? '', fiscalYear: '2026' }[kind]
    const placed = await hold(kind, target)
    expect(placed.status).toBe(201)
    now = new Date(AFTER)
    expect((await get(documentId)).retention.holdIds).toEqual([placed.json.id])
    expect(codes(await remove([documentId]))).toEqual(['legal_hold'])
    const release = () =>
      desk.client.post(desk.at(`retention/legal-holds/${placed.json.id}/releases`), { reason: 'Forlik.' })
    const both = await Promise.all([release(), release()])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(deleted(await remove([documentId]))).toEqual([documentId])
  })

  it('ends by itself after its last day', async () => {
    const { id } = await upload()
    await hold('document', id, { until: '2032-06-30' })
    now = new Date('2032-06-30T10:00:00Z')
    expect(codes(await remove([id]))).toEqual(['legal_hold'])
    now = new Date('2032-07-01T10:00:00Z')
    expect(deleted(await remove([id]))).toEqual([id])
  })

  it('is refused on what is not there, and released by the owner alone', async () => {
    expect((await hold('fiscalYear', '1999')).json.code).toBe('legal_hold_target_unknown')
    expect((await hold('party', 'par_01k8m3q7zj5e8v9x2c4b6n8p0r')).status).toBe(404)
    const { id } = await upload()
    const { call, person } = await desk.company.member(['bookkeeper'])
    const placed = await placeLegalHold(call, { targetKind: 'document', targetId: id, reason: 'Bokettersyn.' })
    const theirs = testClient(platform, await desk.company.key(person))
    const path = desk.at(`retention/legal-holds/${placed.id}/releases`)
    expect((await theirs.post(path, { reason: 'x' })).json.code).toBe('scope_missing')
  })
})

describe('the daily job', () => {
  it('proposes what is past its time and not held; the proposals of a class can be deleted at once', async () => {
    const [one, two, held] = [await upload(), await upload(), await upload()]
    await desk.client.post(desk.at('retention/legal-holds'), {
      targetKind: 'document',
      targetId: held.id,
      reason: 'T.',
    })
    now = new Date('2031-06-01T10:00:00Z')
    await proposeEverywhere(systemCall(platform))
    const proposals = async () =>
      ((await desk.client.get(desk.at('retention/proposals?class=primary'))).json.data as { documentId: string }[]).map(
        ({ documentId }) => documentId,
      )
    expect(await proposals()).toEqual([])
    now = new Date(AFTER)
    await proposeEverywhere(systemCall(platform))
    await proposeEverywhere(systemCall(platform))
    expect(await proposals()).toEqual([one.id, two.id])
    await desk.client.post(desk.at('retention/legal-holds'), { targetKind: 'document', targetId: two.id, reason: 'T.' })
    const done = await remove(undefined)
    expect([deleted(done), codes(done)]).toEqual([[one.id], ['legal_hold']])
    expect(await proposals()).toEqual([])
  })

  it('goes through as many documents as there are', async () => {
    await upload()
    now = new Date(AFTER)
    const { companyId: _id, ...call } = desk.company.call()
    expect(await proposeDeletions({ ...call, companyId: desk.company.id }, { after: undefined })).toBeUndefined()
  })
})

describe('the database', () => {
  it('keeps every other fact of a document, and the log of deletions, as they are', async () => {
    const { id } = await upload()
    now = new Date(AFTER)
    await remove([id])
    const { pools } = await testDatabase()
    const sql = (text: string) => pools.owner.query(text, [id])
    await expect(sql(`update documents set name = 'x' where id = $1`)).rejects.toThrow('final')
    await expect(sql('delete from documents where id = $1')).rejects.toThrow('final')
    await expect(sql(`update document_deletions set reason = 'x' where document_id = $1`)).rejects.toThrow('final')
  })
})
