import { beforeAll, describe, expect, it } from 'vitest'
import { requestApproval } from '#src/approvals/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { memberId, newSubject, request } from './support.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

async function office() {
  const company = await newCompany(platform)
  const anna = await company.member(['approver'], 'Anna')
  return {
    company,
    anna,
    root: `/v1/companies/${company.id}`,
    owner: testClient(platform, await company.key()),
    approver: testClient(platform, await company.key(anna.person)),
  }
}

const approverStep = { name: 'Approver', approvers: [{ role: 'approver' }] }
const purchases = {
  name: 'Purchases',
  kinds: ['testSubject'],
  rules: [
    {
      name: 'Everyday costs',
      when: { not: { someLine: { account: ['1200-1299'] } } },
      bands: [{ upTo: '500.00', autoApprove: true }],
      above: { steps: [approverStep] },
    },
  ],
}

describe('the inbox', () => {
  it('shows what waits for me, and nothing once it is decided', async () => {
    const { company, root, owner, approver } = await office()
    await owner.post(`${root}/approval-policies`, purchases)
    const asked = await request(company.call(), { lines: null })
    const inbox = await approver.get(`${root}/approvals?assignee=me&status=pending`)
    expect(inbox.json).toMatchObject({
      data: [
        { id: asked.id, amount: '1000.00', currency: 'NOK', missing: 1, steps: [{ waitingFor: [{ name: 'Anna' }] }] },
      ],
      nextCursor: null,
    })
    expect(inbox.text).not.toContain('per_')
    expect((await owner.get(`${root}/approvals?assignee=me`)).json.data).toEqual([])
    const read = await approver.get(`${root}/approvals/${asked.id}`)
    expect(read.headers.get('etag')).toBe('"v1"')
    const body = { decision: 'approve', seenVersion: read.json.version }
    const decided = await approver.post(`${root}/approvals/${asked.id}/decisions`, body)
    expect(decided).toMatchObject({
      status: 201,
      json: { status: 'approved', decisions: [{ by: 'Anna', counts: true }] },
    })
    expect((await approver.get(`${root}/approvals?assignee=me&status=pending`)).json.data).toEqual([])
  })

  it('pages and filters', async () => {
    const { company, root, owner } = await office()
    const one = await request(company.call())
    const two = await request(company.call())
    const ids = async (query: string) =>
      ((await owner.get(`${root}/approvals?${query}`)).json.data as { id: string }[]).map(({ id }) => id)
    expect(await ids(`subjectId=${one.subject.id}`)).toEqual([one.id])
    expect(await ids('subjectKind=testSubject')).toEqual([one.id, two.id])
    expect(await ids('status=approved')).toEqual([])
    const first = await owner.get(`${root}/approvals?limit=1`)
    expect(await ids(`limit=1&cursor=${first.json.nextCursor}`)).toEqual([two.id])
    expect(await ids('updatedSince=2099-01-01T00:00:00Z')).toEqual([])
  })
})

describe('POST decisions', () => {
  it('replays a click under its idempotency key', async () => {
    const { company, root, owner, approver } = await office()
    await owner.post(`${root}/approval-policies`, purchases)
    const asked = await request(company.call(), { lines: null })
    const url = `${root}/approvals/${asked.id}/decisions`
    const key = { 'idempotency-key': 'click-1' }
    const first = await approver.post(url, { decision: 'approve', seenVersion: 1 }, key)
    const again = await approver.post(url, { decision: 'approve', seenVersion: 1 }, key)
    expect(again.text).toBe(first.text)
    const other = await approver.post(url, { decision: 'reject', seenVersion: 1, note: 'x' }, key)
    expect(other.json.code).toBe('idempotency_key_reused')
  })

  it('answers in words a client can act on', async () => {
    const { company, root, owner, approver } = await office()
    await owner.post(`${root}/approval-policies`, purchases)
    const asked = await request(company.call(), { lines: null })
    const url = `${root}/approvals/${asked.id}/decisions`
    const refusals: [object, number, string][] = [
      [{ decision: 'reject', seenVersion: 1 }, 422, 'approval_note_missing'],
      [{ decision: 'approve', seenVersion: 9 }, 409, 'approval_changed'],
      [{ decision: 'forward', seenVersion: 1 }, 422, 'approval_forward_invalid'],
      [{ decision: 'maybe', seenVersion: 1 }, 422, 'request_invalid'],
    ]
    for (const [body, status, code] of refusals) {
      expect(await approver.post(url, body)).toMatchObject({ status, json: { code } })
    }
    expect(await owner.post(url, { decision: 'approve', seenVersion: 1 })).toMatchObject({
      status: 403,
      json: { code: 'approval_self' },
    })
    const stale = await approver.post(url, { decision: 'approve', seenVersion: 1 }, { 'if-match': '"v7"' })
    expect(stale.status).toBe(412)
    await approver.post(url, { decision: 'approve', seenVersion: 1 })
    expect((await approver.post(url, { decision: 'approve', seenVersion: 1 })).json).toMatchObject({
      code: 'approval_closed',
      status: 409,
      approvalStatus: 'approved',
    })
  })
})

describe('the explanation', () => {
  it('names the rule, the facts, who is left out and whom it waits for', async () => {
    const { company, anna, root, owner } = await office()
    await owner.post(`${root}/approval-policies`, purchases)
    const asked = await request(anna.call, { lines: null })
    const { json } = await owner.get(`${root}/approvals/${asked.id}/explanation`)
    expect(json).toMatchObject({
      rule: 'Everyday costs',
      excluded: [{ memberId: await memberId(company, anna.person), name: 'Anna', reason: 'enteredIt', stepNo: 1 }],
      approval: { steps: [{ waitingFor: [{ name: 'Ola Eier' }] }] },
    })
    expect(json.summary).toEqual([
      'The rule "Everyday costs" of version 1 took it.',
      'Step 1, Approver: 0 of 1 signed; waits for Ola Eier.',
      'It is pending.',
    ])
  })

  it('says what could not be answered, and what changed between rounds', async () => {
    const { company, root, owner } = await office()
    await owner.post(`${root}/approval-policies`, purchases)
    const subject = newSubject({ lines: [{ account: null, vatCode: null, item: null, dimensions: {} }] })
    const asked = await requestApproval(company.call(), subject)
    const coded = {
      ...subject,
      contentHash: 'h2',
      lines: [{ account: '6340', vatCode: null, item: null, dimensions: {} }],
    }
    const before = await owner.get(`${root}/approvals/${asked.id}/explanation`)
    expect(before.json).toMatchObject({ rule: null, rules: [{ rule: 'Everyday costs', verdict: 'unknown' }] })
    await requestApproval(company.call(), coded)
    const after = await owner.get(`${root}/approvals/${asked.id}/explanation`)
    expect(after.json).toMatchObject({
      rule: 'Everyday costs',
      rounds: [
        { round: 1, changes: [] },
        { round: 2, changes: [{ field: '/lines/0/account', was: null, becomes: '6340' }] },
      ],
    })
  })
})

describe('without a policy', () => {
  it('every owner is asked and nothing goes by itself', async () => {
    const { anna, root, owner } = await office()
    const asked = await request(anna.call, { amountMinor: 1n })
    const { json } = await owner.get(`${root}/approvals?assignee=me`)
    expect(json.data).toMatchObject([{ id: asked.id, policy: null, isAutomatic: false }])
  })
})
