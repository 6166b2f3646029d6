import { describe, expect, it } from 'vitest'
import { type Band, type Outcome, policyFaults, withoutPolicy } from '#src/approvals/model/policy.ts'
import { bandOf, routeOf } from '#src/approvals/model/route.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { fc } from '#test/support/property.ts'
import { policy, subject } from './support.ts'

const by = (name: string): Outcome => ({ steps: [{ name, need: 'any', approvers: [{ member: name }] }] })
const auto: Outcome = { autoApprove: true }

describe('bands', () => {
  const limits = fc.uniqueArray(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
  const sorted = limits.map((found) => [...found].sort((a, b) => (a < b ? -1 : 1)))
  const bandsOf = (ends: bigint[]): Band[] => ends.map((end) => ({ upTo: formatMinor(end, 'NOK'), ...by(String(end)) }))

  it('give every amount to exactly one band or to what lies above, whatever the bands are', () => {
    fc.assert(
      fc.property(sorted, fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), (ends, amountMinor) => {
        const rules = policy([{ name: 'all', bands: bandsOf(ends), above: by('above') }])
        expect(policyFaults(rules)).toEqual([])
        const size = amountMinor < 0n ? -amountMinor : amountMinor
        const containing = ends.filter((end, index) => size <= end && (index === 0 || size > (ends[index - 1] ?? 0n)))
        expect(containing.length).toBe(size <= (ends.at(-1) ?? 0n) ? 1 : 0)
        const route = routeOf(rules, subject({ amountMinor }))
        expect(route.steps[0]?.name).toBe(containing[0] === undefined ? 'above' : String(containing[0]))
      }),
    )
  })

  it('change hands exactly at the cent', () => {
    const bands = bandsOf([500_000n])
    expect(bandOf(bands, 500_000n, 'NOK')).toBe(bands[0])
    expect(bandOf(bands, 500_001n, 'NOK')).toBeUndefined()
  })

  it('are compared by value in currencies without decimals', () => {
    const bands: Band[] = [{ upTo: '5000', ...auto }]
    const rules = policy([{ name: 'all', bands, above: by('anna') }], { currency: 'ISK' })
    expect(routeOf(rules, subject({ amountMinor: 5000n, currency: 'ISK' })).isAutomatic).toBe(true)
    expect(routeOf(rules, subject({ amountMinor: 5001n, currency: 'ISK' })).isAutomatic).toBe(false)
  })

  it('that end below the band before them are refused', () => {
    const bands: Band[] = [
      { upTo: '500.00', ...auto },
      { upTo: '500', ...by('anna') },
    ]
    expect(policyFaults(policy([{ name: 'all', bands, above: auto }]))).toMatchObject([
      { pointer: '/rules/0/bands/1/upTo', code: 'band_unreachable' },
    ])
  })
})

describe('a route', () => {
  it('is decided by the first rule that holds', () => {
    const rules = policy([
      { name: 'notes', when: { kind: ['creditNote'] }, bands: [], above: by('chris') },
      { name: 'power', when: { supplier: ['par_nordkraft'] }, bands: [], above: by('anna') },
      { name: 'rest', bands: [], above: by('bram') },
    ])
    const route = routeOf(rules, subject())
    expect(route).toMatchObject({ rule: 'power', isAutomatic: false, steps: [{ name: 'anna', order: 1 }] })
    expect(route.findings.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ['notes', 'no'],
      ['power', 'yes'],
    ])
  })

  it('goes to the default approvers where no rule holds', () => {
    const rules = policy([{ name: 'power', when: { supplier: ['par_other'] }, bands: [], above: auto }])
    const route = routeOf(rules, subject())
    expect(route).toMatchObject({ rule: null, isAutomatic: false, steps: [{ approvers: [{ role: 'owner' }] }] })
  })

  it('goes to the default approvers where the rate of the currency is unknown', () => {
    const rules = policy([
      { name: 'small', bands: [{ upTo: '5000.00', ...auto }], above: by('anna') },
      { name: 'rest', bands: [], above: auto },
    ])
    expect(routeOf(rules, subject({ currency: 'SEK' }))).toMatchObject({ rule: null, isAutomatic: false })
    const withRate = subject({ currency: 'SEK', base: { amountMinor: 98_000n, currency: 'NOK' } })
    expect(routeOf(rules, withRate)).toMatchObject({ rule: 'small', bandUpTo: '5000.00', isAutomatic: true })
  })

  it('never goes by itself without a policy', () => {
    fc.assert(
      fc.property(fc.bigInt(), (amountMinor) => {
        expect(routeOf(withoutPolicy({ currency: 'NOK' }), subject({ amountMinor })).isAutomatic).toBe(false)
      }),
    )
  })

  it('leaves what needs a person to the default approvers where a rule would approve it', () => {
    const open = policy([{ name: 'all', bands: [], above: auto }])
    expect(routeOf(open, subject({}))).toMatchObject({ rule: 'all', isAutomatic: true })
    expect(routeOf(open, subject({ needsPerson: true }))).toMatchObject({ rule: null, isAutomatic: false })
  })

  it('orders its steps, also those that are open together', () => {
    const steps = [
      { name: 'last', need: 'any' as const, approvers: [{ role: 'owner' }], order: 3 },
      { name: 'a', need: 'any' as const, approvers: [{ role: 'approver' }], order: 1 },
      { name: 'b', need: 'any' as const, approvers: [{ role: 'approver' }], order: 1 },
    ]
    const route = routeOf(policy([{ name: 'all', bands: [], above: { steps } }]), subject())
    expect(route.steps.map((step) => step.name)).toEqual(['a', 'b', 'last'])
  })
})

describe('a policy', () => {
  it('with a rule behind one that takes everything is refused', () => {
    const rules = [
      { name: 'rest', bands: [], above: auto },
      { name: 'late', when: { kind: ['receipt'] }, bands: [], above: auto },
    ]
    expect(policyFaults(policy(rules))).toMatchObject([{ pointer: '/rules/1', code: 'rule_unreachable' }])
  })

  it('with a step that asks for more signatures than it names people is refused', () => {
    const steps = [{ name: 'board', need: 3, approvers: [{ member: 'anna' }, { member: 'bram' }] }]
    expect(policyFaults(policy([{ name: 'all', bands: [], above: { steps } }]))).toMatchObject([
      { pointer: '/rules/0/above/steps/0/need', code: 'step_unfillable' },
    ])
  })
})
