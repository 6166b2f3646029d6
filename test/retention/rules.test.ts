import { describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { addMonths, basisOf, classOf, type DocumentUse, type Retention, whyKept } from '#src/retention/retention.ts'
import { ruleFor } from '#src/retention/retention-rules.ts'

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
    expect(ruleFor('SE', 'primary', bookDate('2026-01-01'))).toBeUndefined()
    expect(ruleFor('NO', 'primary', bookDate('2004-12-31'))).toBeUndefined()
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
