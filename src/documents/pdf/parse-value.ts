import type { PdfValue } from './pdf-value.ts'

/** Arrays and dictionaries inside each other at the most: real files need a handful. */
const MAX_DEPTH = 32

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0
/** ( ) < > [ ] { } / % */
const DELIMITERS = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)))
const isRegular = (byte: number | undefined): boolean => byte !== undefined && !isSpace(byte) && !DELIMITERS.has(byte)

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/**
 * Reads values of the PDF object model from bytes. Lenient, as readers of PDF have to be: what makes no sense is null,
 * and reading never goes past the end.
 */
export class ValueParser {
  private readonly bytes: Buffer
  /** Where the next value is looked for. */
  at: number

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  /** The next value, undefined at the end or at a word that starts none, such as "endobj". */
  value(depth = 0): PdfValue | undefined {
    this.skipSpace()
    const byte = this.bytes[this.at]
    if (byte === undefined || depth > MAX_DEPTH) return undefined
    const char = String.fromCharCode(byte)
    if (char === '/') return this.name()
    if (char === '(') return this.literalString()
    if (char === '[') return this.array(depth)
    if (char === '<') return this.bytes[this.at + 1] === byte ? this.dictionary(depth) : this.hexString()
    return /[0-9+.-]/.test(char) ? this.numberOrReference() : this.keyword()
  }

  skipSpace(): void {
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at += 1
      if (this.bytes[this.at] !== 0x25) return
      while (this.at < this.bytes.length && this.bytes[this.at] !== 0x0a && this.bytes[this.at] !== 0x0d) this.at += 1
    }
  }

  /** Takes the word when it stands next. */
  takes(word: string): boolean {
    this.skipSpace()
    if (this.bytes.toString('latin1', this.at, this.at + word.length) !== word) return false
    this.at += word.length
    return true
  }

  private regular(): string {
    const from = this.at
    while (isRegular(this.bytes[this.at])) this.at += 1
    return this.bytes.toString('latin1', from, this.at)
  }

  private name(): PdfValue {
    this.at += 1
    const name = this.regular().replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    return { kind: 'name', name }
  }

  private keyword(): PdfValue | undefined {
    const from = this.at
    const word = this.regular()
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    // Nothing that starts a value: the caller decides what to do with it.
    this.at = from
    return undefined
  }

  private numberOrReference(): PdfValue {
    const text = this.regular()
    const after = this.at
    if (/^\d+$/.test(text)) {
      this.skipSpace()
      const generation = this.regular()
      this.skipSpace()
      if (/^\d+$/.test(generation) && this.bytes[this.at] === 0x52 && !isRegular(this.bytes[this.at + 1])) {
        this.at += 1
        return { kind: 'reference', number: Number(text) }
      }
      this.at = after
    }
    const number = Number(text)
    return Number.isNaN(number) ? null : number
  }

  private array(depth: number): PdfValue {
    this.at += 1
    const values: PdfValue[] = []
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.at] === 0x5d) break
      const value = this.value(depth + 1)
      if (value === undefined) return values
      values.push(value)
    }
    this.at += 1
    return values
  }

  private dictionary(depth: number): PdfValue {
    this.at += 2
    const entries = new Map<string, PdfValue>()
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.at] !== 0x2f) break
      this.at += 1
      const key = this.regular()
      const value = this.value(depth + 1)
      if (value === undefined) break
      entries.set(key, value)
    }
    this.takes('>>')
    return { kind: 'dictionary', entries }
  }

  private hexString(): PdfValue {
    const end = this.bytes.indexOf(0x3e, this.at)
    const text = this.bytes.toString('latin1', this.at + 1, end < 0 ? this.bytes.length : end)
    this.at = end < 0 ? this.bytes.length : end + 1
    const digits = text.replace(/[^0-9A-Fa-f]/g, '')
    return { kind: 'string', bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex') }
  }

  private literalString(): PdfValue {
    const bytes: number[] = []
    let open = 1
    this.at += 1
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at] ?? 0
      this.at += 1
      if (byte === 0x5c) this.escape(bytes)
      else {
        if (byte === 0x28) open += 1
        if (byte === 0x29) open -= 1
        if (open === 0) break
        bytes.push(byte)
      }
    }
    return { kind: 'string', bytes: Buffer.from(bytes) }
  }

  private escape(into: number[]): void {
    const octal = /^[0-7]{1,3}/.exec(this.bytes.toString('latin1', this.at, this.at + 3))?.[0]
    if (octal !== undefined) {
      this.at += octal.length
      into.push(Number.parseInt(octal, 8) & 0xff)
      return
    }
    const char = String.fromCharCode(this.bytes[this.at] ?? 0)
    this.at += 1
    if (char === '\r' && this.bytes[this.at] === 0x0a) this.at += 1
    if (char === '\r' || char === '\n') return
    into.push(ESCAPES[char] ?? char.charCodeAt(0))
  }
}
