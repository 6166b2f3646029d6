import { beforeAll, describe, expect, it } from 'vitest'
import { type Approval, decideApproval, getApproval, requestApproval } from '#src/approvals/index.ts'
import { listParties } from '#src/parties/index.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, systemCall } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import { allApprovers, anyApprover, heard, memberId, newSubject, policyOf, request } from './support.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

/** A company with an owner who enters, and two approvers. */
async function office() {
  const company = await newCompany(platform)
  const anna = await company.member(['approver'], 'Anna')
  const bram = await company.member(['approver'], 'Bram')
  return { company, anna, bram }
}

const approve = (call: Call, { id, version }: Approval, more: object = {}) =>
  decideApproval(call, { approvalId: id, decision: 'approve', seenVersion: version, ...more })

describe('a decision', () => {
  it('of the last person asked approves, and lets the room of the subject act', async () => {
    const { company, anna, bram } = await office()
    await policyOf(company, [allApprovers])
    const asked = await request(company.call())
    expect(asked.status).toBe('pending')
    const first = await approve(anna.call, asked)
    expect(first).toMatchObject({ status: 'pending', version: 2 })
    const second = await approve(bram.call, asked)
    expect(second.status).toBe('approved')
    expect(heard).toContainEqual({ outcome: 'approved', subjectId: asked.subject.id })
    const parties = await listParties(company.call(), { limit: 10 })
    expect(parties.map(({ name }) => name)).toEqual([`approved ${asked.subject.id}`])
  })

  it('to reject ends the request with its reason', async () => {
    const { company, anna } = await office()
    await policyOf(company, [allApprovers])
    const asked = await request(company.call())
    const rejecting = { approvalId: asked.id, decision: 'reject' as const, seenVersion: 1 }
    await expect(decideApproval(anna.call, rejecting)).rejects.toMatchObject({ code: 'approval_note_missing' })
    const rejected = await decideApproval(anna.call, { ...rejecting, note: 'Not ours.' })
    expect(rejected.status).toBe('rejected')
    expect(heard).toContainEqual({ outcome: 'rejected', subjectId: asked.subject.id, reason: 'Not ours.' })
  })

  it('to forward gives the place to another member, who then decides', async () => {
    const { company, anna } = await office()
    await policyOf(company, [
      { name: 'Anna', need: 'any', approvers: [{ member: await memberId(company, anna.person) }] },
    ])
    const chris = await company.member(['accountant'], 'Chris')
    const asked = await request(company.call())
    const to = await memberId(company, chris.person)
    const forwarded = await decideApproval(anna.call, { approvalId: asked.id, decision: 'forward', seenVersion: 1, to })
    expect(forwarded.status).toBe('pending')
    await expect(approve(anna.call, forwarded)).rejects.toMatchObject({ code: 'approval_not_assigned' })
    expect((await approve(chris.call, forwarded)).status).toBe('approved')
  })

  it('is refused as a whole when its outcome cannot be carried out', async () => {
    const { company, anna } = await office()
    await policyOf(company, [anyApprover])
    const asked = await request(company.call(), { id: 'blocked_1' })
    await expect(approve(anna.call, asked)).rejects.toMatchObject({ code: 'state_conflict' })
    expect(await getApproval(company.call(), { approvalId: asked.id })).toMatchObject({
      status: 'pending',
      decisions: [],
    })
    expect(await listParties(company.call(), { limit: 10 })).toEqual([])
  })

  it('is not kept by a dry run', async () => {
    const { company, anna } = await office()
    await policyOf(company, [anyApprover])
    const asked = await request(company.call())
    expect((await approve({ ...anna.call, dryRun: true }, asked)).status).toBe('approved')
    expect((await getApproval(company.call(), { approvalId: asked.id })).status).toBe('pending')
  })
})

