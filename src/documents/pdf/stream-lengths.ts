import { ValueParser } from './parse-value.ts'
import { isReference, type PdfValue } from './pdf-value.ts'

/** Searches to the end of the file for a length that is not there; damaged files have many. */
const MAX_MISSES = 50
/** Objects of one number that are looked at: those of a PDF inside a PDF have the same numbers. */
const MAX_TRIES = 20

/**
 * Lengths of streams that are true: "endstream" stands behind so many bytes. A length may be an object of its own,
 * which mostly follows the stream; without it an embedded PDF that is not packed would end at its own first stream.
 */
export class Lengths {
  private readonly bytes: Buffer
  private readonly known: ReadonlyMap<number, PdfValue>
  private misses = 0

  constructor(bytes: Buffer, known: ReadonlyMap<number, PdfValue>) {
    this.bytes = bytes
    this.known = known
  }

  /** The length of the stream whose data begin at `from`, undefined when what the file says is not so. */
  of(said: PdfValue | undefined, from: number): number | undefined {
    if (!isReference(said)) return this.isTrue(said, from) ? said : undefined
    const before = this.known.get(said.number)
    return this.isTrue(before, from) ? before : this.after(said.number, from)
  }

  private isTrue(length: PdfValue | undefined, from: number): length is number {
    if (typeof length !== 'number' || length < 0 || from + length > this.bytes.length) return false
    return /^\s*endstream/.test(this.bytes.toString('latin1', from + length, from + length + 16))
  }

  private after(number: number, from: number): number | undefined {
    if (this.misses >= MAX_MISSES) return undefined
    const head = `${number} 0 obj`
    let at = this.bytes.indexOf(head, from, 'latin1')
    for (let tries = 0; at >= 0 && tries < MAX_TRIES; tries += 1) {
      const length = new ValueParser(this.bytes, at + head.length).value()
      if (this.isTrue(length, from)) return length
      at = this.bytes.indexOf(head, at + head.length, 'latin1')
    }
    this.misses += 1
    return undefined
  }
}
