import { describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { basisOf, classOf, type DocumentUse, type Retention, whyKept } from '#src/retention/retention.ts'
import { RETENTION_LAW } from '#src/retention/retention-law.ts'
import { addMonths, endOfTerm, ruleFor } from '#src/retention/retention-rules.ts'

const booked = (...days: string[]): DocumentUse => ({ bookedOn: days.map(bookDate), partyIds: [], isOpen: false })
const document = (origin: 'upload' | 'mail' | 'attachment' = 'upload') => ({
  id: 'doc_1',
  origin,
  receivedOn: bookDate('2026-03-01'),
})

describe('the law', () => {
  it.each([
    ['primary', '2014-12-31', 120],
    ['primary', '2015-01-01', 60],
    ['secondary', '2026-01-01', 42],
  ] as const)('has what is %s kept on %s for %i months', (name, on, months) => {
    expect(ruleFor('NO', name, bookDate(on))).toMatchObject({ months, source: expect.stringContaining('§ 13') })
  })

  it('of a country that nobody has written down is not made up', () => {
    expect(ruleFor('US', 'primary', bookDate('2026-01-01'))).toBeUndefined()
    expect(ruleFor('XX', 'secondary', bookDate('2026-01-01'), false)).toBeUndefined()
    expect(ruleFor('NO', 'primary', bookDate('2004-12-31'))).toBeUndefined()
  })
})

/** Country, class, whether it was booked, end of the fiscal year, last day. */
const TERMS = [
  ['NO', 'primary', true, '2026-12-31', '2031-12-31'],
  ['NO', 'secondary', true, '2026-08-31', '2030-02-28'],
  ['NO', 'secondary', true, '2024-08-31', '2028-02-29'],
  ['SE', 'primary', true, '2026-04-30', '2033-12-31'],
  ['SE', 'secondary', true, '2026-12-31', '2033-12-31'],
  ['DK', 'primary', true, '2026-06-30', '2031-06-30'],
  ['FI', 'primary', true, '2024-03-31', '2030-12-31'],
  ['FI', 'primary', false, '2024-03-31', '2034-03-31'],
  ['FI', 'secondary', false, '2024-03-31', '2030-12-31'],
  ['DE', 'primary', true, '2025-06-30', '2033-12-31'],
  ['DE', 'primary', false, '2025-06-30', '2035-12-31'],
  ['DE', 'secondary', true, '2025-06-30', '2031-12-31'],
  ['GB', 'primary', true, '2024-02-29', '2030-02-28'],
  ['GB', 'primary', true, '2026-02-28', '2032-02-29'],
  ['NL', 'primary', true, '2026-09-30', '2033-12-31'],
  ['FR', 'primary', true, '2026-03-31', '2036-03-31'],
  ['IE', 'primary', true, '2026-12-31', '2032-12-31'],
  ['IS', 'primary', true, '2026-12-31', '2033-12-31'],
  ['IS', 'primary', false, '2026-12-31', '2051-12-31'],
  ['AT', 'secondary', true, '2026-01-31', '2033-12-31'],
  ['BE', 'primary', true, '2026-06-30', '2036-12-31'],
  ['CH', 'primary', true, '2026-06-30', '2036-06-30'],
  ['EE', 'primary', true, '2026-12-31', '2033-12-31'],
  ['IT', 'primary', true, '2026-12-31', '2036-12-31'],
  ['LU', 'primary', true, '2026-12-31', '2036-12-31'],
] as const

describe('the law of each country', () => {
  it.each(TERMS)(
    '%s keeps what is %s (booked: %s) of the year to %s until %s',
    (country, name, isBooked, endsOn, last) => {
      const law = ruleFor(country, name, bookDate('2026-11-24'), isBooked)
      if (!law) throw new Error(`no law of ${country}`)
      expect(endOfTerm(bookDate(endsOn), law.months, law.from)).toBe(last)
    },
  )

  it('is tested for each that is written down, has a source, and keeps no class of today untold', () => {
    const countries = [...new Set(RETENTION_LAW.map(({ country }) => country))]
    expect([...new Set(TERMS.map(([country]) => country))].sort()).toEqual(countries.sort())
    expect(RETENTION_LAW.every(({ source, months }) => source.length > 5 && months >= 36)).toBe(true)
    for (const country of countries) {
      expect(ruleFor(country, 'primary', bookDate('2026-01-01'))).toBeDefined()
      expect(ruleFor(country, 'secondary', bookDate('2026-01-01'))).toBeDefined()
    }
  })

  it('had German vouchers kept for ten years until the end of 2024', () => {
    expect(ruleFor('DE', 'primary', bookDate('2024-12-31'))?.months).toBe(120)
    expect(ruleFor('DE', 'primary', bookDate('2025-01-01'))?.months).toBe(96)
  })
})

describe('the time of a document', () => {
  it('runs from the end of the fiscal year to the last day of a month', () => {
    expect(addMonths(bookDate('2026-12-31'), 60)).toBe('2031-12-31')
    expect(addMonths(bookDate('2026-12-31'), 42)).toBe('2030-06-30')
    expect(addMonths(bookDate('2027-06-30'), 60)).toBe('2032-06-30')
    expect(addMonths(bookDate('2026-08-31'), 42)).toBe('2030-02-28')
  })

  it('is decided by the last booking, else by the arrival', () => {
    expect(basisOf(document(), [booked('2026-04-01'), booked('2027-01-02')])).toBe('2027-01-02')
    expect(basisOf(document(), [])).toBe('2026-03-01')
  })

  it('is that of a voucher unless it is a mail around one', () => {
    expect(classOf(document('mail'), [])).toBe('secondary')
    expect(classOf(document('mail'), [booked('2026-04-01')])).toBe('primary')
    expect([classOf(document(), []), classOf(document('attachment'), [])]).toEqual(['primary', 'primary'])
  })

  it('has passed on the day after the last', () => {
    const retention: Retention = {
      class: 'primary',
      fiscalYear: '2026',
      keptUntil: bookDate('2031-12-31'),
      months: 60,
      source: '',
      holdIds: [],
      isInUse: false,
    }
    expect(whyKept(retention, bookDate('2031-12-31'))?.code).toBe('retention_running')
    expect(whyKept(retention, bookDate('2032-01-01'))).toBeUndefined()
    expect(whyKept({ ...retention, keptUntil: null }, bookDate('2099-01-01'))?.code).toBe('retention_rule_missing')
  })
})
