const BASE = 31
/** A hundredth of them are set: a word that is near none is nearly always told by them. */
const BITS = 2 ** 20
/** Letters of the longest word that is looked for. */
export const LONGEST_WORD = 24
const POWERS = [1]
for (let power = 1; power < LONGEST_WORD; power += 1) POWERS.push(Math.imul(POWERS[power - 1] ?? 1, BASE))

/** A number for a word, from which that of the word less a letter follows. */
function numberOf(word: string): number {
  let number = 0
  for (let index = 0; index < word.length; index += 1) number = Math.imul(number, BASE) + word.charCodeAt(index)
  return number | 0
}

const without = (word: string, index: number): string => word.slice(0, index) + word.slice(index + 1)

const isWithinOne = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  return endA - start <= 1 && endB - start <= 1
}

/** Known words, found by words that differ from them by one letter: each is kept whole and less each of its letters. */
export class NearWords {
  private readonly words = new Map<string, string>()
  private readonly bits = new Uint8Array(BITS / 8)

  add(word: string): void {
    this.keep(word, word)
    for (let index = 0; index < word.length; index += 1) this.keep(without(word, index), word)
  }

  private keep(key: string, word: string): void {
    if (this.words.has(key)) return
    this.words.set(key, word)
    const bit = numberOf(key) & (BITS - 1)
    this.bits[bit >> 3] = (this.bits[bit >> 3] ?? 0) | (1 << (bit & 7))
  }

  private mayHave(number: number): boolean {
    const bit = number & (BITS - 1)
    return ((this.bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }

  /** The first known word that has one letter more, less, or another one. */
  find(word: string): string | undefined {
    const whole = numberOf(word)
    if (this.mayHave(whole)) {
      const near = this.words.get(word)
      if (near !== undefined && isWithinOne(word, near)) return near
    }
    let before = 0
    for (let index = 0; index < word.length; index += 1) {
      const after = (Math.imul(before, BASE) + word.charCodeAt(index)) | 0
      // what stands before the letter counts one power of the base less without it
      const number = whole + Math.imul(before - after, POWERS[word.length - 1 - index] ?? 0)
      before = after
      if (!this.mayHave(number)) continue
      const near = this.words.get(without(word, index))
      if (near !== undefined && isWithinOne(word, near)) return near
    }
    return undefined
  }
}
