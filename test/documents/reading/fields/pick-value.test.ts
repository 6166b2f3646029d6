import { describe, expect, it } from 'vitest'
import { type FieldName, pickValue, wordsOfText } from '#src/documents/reading/fields/index.ts'
import type { PageWords } from '#src/documents/reading/index.ts'

const TEXT = `Nordkraft Bedrift AS                    FAKTURA
Org.nr. NO 991 825 827 MVA              Fakturanr.: 2026/0042-B
Fakturadato: 2. mars 2026               Forfall: 16.03.26
Valuta: EUR
                                        Netto      1 234,50
                                        MVA 25 %     308,63
                                        Sum kr    -1.543,13
Konto 8601 11 17947                     KID 1234 5678 97
IBAN NO93 8601 1117 947`

const [page] = wordsOfText(TEXT)
if (!page) throw new Error('no page')

/** The middle of a word of the page. */
function at(text: string, on: PageWords = page as PageWords) {
  const found = on.words.find((word) => word.text === text)
  if (!found) throw new Error(`the page has no ${text}`)
  const { x, y, width, height } = found.box
  return { x: x + width / 2, y: y + height / 2, width: 0, height: 0 }
}

const picked = (field: FieldName, word: string) => pickValue(page as PageWords, field, at(word))

describe('a word that somebody points at', () => {
  it.each([
    ['issuedOn', 'mars', '2026-03-02', '2. mars 2026'],
    ['dueOn', '16.03.26', '2026-03-16', '16.03.26'],
    ['net', '234,50', '1234.50', '1 234,50'],
    ['gross', '-1.543,13', '-1543.13', '1.543,13'],
    ['vat', '308,63', '308.63', '308,63'],
    ['currency', 'EUR', 'EUR', 'EUR'],
    ['organisationNumber', '825', '991825827', 'NO 991 825 827'],
    ['account', '17947', '86011117947', '8601 11 17947'],
    ['account', '1117', 'NO9386011117947', 'NO93 8601 1117 947'],
    ['paymentReference', '5678', '1234567897', '1234 5678 97'],
    ['number', '2026/0042-B', '2026/0042-B', '2026/0042-B'],
    ['issuer', 'Bedrift', 'Nordkraft Bedrift AS', 'Nordkraft Bedrift AS'],
  ] as const)('is all of its %s: %s gives %s', (field, word, value, text) => {
    expect(picked(field, word)).toMatchObject({ value, text })
  })

  it.each([
    ['issuedOn', '308,63'],
    ['net', 'Nordkraft'],
    ['currency', 'Netto'],
  ] as const)('is nothing to a field that cannot say it: %s on %s', (field, word) => {
    expect(picked(field, word)).toBeUndefined()
  })

  it('is the nearest one within a finger, and none where the page is empty', () => {
    const { x, y } = at('EUR')
    expect(pickValue(page, 'currency', { x, y: y + 8, width: 0, height: 0 })).toMatchObject({ value: 'EUR' })
    expect(pickValue(page, 'currency', { x: x + 300, y: y + 60, width: 0, height: 0 })).toBeUndefined()
    expect(pickValue({ ...page, words: [] }, 'number', at('EUR'))).toBeUndefined()
  })
})

describe('a stretch that somebody draws over', () => {
  it('is what stands in it, of one line', () => {
    const [from, to] = [at('Nordkraft'), at('Bedrift')]
    const frame = { x: from.x, y: from.y - 4, width: to.x - from.x, height: 6 }
    expect(pickValue(page, 'issuer', frame)).toMatchObject({ value: 'Nordkraft Bedrift' })
    expect(pickValue(page, 'number', frame)).toMatchObject({ value: 'Nordkraft Bedrift' })
  })
  it('gives a date or an amount that it touches', () => {
    const [from, to] = [at('Netto'), at('234,50')]
    const frame = { x: from.x, y: from.y - 3, width: to.x - from.x, height: 6 }
    expect(pickValue(page, 'net', frame)).toMatchObject({ value: '1234.50' })
  })
})

describe('a page that lies on its side', () => {
  /** The same page as a scanner sees it that was fed sideways: a quarter turn clockwise makes it level. */
  const lying: PageWords = {
    ...page,
    width: page.height,
    height: page.width,
    tilt: 90,
    words: page.words.map(({ box, ...word }) => ({
      ...word,
      box: { x: box.y, y: page.width - box.x - box.width, width: box.height, height: box.width },
    })),
  }
  it('is pointed at where its words lie', () => {
    const found = pickValue(lying, 'net', at('234,50', lying))
    expect(found?.value).toBe('1234.50')
    const word = lying.words.find(({ text }) => text === '234,50')
    expect(found?.box.x).toBeCloseTo(word?.box.x ?? -1, 0)
  })
})
