import { beforeAll, describe, expect, it } from 'vitest'
import { getParty, listParties, paymentHold } from '#src/parties/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany } from '#test/support/actors.ts'
import { testPlatform } from '#test/support/platform.ts'
import { seeSupplier } from './support.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const nordkraft = {
  name: 'Nordkraft AS',
  organisationNumber: 'NO 991 825 827 MVA',
  vatNumber: '991825827MVA',
  endpoint: { scheme: '0192', id: '991825827' },
  bankAccounts: [{ account: 'NO93 8601 1117 947', bic: 'DNBANOKK' }],
}

describe('the supplier of a document', () => {
  it('is created with what the document says', async () => {
    const company = await newCompany(platform)
    const { party, isNew } = await seeSupplier(company.call(), nordkraft)
    expect(isNew).toBe(true)
    expect(party).toMatchObject({
      kind: 'supplier',
      organisationNumber: '991825827',
      vatNumber: 'NO991825827MVA',
      endpoint: '0192:991825827',
      accounts: [{ status: 'usable', firstSeenBy: 'Ola Eier', seenIn: { kind: 'receipt', id: 'rec_test' } }],
      openHolds: [],
    })
  })

  it('is found again by each number and by name, and learns what it lacked', async () => {
    const company = await newCompany(platform)
    const call = company.call()
    const first = await seeSupplier(call, { name: 'Nordkraft AS', organisationNumber: '991825827' })
    const byNumber = await seeSupplier(call, { ...nordkraft, name: 'Nordkr. AS' })
    expect(byNumber).toMatchObject({ isNew: false, party: { id: first.party.id, vatNumber: 'NO991825827MVA' } })
    expect(byNumber.party.names).toEqual(['Nordkraft AS', 'Nordkr. AS'])
    const byEndpoint = await seeSupplier(call, { name: 'X', endpoint: nordkraft.endpoint })
    const byVat = await seeSupplier(call, { name: 'Y', vatNumber: 'NO 991 825 827 MVA' })
    const byName = await seeSupplier(call, { name: 'NORDKRAFT A.S' })
    expect([byEndpoint, byVat, byName].map(({ party }) => party.id)).toEqual(Array(3).fill(first.party.id))
  })

  it('leaves no audit entry and no event where nothing is new', async () => {
    const company = await newCompany(platform)
    const before = await seeSupplier(company.call(), nordkraft)
    const after = await seeSupplier(company.call(), nordkraft)
    expect(after.party.version).toBe(before.party.version)
  })

  it('of a made-up electronic address that many share is not mixed up with the others', async () => {
    const company = await newCompany(platform)
    const endpoint = { scheme: '0088', id: '9482348239847239874' }
    const one = await seeSupplier(company.call(), {
      name: 'Sjavar',
      country: 'IS',
      organisationNumber: '5101932619',
      endpoint,
    })
    const two = await seeSupplier(company.call(), {
      name: 'Svin',
      country: 'DK',
      organisationNumber: '20202020',
      endpoint,
    })
    expect(one.party.id).not.toBe(two.party.id)
  })

  it('is created once when its first documents race', async () => {
    const company = await newCompany(platform)
    const found = await Promise.all(Array.from({ length: 12 }, () => seeSupplier(company.call(), nordkraft)))
    expect(new Set(found.map(({ party }) => party.id)).size).toBe(1)
    expect(found.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(await listParties(company.call(), { limit: 10 })).toHaveLength(1)
  })

  it('may be found by who may only hand in receipts', async () => {
    const company = await newCompany(platform)
    const { call } = await company.member(['employee'])
    expect((await seeSupplier(call, nordkraft)).isNew).toBe(true)
  })

  it('of one company is unknown in another', async () => {
    const [mine, theirs] = [await newCompany(platform), await newCompany(platform)]
    const { party } = await seeSupplier(mine.call(), nordkraft)
    expect((await seeSupplier(theirs.call(), nordkraft)).isNew).toBe(true)
    await expect(getParty(theirs.call(), { partyId: party.id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a changed bank account', () => {
  it('is held for payment until somebody has looked, and does not stop the document', async () => {
    const company = await newCompany(platform)
    await seeSupplier(company.call(), nordkraft)
    const changed = await seeSupplier(company.call(), { ...nordkraft, bankAccounts: [{ account: '10203456789' }] })
    expect(changed.newHolds).toMatchObject([
      { reason: 'bankAccountChanged', was: 'NO93 8601 1117 947', becomes: '10203456789' },
    ])
    expect(changed.party.accounts.map(({ status }) => status)).toEqual(['usable', 'held'])
    expect(paymentHold(changed.party, null)?.message).toContain('changed from NO93 8601 1117 947 to 10203456789')
    expect(paymentHold(changed.party, '10203456789')).toMatchObject({ approvalId: changed.newHolds[0]?.approvalId })
    expect(paymentHold(changed.party, '86011117947')).toBeUndefined()
  })

  it('is not one when the same account is written as a national number', async () => {
    const company = await newCompany(platform)
    await seeSupplier(company.call(), nordkraft)
    const again = await seeSupplier(company.call(), { ...nordkraft, bankAccounts: [{ account: '8601 11 17947' }] })
    expect(again.newHolds).toEqual([])
    expect(again.party.accounts).toHaveLength(1)
  })

  it('opens one hold when many documents bring it at once', async () => {
    const company = await newCompany(platform)
    await seeSupplier(company.call(), nordkraft)
    const facts = { ...nordkraft, bankAccounts: [{ account: '10203456789' }] }
    const seen = await Promise.all(Array.from({ length: 6 }, () => seeSupplier(company.call(), facts)))
    const party = await getParty(company.call(), { partyId: seen[0]?.party.id ?? '' })
    expect(party.openHolds).toHaveLength(1)
  })
})

describe('a changed VAT number', () => {
  it('is held once, and the known one stays until the hold is judged', async () => {
    const company = await newCompany(platform)
    await seeSupplier(company.call(), nordkraft)
    const other = { ...nordkraft, vatNumber: 'SE556677889901' }
    const { newHolds, party } = await seeSupplier(company.call(), other)
    expect(newHolds).toMatchObject([{ reason: 'vatNumberChanged', becomes: 'SE556677889901' }])
    expect(party.vatNumber).toBe('NO991825827MVA')
    expect((await seeSupplier(company.call(), other)).newHolds).toEqual([])
  })
})

describe('a changed name', () => {
  it('is held once, and neither known nor found by until the hold is released', async () => {
    const company = await newCompany(platform)
    await seeSupplier(company.call(), nordkraft)
    const other = { ...nordkraft, name: 'Kraftsalg Oslo AS' }
    const { newHolds, party } = await seeSupplier(company.call(), other)
    expect(newHolds).toMatchObject([{ reason: 'nameChanged', was: 'Nordkraft AS', becomes: 'Kraftsalg Oslo AS' }])
    expect(party).toMatchObject({ name: 'Nordkraft AS', names: ['Nordkraft AS'] })
    expect((await seeSupplier(company.call(), other)).newHolds).toEqual([])
    expect((await seeSupplier(company.call(), { name: 'Kraftsalg Oslo AS' })).isNew).toBe(true)
  })

  it('is not one when it is shorter, longer or written otherwise', async () => {
    const company = await newCompany(platform)
    await seeSupplier(company.call(), nordkraft)
    for (const name of ['NORDKRAFT', 'Nordkraft A/S', 'Nordkr. AS', 'Nordkraft AS avd. Bodø']) {
      expect((await seeSupplier(company.call(), { ...nordkraft, name })).newHolds).toEqual([])
    }
  })
})
