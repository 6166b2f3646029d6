import { beforeAll, describe, expect, it } from 'vitest'
import { decideApproval, grantDelegation, listApprovals, revokeDelegation } from '#src/approvals/index.ts'
import { addDays, type BookDate, bookDate } from '#src/kernel/book-date.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import { memberId, policyOf, request } from './support.ts'

const TODAY = bookDate('2026-06-15')
let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({ clock: { now: () => new Date(`${TODAY}T10:00:00Z`) } })
})

/** Anna is asked; Dag may take her places between these days. */
async function office(startsOn: BookDate = TODAY, endsOn: BookDate = TODAY) {
  const company = await newCompany(platform)
  const anna = await company.member(['approver'], 'Anna')
  const dag = await company.member(['approver'], 'Dag')
  const step = { name: 'Anna', need: 'any' as const, approvers: [{ member: await memberId(company, anna.person) }] }
  await policyOf(company, [step])
  const to = await memberId(company, dag.person)
  const delegation = await grantDelegation(anna.call, { to, startsOn, endsOn, reason: 'Holiday' })
  return { company, anna, dag, delegation, step }
}

const approve = (call: Call, approvalId: string) =>
  decideApproval(call, { approvalId, decision: 'approve', seenVersion: 1 })

describe('a delegate', () => {
  it('sees and signs what waits for the delegator, and it is written down whose place he took', async () => {
    const { company, anna, dag } = await office()
    const asked = await request(company.call())
    const inbox = await listApprovals(dag.call, { assignee: 'me', status: 'pending', limit: 10 })
    expect(inbox.map(({ id }) => id)).toEqual([asked.id])
    const approved = await approve(dag.call, asked.id)
    expect(approved).toMatchObject({
      status: 'approved',
      decisions: [{ personId: dag.person.id, forPersonId: anna.person.id, forPersonName: 'Anna' }],
    })
  })

  it('has nothing before the first day, after the last, or after the end of the grant', async () => {
    for (const [from, to] of [
      [1, 5],
      [0, 0],
    ] as const) {
      const { company, anna, dag, delegation } = await office(addDays(TODAY, from), addDays(TODAY, to))
      if (from === 0) await revokeDelegation(anna.call, { delegationId: delegation.id })
      const asked = await request(company.call())
      await expect(approve(dag.call, asked.id)).rejects.toMatchObject({ code: 'approval_not_assigned' })
      expect(await listApprovals(dag.call, { assignee: 'me', limit: 10 })).toEqual([])
    }
  })

  it('inherits the conflicts of the delegator', async () => {
    const { company, anna, dag } = await office()
    const asked = await request(anna.call)
    await expect(approve(dag.call, asked.id)).rejects.toMatchObject({ code: 'approval_not_assigned' })
    expect((await approve(company.call(), asked.id)).status).toBe('approved')
  })

  it('keeps his own conflicts, and is not shown what he entered', async () => {
    const { dag } = await office()
    const asked = await request(dag.call)
    expect(await listApprovals(dag.call, { assignee: 'me', limit: 10 })).toEqual([])
    await expect(approve(dag.call, asked.id)).rejects.toMatchObject({ code: 'approval_self' })
  })

  it('passes nothing on', async () => {
    const { company, dag } = await office()
    const eva = await company.member(['approver'], 'Eva')
    const to = await memberId(company, eva.person)
    await grantDelegation(dag.call, { to, startsOn: TODAY, endsOn: TODAY })
    const asked = await request(company.call())
    await expect(approve(eva.call, asked.id)).rejects.toMatchObject({ code: 'approval_not_assigned' })
  })
})

describe('a delegation', () => {
  it('of the places of another needs the scope to change policies', async () => {
    const { company, anna, dag } = await office()
    const [from, to] = [await memberId(company, anna.person), await memberId(company, dag.person)]
    const input = { from, to, startsOn: TODAY, endsOn: TODAY }
    await expect(grantDelegation(dag.call, input)).rejects.toMatchObject({ code: 'scope_missing' })
    expect(await grantDelegation(company.call(), input)).toMatchObject({ from: { memberId: from } })
  })

  it('is refused to oneself, backwards, and when it is over already', async () => {
    const { company, anna, dag } = await office()
    const [me, to] = [await memberId(company, anna.person), await memberId(company, dag.person)]
    for (const wrong of [
      { to: me, startsOn: TODAY, endsOn: TODAY },
      { to, startsOn: addDays(TODAY, 2), endsOn: TODAY },
      { to, startsOn: addDays(TODAY, -3), endsOn: addDays(TODAY, -1) },
    ]) {
      await expect(grantDelegation(anna.call, wrong)).rejects.toMatchObject({ code: 'delegation_invalid' })
    }
  })

  it('ends once', async () => {
    const { anna, delegation } = await office()
    await revokeDelegation(anna.call, { delegationId: delegation.id })
    await expect(revokeDelegation(anna.call, { delegationId: delegation.id })).rejects.toMatchObject({
      code: 'delegation_revoked',
    })
  })
})
