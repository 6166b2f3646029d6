import { describe, expect, it } from 'vitest'
import { type Condition, judge, type LineCondition, type Verdict } from '#src/approvals/model/condition.ts'
import { line, subject } from './support.ts'

const verdict = (condition: Condition, about = subject()): Verdict => judge(condition, about, 'NOK').verdict
const some = (condition: LineCondition, ...lines: ReturnType<typeof line>[]) =>
  verdict({ someLine: condition }, subject({ lines }))
const every = (condition: LineCondition, ...lines: ReturnType<typeof line>[]) =>
  verdict({ everyLine: condition }, subject({ lines }))

describe('header conditions', () => {
  it.each<[Condition, Verdict]>([
    [{ amountOver: '999.99' }, 'yes'],
    [{ amountOver: '1000.00' }, 'no'],
    [{ currency: ['EUR', 'NOK'] }, 'yes'],
    [{ supplier: ['par_other'] }, 'no'],
    [{ requester: ['anna'] }, 'no'],
    [{ kind: ['receipt'] }, 'yes'],
    [{ kind: ['supplierInvoice'] }, 'yes'],
    [{ kind: ['creditNote'] }, 'no'],
    [{ not: { supplier: ['par_other'] } }, 'yes'],
    [{ any: [{ supplier: ['par_other'] }, { amountOver: '500' }] }, 'yes'],
    [{ all: [{ supplier: ['par_nordkraft'] }, { not: { currency: ['NOK'] } }] }, 'no'],
  ])('%j is %s', (condition, expected) => expect(verdict(condition)).toBe(expected))

  it('compare a credit note by its size', () => {
    expect(verdict({ amountOver: '999.99' }, subject({ amountMinor: -100_000n }))).toBe('yes')
  })

  it('do not know an amount without a rate, nor its opposite', () => {
    const foreign = subject({ currency: 'EUR' })
    expect(verdict({ amountOver: '1.00' }, foreign)).toBe('unknown')
    expect(verdict({ not: { amountOver: '1.00' } }, foreign)).toBe('unknown')
    expect(verdict({ any: [{ amountOver: '1.00' }, { kind: ['receipt'] }] }, foreign)).toBe('yes')
    expect(verdict({ all: [{ amountOver: '1.00' }, { kind: ['creditNote'] }] }, foreign)).toBe('no')
  })
})

describe('line conditions', () => {
  it('tell some line from every line', () => {
    const lines = [line('6340'), line('4300')]
    expect(some({ account: ['4300'] }, ...lines)).toBe('yes')
    expect(every({ account: ['4300'] }, ...lines)).toBe('no')
    expect(every({ account: ['4000-6999'] }, ...lines)).toBe('yes')
  })

  it('read ranges of accounts by their beginning', () => {
    expect(some({ account: ['6000-6999'] }, line('60001'))).toBe('yes')
    expect(some({ account: ['6000-6999'] }, line('69995'))).toBe('yes')
    expect(some({ account: ['6000-6999'] }, line('7000'))).toBe('no')
    expect(some({ account: ['6000-6999'] }, line('600'))).toBe('no')
  })

  it('see VAT codes, items and dimensions', () => {
    const coded = line('6340', { vatCode: '1', item: 'A-7', dimensions: { project: 'P1' } })
    expect(some({ vatCode: ['1'] }, coded)).toBe('yes')
    expect(some({ item: ['A-7'] }, coded)).toBe('yes')
    expect(some({ dimension: { code: 'project', values: ['P1'] } }, coded)).toBe('yes')
    expect(some({ dimension: { code: 'project' } }, coded)).toBe('yes')
    expect(some({ not: { dimension: { code: 'department' } } }, coded)).toBe('yes')
  })

  it('must hold together on one and the same line', () => {
    const both: LineCondition = { all: [{ account: ['6340'] }, { vatCode: ['3'] }] }
    expect(some(both, line('6340', { vatCode: '1' }), line('4300', { vatCode: '3' }))).toBe('no')
  })

  it('know nothing about an account that nobody has coded, and nothing of lines that are not there yet', () => {
    expect(some({ account: ['6340'] }, line(null))).toBe('unknown')
    expect(verdict({ everyLine: { account: ['6340'] } }, subject({ lines: [] }))).toBe('unknown')
  })

  it('do not hold for a kind that has no lines', () => {
    expect(verdict({ someLine: { account: ['6340'] } }, subject({ lines: null }))).toBe('no')
  })
})
