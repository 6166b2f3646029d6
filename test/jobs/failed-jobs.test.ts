import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#src/kernel/id.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import { noteFailure } from '#src/platform/jobs/note-failure.ts'
import type { Platform } from '#src/platform/platform.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, newDesk } from '#test/support/receipts.ts'
import { visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface WireJob {
  id: string
  name: string
  subjects: string[]
  code: string | null
  reason: string | null
  attempts: number
  status: string
}

let serial = 0
const receiptId = newId('receipt')

/** A problem as a verb throws it. */
function problem(): unknown {
  try {
    return fail('reading_unavailable', 'Nothing reads now.')
  } catch (error) {
    return isProblem(error) ? error : undefined
  }
}

/** Tells of a job that failed, as the worker does. */
async function failed(desk: Desk, error: unknown = problem(), id = `outbox-${++serial}`): Promise<WireJob> {
  const data = { tenant: desk.company.id, timeZone: 'UTC', requestId: 'req_1', payload: { receiptId, secret: 'x' } }
  await noteFailure(platform, { id, name: 'readings.read', data, attemptsMade: 2 }, error)
  const [job] = await list(desk)
  if (!job) throw new Error('nothing failed')
  return job
}

const list = async (desk: Desk, query = '') =>
  (await desk.client.get(desk.at(`failed-jobs${query}`))).json.data as WireJob[]

const retry = (desk: Desk, { id }: WireJob, headers = {}) =>
  desk.client.post(desk.at(`failed-jobs/${id}/retries`), undefined, headers)

const waitingFor = async (desk: Desk) => {
  const { rows } = await platform.db.worker.query<{ payload: object }>(
    `select payload from outbox where company_id = $1 and name = 'platform.retryJob'`,
    [desk.company.id],
  )
  return rows.map(({ payload }) => payload)
}

describe('a job that failed for good', () => {
  it('is told of with what it was about and why, and no more of its payload', async () => {
    const desk = await newDesk(platform)
    expect(await failed(desk)).toMatchObject({
      name: 'readings.read',
      subjects: [receiptId],
      code: 'reading_unavailable',
      reason: 'Nothing reads now.',
      attempts: 3,
      status: 'failed',
    })
    const other = await newDesk(platform)
    expect(await list(other)).toEqual([])
    expect(await failed(other, new Error('password in here'))).toMatchObject({ code: null, reason: null })
  })

  it('is started again by a job of the queue, and told of anew when it fails again', async () => {
    const desk = await newDesk(platform)
    const job = await failed(desk, problem(), 'outbox-again')
    const { status, json } = await retry(desk, job)
    expect([status, json.status]).toEqual([202, 'retried'])
    expect(await waitingFor(desk)).toEqual([{ name: 'readings.read', jobId: 'outbox-again' }])
    expect(await list(desk, '?status=failed')).toEqual([])
    expect(await failed(desk, problem(), 'outbox-again')).toMatchObject({ id: job.id, attempts: 6, status: 'failed' })
  })

  it('is started again once, by many at once and by a repeated request', async () => {
    const desk = await newDesk(platform)
    const job = await failed(desk)
    const all = await Promise.all(Array.from({ length: 4 }, () => retry(desk, job)))
    expect(all.map(({ status }) => status).toSorted()).toEqual([202, 409, 409, 409])
    expect(all.find(({ status }) => status === 409)?.json.code).toBe('job_not_failed')
    const next = await failed(desk)
    const key = { 'idempotency-key': 'retry' }
    await retry(desk, next, key)
    expect((await retry(desk, next, key)).headers.get('idempotent-replayed')).toBe('true')
    expect(await waitingFor(desk)).toHaveLength(2)
  })

  it('has a page for who looks after the company, with the way to it', async () => {
    const desk = await newDesk(platform)
    const job = await failed(desk)
    const here = `/c/${desk.company.id}`
    const who = await visitor(platform, desk.company.owner)
    expect(await who.page(`${here}/audit`)).toContain(`href="${here}/jobs"`)
    const html = await who.page(`${here}/jobs`)
    expect(html).toContain('Lese et dokument')
    expect(html).toContain(`href="${here}/receipts/${receiptId}"`)
    const action = `${here}/jobs/${job.id}/retries`
    expect((await who.post(action, await who.form(`${here}/jobs`, action))).location).toBe(`${here}/jobs`)
    expect(await who.page(`${here}/jobs`)).toContain('Ingenting har feilet')
    await failed(desk)
    const { person } = await desk.company.member(['auditor'], 'Anne Revisor')
    expect(await (await visitor(platform, person)).page(`${here}/jobs`)).not.toContain('/retries')
  })
})
