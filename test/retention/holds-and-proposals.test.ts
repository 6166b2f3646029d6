import { describe, expect, it } from 'vitest'
import { placeLegalHold, proposeDeletions } from '#src/retention/index.ts'
import { proposeEverywhere } from '#src/retention/propose-everywhere.ts'
import { systemCall } from '#test/support/actors.ts'
import { testDatabase } from '#test/support/database.ts'
import { testClient } from '#test/support/http.ts'
import {
  AFTER,
  booked,
  codes,
  deleted,
  desk,
  get,
  platform,
  remove,
  setNow,
  upload,
  useRetentionDesk,
} from './stand.ts'

useRetentionDesk()

describe('a legal hold', () => {
  const hold = (targetKind: string, targetId: string, more: object = {}) =>
    desk.client.post(desk.at('retention/legal-holds'), { targetKind, targetId, reason: 'Tvist.', ...more })

  it.each(['document', 'party', 'fiscalYear'] as const)('on a %s keeps the document beyond its time', async (kind) => {
    const { documentId, supplier } = await booked()
    const target = { document: documentId, party: supplier.partyId ?? '', fiscalYear: '2026' }[kind]
    const placed = await hold(kind, target)
    expect(placed.status).toBe(201)
    setNow(AFTER)
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
    setNow('2032-06-30T10:00:00Z')
    expect(codes(await remove([id]))).toEqual(['legal_hold'])
    setNow('2032-07-01T10:00:00Z')
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
    setNow('2031-06-01T10:00:00Z')
    await proposeEverywhere(systemCall(platform))
    const proposals = async () =>
      ((await desk.client.get(desk.at('retention/proposals?class=primary'))).json.data as { documentId: string }[]).map(
        ({ documentId }) => documentId,
      )
    expect(await proposals()).toEqual([])
    setNow(AFTER)
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
    setNow(AFTER)
    const { companyId: _id, ...call } = desk.company.call()
    expect(await proposeDeletions({ ...call, companyId: desk.company.id }, { after: undefined })).toBeUndefined()
  })
})

describe('the database', () => {
  it('keeps every other fact of a document, and the log of deletions, as they are', async () => {
    const { id } = await upload()
    setNow(AFTER)
    await remove([id])
    const { pools } = await testDatabase()
    const sql = (text: string) => pools.owner.query(text, [id])
    await expect(sql(`update documents set name = 'x' where id = $1`)).rejects.toThrow('final')
    await expect(sql('delete from documents where id = $1')).rejects.toThrow('final')
    await expect(sql(`update document_deletions set reason = 'x' where document_id = $1`)).rejects.toThrow('final')
  })
})
