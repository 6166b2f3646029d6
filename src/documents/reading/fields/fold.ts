import { matchesOf } from './matches.ts'

/** A run of letters or a run of digits of a text, folded, with its place in the text. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

const SPECIAL: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ł: 'l',
  ð: 'd',
  þ: 'th',
  º: '',
  ª: '',
}
const MARKS = /\p{M}+/gu
const PLAIN = /^[\x20-\x7e]*$/

/** Small letters without accents: "Förfallodag" and "FORFALLODAG" are the same word to a reader of labels. */
export function fold(text: string): string {
  const small = text.toLowerCase()
  if (PLAIN.test(small)) return small
  return small
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[øæœßđłðþºª]/g, (letter) => SPECIAL[letter] ?? letter)
}

/** The letters a to z and the figures of a text, folded, with nothing between: names are compared by these. */
export const compact = (text: string): string => fold(text).replace(/[^a-z\d]/g, '')

const LETTER = /\p{L}/u

/** How many letters a text has. */
export function lettersIn(text: string): number {
  let count = 0
  for (const sign of text) {
    const code = sign.charCodeAt(0)
    const small = code | 0x20
    if (code < 0x80 ? small >= 0x61 && small <= 0x7a : LETTER.test(sign)) count += 1
  }
  return count
}

const RUNS = /\p{L}[\p{L}\p{M}]*|\d+/gu

/** The words and numbers of a text; what stands between them (dots, colons, spaces) is dropped. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of matchesOf(RUNS, text)) {
    const word = fold(match[0])
    // the raised "o" of "n.º" is a word of its own where a point parts them
    if (word !== '') tokens.push({ text: word, start: match.index, end: match.index + match[0].length })
  }
  return tokens
}
