import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#src/platform/actor.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { type Answered, type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { seeSupplier } from './support.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const NORDKRAFT = {
  kind: 'supplier',
  name: 'Nordkraft AS',
  country: 'NO',
  organisationNumber: '991825827',
  vatNumber: 'NO991825827MVA',
  bankAccounts: [{ account: 'NO9386011117947' }],
}
const ANOTHER = '10203456789'

interface Stage {
  readonly company: TestCompany
  readonly owner: TestClient
  readonly partyId: string
  readonly at: (path: string) => string
  readonly member: (roles: readonly Role[]) => Promise<TestClient>
}

async function stage(): Promise<Stage> {
  const company = await newCompany(platform)
  const owner = testClient(platform, await company.key())
  const at = (path: string) => `/v1/companies/${company.id}/${path}`
  const { json } = await owner.post(at('parties'), NORDKRAFT)
  const member = async (roles: readonly Role[]) =>
    testClient(platform, await company.key((await company.member(roles)).person))
  return { company, owner, partyId: String(json.id), at, member }
}

interface WireHold {
  readonly id: string
  readonly approvalId: string
}
const holdOf = ({ json }: Answered): WireHold => {
  const [hold] = (json.holds ?? []) as WireHold[]
  if (!hold) throw new Error(`no hold: ${JSON.stringify(json)}`)
  return hold
}

const changeAccount = ({ owner, at, partyId }: Stage) =>
  owner.post(at(`parties/${partyId}/bank-accounts`), { account: ANOTHER })

const judge = (
  client: TestClient,
  { at, partyId }: Stage,
  holdId: string,
  outcome = 'released',
  note = 'Called them.',
) => client.post(at(`parties/${partyId}/holds/${holdId}/judgements`), { outcome, note })

const decide = async (client: TestClient, { at }: Stage, approvalId: string, decision: string, note?: string) => {
  const { json } = await client.get(at(`approvals/${approvalId}`))
  return client.post(at(`approvals/${approvalId}/decisions`), { decision, seenVersion: json.version, note })
}