describe('nobody', () => {
  it('approves what he entered, whatever his role', async () => {
    const { company, anna, bram } = await office()
    await policyOf(company, [anyApprover])
    const asked = await request(anna.call)
    await expect(approve(anna.call, asked)).rejects.toMatchObject({ code: 'approval_self' })
    expect((await approve(bram.call, asked)).status).toBe('approved')
  })

  it('approves with the credential that proposed it, nor through another key of the same person', async () => {
    const { company, anna } = await office()
    await policyOf(company, [anyApprover])
    const withKey = (id: string, personId: string | null): Call => ({
      ...anna.call,
      actor: { ...anna.call.actor, kind: 'apiKey', id, personId },
    })
    const proposed = await request(withKey('key_1', null))
    await expect(approve(withKey('key_1', anna.person.id), proposed)).rejects.toMatchObject({ code: 'approval_self' })
    const entered = await request(withKey('key_2', anna.person.id))
    await expect(approve(withKey('key_3', anna.person.id), entered)).rejects.toMatchObject({ code: 'approval_self' })
  })

  it('but a person decides', async () => {
    const { company } = await office()
    await policyOf(company, [anyApprover])
    const asked = await request(company.call())
    const system = systemCall(platform, company.id)
    await expect(approve(system, asked)).rejects.toMatchObject({ code: 'approval_person_required' })
  })

  it('decides without being asked', async () => {
    const { company, anna } = await office()
    await policyOf(company, [anyApprover])
    const asked = await request(anna.call)
    await expect(approve(company.call(), asked)).rejects.toMatchObject({ code: 'approval_not_assigned' })
  })

  it('is counted twice', async () => {
    const { company, anna } = await office()
    await policyOf(company, [allApprovers])
    const asked = await request(company.call())
    const once = await approve(anna.call, asked)
    await expect(approve(anna.call, once)).rejects.toMatchObject({ code: 'approval_signed_already' })
  })

  it('decides for another company', async () => {
    const { company } = await office()
    const other = await office()
    await policyOf(company, [anyApprover])
    const asked = await request(company.call())
    await expect(approve(other.anna.call, asked)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('content that changed', () => {
  it('takes no decision of who saw the old, and forgets the signatures on it', async () => {
    const { company, anna, bram } = await office()
    await policyOf(company, [allApprovers])
    const subject = newSubject({ enteredBy: [{ personId: company.owner.id, credentialId: null }] })
    const asked = await requestApproval(company.call(), subject)
    await approve(anna.call, asked)
    const again = await requestApproval(company.call(), {
      ...subject,
      version: 2,
      contentHash: 'h2',
      amountMinor: 900_000n,
    })
    expect(again).toMatchObject({ id: asked.id, round: 2, status: 'pending' })
    await expect(approve(bram.call, asked)).rejects.toMatchObject({ code: 'approval_changed' })
    await expect(approve(bram.call, again, { contentHash: 'h1' })).rejects.toMatchObject({ code: 'approval_changed' })
    expect((await approve(bram.call, again)).status).toBe('pending')
    expect((await approve(anna.call, again)).status).toBe('approved')
  })

  it('is none when the same content is put up again', async () => {
    const { company } = await office()
    await policyOf(company, [anyApprover])
    const subject = newSubject()
    const asked = await requestApproval(company.call(), subject)
    expect(await requestApproval(company.call(), subject)).toMatchObject({ id: asked.id, round: 1, version: 1 })
  })
})

describe('decisions that race', () => {
  it('of two colleagues both count, and the outcome is carried out once', async () => {
    const { company, anna, bram } = await office()
    await policyOf(company, [allApprovers])
    const asked = await request(company.call())
    const [one, two] = await Promise.all([approve(anna.call, asked), approve(bram.call, asked)])
    expect([one.status, two.status].sort()).toEqual(['approved', 'pending'])
    expect(heard.filter(({ subjectId }) => subjectId === asked.subject.id)).toHaveLength(1)
  })

  it('of one person count once', async () => {
    const { company, anna } = await office()
    await policyOf(company, [allApprovers])
    const asked = await request(company.call())
    const clicks = await Promise.allSettled(Array.from({ length: 6 }, () => approve(anna.call, asked)))
    expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await getApproval(company.call(), { approvalId: asked.id })).decisions).toHaveLength(1)
  })

  it('to approve and to reject leave one outcome', async () => {
    const { company, anna, bram } = await office()
    await policyOf(company, [anyApprover])
    const asked = await request(company.call())
    const reject = { approvalId: asked.id, decision: 'reject' as const, seenVersion: 1, note: 'No.' }
    await Promise.allSettled([approve(anna.call, asked), decideApproval(bram.call, reject)])
    expect(heard.filter(({ subjectId }) => subjectId === asked.subject.id)).toHaveLength(1)
  })
})

describe('the database', () => {
  it('keeps answers final and refuses a second signature of one person by itself', async () => {
    const { company, anna } = await office()
    await policyOf(company, [allApprovers])
    const asked = await approve(anna.call, await request(company.call()))
    const client = await platform.db.app.connect()
    try {
      await client.query('begin')
      await client.query(`set local app.companies = '{${company.id}}'`)
      const twin = `insert into approval_decisions select company_id, 'dec_twin', approval_id, round, step_no, decision, person_id,
        person_name, for_person_id, for_person_name, to_approver, note, content_hash, credential, decided_at
        from approval_decisions where approval_id = '${asked.id}'`
      await expect(client.query(twin)).rejects.toMatchObject({ constraint: 'approval_decisions_person_key' })
    } finally {
      await client.query('rollback')
      client.release()
    }
    await expect(platform.db.app.query('update approval_decisions set note = null')).rejects.toThrow()
  })
})
