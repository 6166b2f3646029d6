import type { BookDate } from '#src/kernel/book-date.ts'
import type { LawClass, RetentionRule, TermStart } from './retention-rules.ts'

const YEAR = 12

/** One law, with the months that it has each class kept. */
const law = (
  country: string,
  validFrom: string,
  from: TermStart,
  source: string,
  months: Partial<Record<LawClass, number>>,
): RetentionRule[] =>
  (Object.entries(months) as [LawClass, number][]).map(([name, count]) => ({
    country,
    class: name,
    months: count,
    from,
    validFrom: validFrom as BookDate,
    source,
  }))

/** Vouchers and letters alike. */
const all = (years: number) => ({ primary: years * YEAR, secondary: years * YEAR })

const NO = 'Bokføringsloven (LOV-2004-11-19-73) § 13 annet ledd'
const DE = '§ 147 Abs. 3 und 4 AO, § 257 Abs. 4 und 5 HGB'
const FI = 'Kirjanpitolaki (1336/1997) 2 luku 10 §'

/**
 * The law of each country that we are sure of, dated by when it came into force. Of two laws about one document (commercial
 * and tax law) the longer term stands here. Where a law counts from the making of the document (DE, AT, IE, IT), the end of
 * the year that it was booked in is taken, which is never earlier. Longer terms of some trades (real property, banks,
 * state aid) and terms that stand still while a tax is open are set by the company, or by a legal hold.
 *
 * - AT: § 132 (1) BAO, § 212 UGB: 7 years from the end of the calendar year.
 * - BE: art. 60 § 4 Code TVA: 10 years since 1 January 2023, from 1 January after the closing.
 * - CH: Art. 958f OR: 10 years from the end of the business year.
 * - DE: books 10, vouchers 8 since 2025 (BEG IV; before: 10), letters 6, from the end of the calendar year.
 * - DK: Bogføringsloven 2022 § 12: 5 years from the end of the fiscal year.
 * - EE: Raamatupidamise seadus § 12: 7 years from the end of the fiscal year.
 * - FI: books 10 years from the end of the fiscal year; vouchers and letters 6 from the end of the calendar year.
 * - FR: art. L123-22 Code de commerce: 10 years from the closing.
 * - GB: Schedule 18 para. 21 Finance Act 1998, Schedule 11 para. 6 VAT Act 1994: 6 years (Companies Act 2006 s. 388 has 3, of
 *   public companies 6).
 * - IE: s. 285 Companies Act 2014, s. 886 Taxes Consolidation Act 1997: 6 years.
 * - IS: Lög um bókhald nr. 145/1994, 20. gr.: 7 years from the end of the fiscal year; annual accounts 25.
 * - IT: art. 2220 Codice civile: 10 years.
 * - LU: art. 16 Code de commerce: 10 years from the closing.
 * - NL: art. 52 lid 4 AWR: 7 years, from the end of the calendar year.
 * - NO: § 13 first paragraph numbers 1 to 4 five years, 5 to 8 three years and six months; transitional rules kept ten years
 *   for what is primary until the end of 2014.
 * - SE: Bokföringslagen (1999:1078) 7 kap. 2 §: 7 years from the end of the calendar year in which the fiscal year ended.
 */
export const RETENTION_LAW: readonly RetentionRule[] = [
  ...law('AT', '2000-01-01', 'calendarYear', '§ 132 Abs. 1 BAO, § 212 UGB', all(7)),
  ...law('BE', '2023-01-01', 'calendarYear', 'Code TVA art. 60 § 4', all(10)),
  ...law('CH', '2013-01-01', 'fiscalYear', 'Art. 958f OR', all(10)),
  ...law('DE', '2000-01-01', 'calendarYear', DE, { books: 10 * YEAR, primary: 10 * YEAR, secondary: 6 * YEAR }),
  ...law('DE', '2025-01-01', 'calendarYear', `${DE}, geändert durch BEG IV`, { primary: 8 * YEAR }),
  ...law('DK', '2022-07-01', 'fiscalYear', 'Bogføringsloven (lov nr. 700 af 24/05/2022) § 12', all(5)),
  ...law('EE', '2003-01-01', 'fiscalYear', 'Raamatupidamise seadus § 12', all(7)),
  ...law('FI', '2016-01-01', 'fiscalYear', `${FI} 1 mom.`, { books: 10 * YEAR }),
  ...law('FI', '2016-01-01', 'calendarYear', `${FI} 2 mom.`, all(6)),
  ...law('FR', '2000-09-21', 'fiscalYear', 'Code de commerce art. L123-22', all(10)),
  ...law('GB', '1999-07-01', 'fiscalYear', 'Finance Act 1998 Sch. 18 para. 21, VAT Act 1994 Sch. 11 para. 6', all(6)),
  ...law('IE', '2015-06-01', 'fiscalYear', 'Companies Act 2014 s. 285, Taxes Consolidation Act 1997 s. 886', all(6)),
  ...law('IS', '1995-01-01', 'fiscalYear', 'Lög um bókhald (145/1994) 20. gr.', { books: 25 * YEAR, ...all(7) }),
  ...law('IT', '1942-04-21', 'calendarYear', 'Codice civile art. 2220', all(10)),
  ...law('LU', '2000-01-01', 'fiscalYear', 'Code de commerce art. 16', all(10)),
  ...law('NL', '2000-01-01', 'calendarYear', 'Algemene wet inzake rijksbelastingen art. 52 lid 4', all(7)),
  ...law('NO', '2005-01-01', 'fiscalYear', NO, { primary: 10 * YEAR, secondary: 42 }),
  ...law('NO', '2015-01-01', 'fiscalYear', `${NO}, endret 2014, uten overgangsregler fra 2015`, { primary: 5 * YEAR }),
  ...law('SE', '2011-01-01', 'calendarYear', 'Bokföringslagen (1999:1078) 7 kap. 2 §', all(7)),
]