describe('a hold', () => {
  it('waits in an approval of its own, and is decided there', async () => {
    const on = await stage()
    const approver = await on.member(['approver'])
    const added = await changeAccount(on)
    expect(added.json).toMatchObject({ isOnHold: true, holds: [{ reason: 'bankAccountChanged' }] })
    const { approvalId } = holdOf(added)
    const asked = await on.owner.get(on.at(`approvals/${approvalId}`))
    expect(asked.json).toMatchObject({
      status: 'pending',
      policy: null,
      subject: { kind: 'partyHold', variant: 'bankAccountChanged', supplierId: on.partyId },
    })
    expect((await decide(on.owner, on, approvalId, 'approve')).json.code).toBe('approval_self')
    const inbox = await approver.get(on.at('approvals?assignee=me&status=pending'))
    expect(inbox.json.data).toMatchObject([{ id: approvalId }])
    expect((await decide(approver, on, approvalId, 'approve', 'Called them.')).json.status).toBe('approved')
    const party = await on.owner.get(on.at(`parties/${on.partyId}`))
    expect(party.json).toMatchObject({ isOnHold: false, bankAccounts: [{ status: 'usable' }, { status: 'usable' }] })
    const dossier = await on.owner.get(on.at(`parties/${on.partyId}/dossier`))
    expect(dossier.json.changes).toMatchObject([{ outcome: 'released', note: 'Called them.' }])
  })

  it('is judged by way of the party too, by others than who made the change', async () => {
    const on = await stage()
    const { id, approvalId } = holdOf(await changeAccount(on))
    expect((await judge(on.owner, on, id)).json.code).toBe('hold_self')
    const accountant = await on.member(['accountant'])
    const released = await judge(accountant, on, id)
    expect(released.json).toMatchObject({ isOnHold: false, bankAccounts: [{ status: 'usable' }, { status: 'usable' }] })
    expect((await judge(accountant, on, id)).json.code).toBe('hold_closed')
    expect((await on.owner.get(on.at(`approvals/${approvalId}`))).json.status).toBe('approved')
  })

  it('that is refused leaves an account that is never paid to', async () => {
    const on = await stage()
    const { id } = holdOf(await changeAccount(on))
    const refused = await judge(await on.member(['accountant']), on, id, 'refused', 'False invoice.')
    expect(refused.json).toMatchObject({ isOnHold: false, bankAccounts: [{ status: 'usable' }, { status: 'refused' }] })
  })

  it('goes by the policy of its kind: not by itself, and two people where it asks for two', async () => {
    const on = await stage()
    const step = { name: 'Two', need: 2, approvers: [{ role: 'approver' }] }
    const rules = [{ name: 'Two of them', above: { steps: [step] } }]
    await on.owner.post(on.at('approval-policies'), { name: 'Changes', kinds: ['partyHold'], rules })
    const [one, two] = [await on.member(['approver']), await on.member(['approver'])]
    const { id } = holdOf(await changeAccount(on))
    expect((await judge(one, on, id)).json).toMatchObject({ isOnHold: true })
    expect((await judge(one, on, id)).json.code).toBe('approval_signed_already')
    expect((await judge(two, on, id)).json).toMatchObject({ isOnHold: false })
    const open = await stage()
    const all = [{ name: 'All', bands: [{ upTo: '100000.00', autoApprove: true }], above: { autoApprove: true } }]
    await open.owner.post(open.at('approval-policies'), { name: 'All', kinds: ['partyHold'], rules: all })
    expect((await changeAccount(open)).json).toMatchObject({ isOnHold: true })
  })

  it('is decided by nobody whose credential may not approve payments', async () => {
    const on = await stage()
    const { approvalId } = holdOf(await changeAccount(on))
    const { person } = await on.company.member(['owner'])
    const key = await on.company.key(person, ['approvals:read', 'approvals:decide', 'parties:read'])
    const refused = await decide(testClient(platform, key), on, approvalId, 'approve')
    expect(refused.json).toMatchObject({ code: 'scope_missing', scope: 'payments:approve' })
  })

  it('is decided once when two people answer at once', async () => {
    const on = await stage()
    const { id } = holdOf(await changeAccount(on))
    const [one, two] = [await on.member(['owner']), await on.member(['owner'])]
    const both = await Promise.all([judge(one, on, id), judge(two, on, id, 'refused')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('is judged once under one idempotency key', async () => {
    const on = await stage()
    const { id } = holdOf(await changeAccount(on))
    const accountant = await on.member(['accountant'])
    const path = on.at(`parties/${on.partyId}/holds/${id}/judgements`)
    const answer = { outcome: 'released', note: 'Called them.' }
    const first = await accountant.post(path, answer, { 'idempotency-key': 'judge-1' })
    const second = await accountant.post(path, answer, { 'idempotency-key': 'judge-1' })
    expect([second.status, second.text]).toEqual([first.status, first.text])
  })

  it('tells of itself when it opens and when it is decided', async () => {
    const on = await stage()
    const { id } = holdOf(await changeAccount(on))
    await judge(await on.member(['owner']), on, id)
    const told = await platform.db.worker.query(
      `select name, payload->>'holdId' as hold from outbox where company_id = $1 and name like 'party.h%' order by id`,
      [on.company.id],
    )
    expect(told.rows).toEqual([
      { name: 'party.held', hold: id },
      { name: 'party.holdDecided', hold: id },
    ])
  })
})

describe('a person who changes the name or VAT number of a supplier', () => {
  it('holds its payments; a refusal takes the change back', async () => {
    const on = await stage()
    const path = on.at(`parties/${on.partyId}`)
    const changed = await on.owner.patch(path, { name: 'Kraftsalg AS', vatNumber: 'SE556677889901' })
    expect(changed.json).toMatchObject({ name: 'Kraftsalg AS', isOnHold: true })
    const holds = changed.json.holds as { id: string; reason: string }[]
    expect(holds.map(({ reason }) => reason).sort()).toEqual(['nameChanged', 'vatNumberChanged'])
    const other = await on.member(['owner'])
    for (const { id } of holds) await judge(other, on, id, 'refused')
    expect((await on.owner.get(path)).json).toMatchObject({
      name: 'Nordkraft AS',
      vatNumber: 'NO991825827MVA',
      isOnHold: false,
    })
  })

  it('holds nothing for a form of the same name, and nothing for a customer', async () => {
    const on = await stage()
    const same = await on.owner.patch(on.at(`parties/${on.partyId}`), { name: 'Nordkraft' })
    expect(same.json).toMatchObject({ isOnHold: false })
    const customer = await on.owner.post(on.at('parties'), { kind: 'customer', name: 'Kaffebaren' })
    const renamed = await on.owner.patch(on.at(`parties/${customer.json.id}`), { name: 'Teen AS' })
    expect(renamed.json).toMatchObject({ isOnHold: false })
  })
})

describe('the first account of a new supplier', () => {
  const facts = { name: 'Ny AS', organisationNumber: '923609016', bankAccounts: [{ account: ANOTHER }] }

  it('is held where the company wants that, and not otherwise', async () => {
    const on = await stage()
    expect((await seeSupplier(on.company.call(), facts)).newHolds).toEqual([])
    const careful = await stage()
    await careful.owner.patch(`/v1/companies/${careful.company.id}`, { settings: { holdFirstAccount: true } })
    const { party, newHolds } = await seeSupplier(careful.company.call(), facts)
    expect(newHolds).toMatchObject([{ reason: 'bankAccountNew', was: null, becomes: ANOTHER }])
    expect(party.accounts).toMatchObject([{ status: 'held' }])
    const second = await seeSupplier(careful.company.call(), { ...facts, bankAccounts: [{ account: '15034012345' }] })
    expect(second.newHolds).toMatchObject([{ reason: 'bankAccountChanged', was: null, becomes: '15034012345' }])
  })
})
