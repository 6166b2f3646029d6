import { describe, expect, it } from 'vitest'
import {
  extractFields,
  type LearnedField,
  type Lesson,
  learnLayouts,
  withLessons,
  wordsOfText,
} from '#src/documents/reading/fields/index.ts'

const learn = (text: string, field: LearnedField, value: string) => learnLayouts(wordsOfText(text), [{ field, value }])

function lesson(text: string, field: LearnedField, value: string, record = { right: 0, used: 0 }): Lesson {
  const [layout] = learn(text, field, value)
  if (!layout) throw new Error('nothing was learned')
  return { id: `${field} by ${layout.label}`, ...layout, ...record, lately: 0 }
}

/** As an OCR gives it. */
function recognised(text: string, ...lessons: Lesson[]) {
  const pages = wordsOfText(text).map((page) => ({ ...page, source: 'ocr' as const }))
  return withLessons({ pages, extraction: extractFields(pages) }, lessons).fields
}

function read(text: string, ...lessons: Lesson[]) {
  const pages = wordsOfText(text)
  return withLessons({ pages, extraction: extractFields(pages) }, lessons).fields
}

describe('where a corrected value stands', () => {
  it.each([
    [
      'beside its label',
      'Saksmerke: 88-1001',
      'number',
      '88-1001',
      { label: 'saksmerke', way: 'beside', form: 'token' },
    ],
    [
      'in another cell',
      'Siste frist        02.03.2026',
      'dueOn',
      '2026-03-02',
      { label: 'siste frist', form: 'dayFirst' },
    ],
    ['month first', 'Siste frist: 03/02/2026', 'dueOn', '2026-03-02', { form: 'monthFirst' }],
    [
      'below its label',
      'Kode       Saksmerke\n           88-1001',
      'number',
      '88-1001',
      { label: 'saksmerke', way: 'above' },
    ],
    ['behind a rate', 'Avgift 25 %: 1 250,00', 'vat', '1250.00', { label: 'avgift', form: 'amount' }],
    ['as an account', 'Til: 8601 11 17947', 'account', '86011117947', { label: 'til', form: 'bban' }],
    ['with other marks than a person writes', 'Saksmerke: 88-1001/B', 'number', '881001b', { label: 'saksmerke' }],
  ] as const)('is found %s', (_, text, field, value, layout) => {
    expect(learn(text, field, value)).toMatchObject([{ field, ...layout }])
  })
  it.each([
    ['on no page', 'Saksmerke: 88-1001', 'number', '88-1002'],
    ['without a label', '88-1001', 'number', '88-1001'],
    ['as part of another number', 'Saksmerke: 88-10011', 'number', '88-1001'],
    ['as an amount of the other sign', 'Saldo: -12,50', 'gross', '12.50'],
  ] as const)('is not learned when it stands %s', (_, text, field, value) => {
    expect(learn(text, field, value)).toEqual([])
  })
})

describe('a lesson', () => {
  it('reads another value in the same relation to the label, as sure as its record', () => {
    const taught = lesson('Saksmerke: 88-1001', 'number', '88-1001', { right: 3, used: 3 })
    expect(read('Saksmerke: 88-2002', taught).number).toMatchObject({
      value: '88-2002',
      confidence: 0.8,
      source: 'text',
      layout: { lessonId: taught.id, right: 3, used: 3 },
    })
    expect(read('Saksmerke\n88-2002', taught).number).toBeNull()
  })
  it('takes no value of another form, and no account whose check digit is wrong', () => {
    expect(read('Saksmerke: 02.03.2026', lesson('Saksmerke: 88-1001', 'number', '88-1001')).number).toBeNull()
    const account = lesson('Til: 8601 11 17947', 'account', '86011117947')
    expect(read('Til: 8601 11 17948', account).account?.layout).toBeUndefined()
    expect(read('Til: 8601 11 17947', account).account?.layout).toBeDefined()
  })
  it('takes of several values beside such a label the one in its place, and none when two stand there', () => {
    const lines = (first: string, second: string, gap = 12) => `Merke: ${first}${'\n'.repeat(gap)}Merke: ${second}`
    const taught = lesson(lines('X', '88-1001'), 'number', '88-1001')
    expect(read(lines('77-1', '88-2002'), taught).number?.value).toBe('88-2002')
    expect(read(`${lines('77-1', '88-2002', 12)}\nMerke: 88-3003`, taught).number).toBeNull()
  })
  it('gives way to one with a better record, and is not tried below two right of three', () => {
    const text = 'Merke: 77-1\nSaksmerke: 88-1001'
    const worse = lesson(text, 'number', '77-1', { right: 1, used: 2 })
    const better = lesson(text, 'number', '88-1001', { right: 2, used: 2 })
    expect(read(text, worse, better).number?.value).toBe('88-1001')
    expect(read(text, { ...worse, used: 3 }).number).toBeNull()
    expect(read(text, { ...worse, right: 2, used: 3 }).number?.value).toBe('77-1')
  })
})

describe('a label that an OCR reads otherwise the next time', () => {
  const taught = lesson('Saksmerke: 88-1001', 'number', '88-1001')
  it('is found by a letter of five that differs', () => {
    expect(recognised('Saksmerke: 88-2002', taught).number?.value).toBe('88-2002')
    expect(recognised('Saksrnerke: 88-2002', taught).number).toBeNull()
    expect(recognised('Saksmerkc: 88-2002', taught).number?.value).toBe('88-2002')
    expect(recognised('Saks merke: 88-2002', taught).number?.value).toBe('88-2002')
  })
  it('gives way to the label as it was learned, and is none in a text layer', () => {
    expect(recognised('Saksmerkc: 88-3003\nSaksmerke: 88-2002', taught).number?.value).toBe('88-2002')
    expect(read('Saksmerkc: 88-2002', taught).number).toBeNull()
  })
})

describe('a lesson that faded', () => {
  it('is used again when it was right three times on end', () => {
    const faded = { ...lesson('Saksmerke: 88-1001', 'number', '88-1001'), right: 3, used: 6 }
    expect(read('Saksmerke: 88-2002', { ...faded, lately: 2 }).number).toBeNull()
    expect(read('Saksmerke: 88-2002', { ...faded, lately: 3 }).number).toMatchObject({
      value: '88-2002',
      confidence: 0.5,
    })
  })
})
