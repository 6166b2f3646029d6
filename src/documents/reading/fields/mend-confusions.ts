import { isIban } from '#src/kernel/iban.ts'
import type { PlacedWord, Row } from './row.ts'

/** Letters that a recogniser takes figures for, and the figures that it takes letters for. */
const FIGURES: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  l: '1',
  '|': '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
}
const LETTERS: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '|': 'I',
  '2': 'Z',
  '5': 'S',
  '6': 'G',
  '8': 'B',
}
/** A mended word is a proposal, never as sure as what was read. */
const DOUBTFUL = 0.6

const asFigure = (sign: string): string => FIGURES[sign] ?? sign
const asLetter = (sign: string): string => LETTERS[sign] ?? sign

/** How many letters of the bank follow the check digits of an IBAN (SWIFT registry, release 99); after them figures only. */
const BANK_LETTERS: Readonly<Record<string, number>> = {
  ...Object.fromEntries('AT BE CZ DE DK EE ES FI HR HU IS LT NO PL PT SE SI SK'.split(' ').map((land) => [land, 0])),
  ...Object.fromEntries('GB IE LV NL RO'.split(' ').map((land) => [land, 4])),
}
const LOOSE_IBAN = /(?<![\p{L}\d])[A-Z]{2}[\dOQDISl|]{2}(?:\s?[A-Z\dl|]{2,4}){3,8}(?![\p{L}\d])/gu

/** One figure, as it may be read. */
const F = String.raw`[\dOoQDISZGBl|]`
/** Numbers of VAT whose place of figures and letters is fixed (directive 2006/112/EC art. 215 and the members' own forms). */
const VAT_FORMS = [
  String.raw`NL\s?${F}{3}\.?${F}{3}\.?${F}{3}\.?\s?B\.?${F}{2}`,
  String.raw`DE\s?${F}{3}\s?${F}{3}\s?${F}{3}`,
  String.raw`GB\s?${F}{3}\s?${F}{4}\s?${F}{2}`,
  String.raw`BE\s?${F}{4}[.\s]?${F}{3}[.\s]?${F}{3}`,
  String.raw`SE\s?${F}{12}`,
].map((form) => new RegExp(String.raw`(?<![\p{L}\d])${form}(?![\p{L}\d])`, 'gu'))
const LEAST_FIGURES = 6

/**
 * A row of an OCR with the figures and letters that it took for each other put right, where the form of a number of VAT
 * or the check digits of an IBAN tell which is which. Places in the text stay as they are.
 */
export function mendConfusions(row: Row): Row {
  let text = row.text.replace(LOOSE_IBAN, mendIban)
  for (const form of VAT_FORMS) text = text.replace(form, mendVat)
  if (text === row.text) return row
  return { ...row, text, words: row.words.map((word) => withText(word, text.slice(word.start, word.end))) }
}

function withText(placed: PlacedWord, text: string): PlacedWord {
  const { word } = placed
  if (word.text.trim() === text) return placed
  return { ...placed, word: { ...word, text, confidence: Math.min(word.confidence, DOUBTFUL) } }
}

/** The longest beginning that is an IBAN once its figures are figures and its letters letters. */
function mendIban(printed: string): string {
  const ends = [...printed.matchAll(/(?=\s)|$/g)].map(({ index }) => index).reverse()
  for (const end of ends) {
    const part = printed.slice(0, end)
    if (isIban(part)) return printed
    const mended = bySign(part, (sign, place) => {
      const bank = BANK_LETTERS[part.slice(0, 2)]
      if (place < 2 || bank === undefined) return sign
      return place >= 4 && place < 4 + bank ? asLetter(sign) : asFigure(sign)
    })
    if (isIban(mended)) return mended + printed.slice(end)
  }
  return printed
}

/** The letters of its land, and of the Dutch "B01", stay. */
function mendVat(printed: string): string {
  if ((printed.match(/\d/g) ?? []).length < LEAST_FIGURES) return printed
  const isDutch = printed.startsWith('NL')
  return bySign(printed, (sign, place) => (place < 2 || (isDutch && place === 11) ? sign : asFigure(sign)))
}

/** The text with each sign but spaces and points changed, by its place among them. */
function bySign(text: string, change: (sign: string, place: number) => string): string {
  let place = -1
  return text.replace(/[^\s.]/g, (sign) => {
    place += 1
    return change(sign, place)
  })
}
