import type { XmlLimits } from './limits.ts'
import {
  APOSTROPHE,
  EQUAL,
  GREATER,
  isBlank,
  isNamePart,
  isNameStart,
  isPlainText,
  QUOTE,
  SLASH,
} from './plain-characters.ts'
import type { PlainScope } from './plain-scope.ts'
import { type Attributes, type ElementName, NO_ATTRIBUTES } from './xml-element.ts'

/** A way in which elements are written, and what the last one of them had: the next often has the same. */
export interface PlainTag {
  /** As written, with its prefix. */
  readonly qualified: string
  /** The next of those in the same bucket. */
  readonly next: PlainTag | undefined
  /** The prefixes under which `name` is the tag's name. */
  scope: PlainScope | undefined
  name: ElementName | undefined
  /** Attributes as written, "" for none, with what they say. */
  written: string
  attributes: Attributes
  hasPrefixes: boolean
  newlines: number
  text: string
}

const BUCKETS = 512
/** Names in a bucket: many more than those of any invoice, few enough that names made to collide cost nothing. */
const CROWDED = 16

/** The tags of a document by how they are written, found without a string being made. */
export class PlainTags {
  private readonly buckets: (PlainTag | undefined)[] = Array<undefined>(BUCKETS).fill(undefined)
  private readonly source: string
  private readonly limits: XmlLimits

  constructor(source: string, limits: XmlLimits) {
    this.source = source
    this.limits = limits
  }

  /** The tag written between two places, whose letters have the hash; undefined when too many share its bucket. */
  find(from: number, to: number, hash: number): PlainTag | undefined {
    const bucket = hash & (BUCKETS - 1)
    let crowd = 0
    for (let tag = this.buckets[bucket]; tag; tag = tag.next) {
      if (tag.qualified.length === to - from && this.source.startsWith(tag.qualified, from)) return tag
      crowd += 1
    }
    return crowd < CROWDED ? this.add(bucket, this.source.slice(from, to)) : undefined
  }

  private add(bucket: number, qualified: string): PlainTag {
    const tag: PlainTag = {
      qualified,
      next: this.buckets[bucket],
      scope: undefined,
      name: undefined,
      written: '',
      attributes: NO_ATTRIBUTES,
      hasPrefixes: false,
      newlines: 0,
      text: '',
    }
    this.buckets[bucket] = tag
    return tag
  }

  /** Notes the attributes that begin at a place in their tag. Gives the place of the ">" or "/" after them, -1 for no plain ones. */
  readAttributes(tag: PlainTag, from: number): number {
    if (tag.written !== '' && this.source.startsWith(tag.written, from)) {
      const end = from + tag.written.length
      const code = this.source.charCodeAt(end)
      if (code === GREATER || code === SLASH) return end
    }
    return this.takeAttributes(tag, from)
  }

  private takeAttributes(tag: PlainTag, from: number): number {
    const attributes: Record<string, string> = Object.create(null)
    const { source, limits } = this
    let [at, count, hasPrefixes] = [from, 0, false]
    for (;;) {
      const start = this.behindBlanks(at)
      const code = source.charCodeAt(start)
      if (code === GREATER || code === SLASH) {
        at = start
        break
      }
      const nameEnd = start === at ? -1 : this.nameEnd(start)
      const quote = nameEnd < 0 ? -1 : this.quoteAfter(nameEnd)
      const end = quote < 0 ? -1 : this.valueEnd(quote)
      const name = source.slice(start, nameEnd)
      count += 1
      if (end < 0 || name in attributes || count > limits.attributes) return -1
      const value = source.slice(quote + 1, end)
      if (value.length > limits.attributeLength) return -1
      attributes[name] = value
      hasPrefixes ||= name.startsWith('xmlns')
      at = end + 1
    }
    const written = source.slice(from, at)
    tag.written = written
    tag.attributes = attributes
    tag.hasPrefixes = hasPrefixes
    tag.newlines = written.includes('\n') ? written.split('\n').length - 1 : 0
    return at
  }

  private behindBlanks(from: number): number {
    let at = from
    while (isBlank(this.source.charCodeAt(at))) at += 1
    return at
  }

  private nameEnd(from: number): number {
    if (!isNameStart(this.source.charCodeAt(from))) return -1
    let at = from + 1
    while (isNamePart(this.source.charCodeAt(at))) at += 1
    return at
  }

  /** Where the quote stands that begins a value, given the end of the attribute's name. */
  private quoteAfter(nameEnd: number): number {
    const equal = this.behindBlanks(nameEnd)
    if (this.source.charCodeAt(equal) !== EQUAL) return -1
    const at = this.behindBlanks(equal + 1)
    const quote = this.source.charCodeAt(at)
    return quote === QUOTE || quote === APOSTROPHE ? at : -1
  }

  /** Where the same quote stands again, behind a value of plain text. */
  private valueEnd(from: number): number {
    const quote = this.source.charCodeAt(from)
    for (let at = from + 1; ; at += 1) {
      const code = this.source.charCodeAt(at)
      if (code === quote) return at
      if (code !== GREATER && !isPlainText(code)) return -1
    }
  }
}
