import { describe, expect, it } from 'vitest'
import {
  type Candidate,
  canBeOne,
  endpointKey,
  findParty,
  nameKey,
  organisationKey,
  vatKey,
} from '#src/parties/identity.ts'
import { fc } from '#test/support/property.ts'

const nobody = { organisationNumber: null, vatNumber: null, endpoint: null, country: null }
const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({ id, nameKeys: [], ...nobody, ...more })
const facts = (more: Partial<Parameters<typeof findParty>[0]> = {}) => ({ name: 'Nordkraft AS', ...nobody, ...more })

describe('names', () => {
  it.each([
    ['Nordkraft AS', 'NORDKRAFT  A.S'],
    ['Ærø & Sønn A/S', 'ærø sønn as'],
    ['Café  Noir', 'CAFÉ-NOIR'],
  ])('%s and %s are one', (a, b) => expect(nameKey(a)).toBe(nameKey(b)))

  it.each([
    ['Nordkraft AS', 'Nordkraft AB'],
    ['Bø Bygg', 'Bo Bygg'],
    ['Nordkraft', 'Nordkraft Nett'],
  ])('%s and %s are two', (a, b) => expect(nameKey(a)).not.toBe(nameKey(b)))

  it('are compared in a form that does not change when it is made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 's', ' ', '/', 'Ø', 'x') }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name))
      }),
    )
  })
})

describe('numbers', () => {
  it('have one form however they are written', () => {
    expect(organisationKey('NO 991 825 827 MVA', 'NO')).toBe('991825827')
    expect(organisationKey('991825827', 'NO')).toBe('991825827')
    expect(organisationKey('1252525-9', null)).toBe('12525259')
    expect(organisationKey('  ', 'NO')).toBeNull()
    expect(vatKey('991 825 827 MVA', 'NO')).toBe('NO991825827MVA')
    expect(vatKey('20202020', 'DK')).toBe('DK20202020')
    expect(vatKey('DK-20202020', 'DK')).toBe('DK20202020')
  })

  it('that cannot be an electronic address do not count as one', () => {
    expect(endpointKey('0088', '9482348239847239874')).toBeNull()
    expect(endpointKey('0088', '5798000024069')).toBe('0088:5798000024069')
    expect(endpointKey('0192', '991825827')).toBe('0192:991825827')
    expect(endpointKey('0192', '991825826')).toBeNull()
    expect(endpointKey('0096', 'DK 123')).toBe('0096:dk123')
    expect(endpointKey(null, '991825827')).toBeNull()
  })
})

describe('a party', () => {
  it('is found by number before electronic address before VAT number before name', () => {
    const candidates = [
      candidate('name', { nameKeys: ['nordkraft as'] }),
      candidate('vat', { vatNumber: 'NO991825827MVA' }),
      candidate('endpoint', { endpoint: '0192:991825827', vatNumber: 'NO991825827MVA' }),
      candidate('number', { organisationNumber: '991825827' }),
    ]
    const all = facts({ organisationNumber: '991825827', endpoint: '0192:991825827', vatNumber: 'NO991825827MVA' })
    expect(findParty(all, candidates)?.id).toBe('number')
    expect(findParty({ ...all, organisationNumber: null }, candidates)?.id).toBe('endpoint')
    expect(findParty(facts({ vatNumber: 'NO991825827MVA' }), candidates.slice(0, 2))?.id).toBe('vat')
    expect(findParty(facts(), candidates)?.id).toBe('name')
  })

  it('is not found by a shared address or name when the organisation numbers differ', () => {
    const other = candidate('other', {
      organisationNumber: '20202020',
      endpoint: '0088:5798000024069',
      nameKeys: ['nordkraft as'],
    })
    expect(
      findParty(facts({ organisationNumber: '12525259', endpoint: '0088:5798000024069' }), [other]),
    ).toBeUndefined()
  })

  it('is not guessed between two of one name', () => {
    const twins = [candidate('a', { nameKeys: ['nordkraft as'] }), candidate('b', { nameKeys: ['nordkraft as'] })]
    expect(findParty(facts(), twins)).toBeUndefined()
  })

  it('of one number in two countries is two parties', () => {
    const finnish = candidate('fi', { organisationNumber: '12525259', country: 'FI' })
    expect(findParty(facts({ organisationNumber: '12525259', country: 'DK' }), [finnish])).toBeUndefined()
    expect(findParty(facts({ organisationNumber: '12525259' }), [finnish])?.id).toBe('fi')
  })

  it('with a changed VAT number stays one when the organisation number says so', () => {
    const one = { ...nobody, organisationNumber: '991825827', vatNumber: 'A1' }
    expect(canBeOne(one, { ...one, vatNumber: 'B2' })).toBe(true)
    expect(canBeOne(one, { ...one, organisationNumber: null, vatNumber: 'B2' })).toBe(false)
  })
})
