import type { Wanted } from './element-names.ts'
import type { XmlLimits } from './limits.ts'
import {
  AMPERSAND,
  BANG,
  BRACKET,
  GREATER,
  isBlank,
  isCharacter,
  isNamePart,
  isNameStart,
  isPlainText,
  LESS,
  NEWLINE,
  SLASH,
} from './plain-characters.ts'
import { PlainScope } from './plain-scope.ts'
import { type PlainTag, PlainTags } from './plain-tags.ts'
import { NO_ATTRIBUTES, XmlElement } from './xml-element.ts'

/** What is read is not plain: the whole document is left to the other reader. */
const STOP = -1

const DECLARATION =
  /^<\?xml[ \t\n]+version=(?:"1\.0"|'1\.0')(?:[ \t\n]+encoding=(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\n]+standalone=(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/

/**
 * Reads a document as nearly every invoice is written: elements, attributes, text, comments and the entities of XML. It
 * takes nothing that the full reader would refuse or understand otherwise, and refuses nothing itself: undefined says that
 * the document has something else (a fault, a doctype, CDATA, an instruction, a name outside ASCII, more than a limit),
 * and that the full reader is to say what becomes of it.
 */
export function readPlain(text: string, wanted: Wanted, limits: XmlLimits): XmlElement | undefined {
  // End of line as XML 1.0, section 2.11, has it.
  const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  return new PlainReader(source, wanted, limits).read()
}

class PlainReader {
  private root: XmlElement | undefined
  private current: XmlElement | undefined
  private elements = 0
  private line = 1
  /** Open elements from the root on: their tags, the scopes around them, and where their children begin in `pending`. */
  private depth = 0
  private readonly open: PlainTag[] = []
  private readonly outer: PlainScope[] = []
  private readonly firsts: number[] = []
  /** The text that each is thought to have, that of the last one with its tag, and how much of it was met: -1 when it has another. */
  private readonly expected: string[] = []
  private readonly met: number[] = []
  /** Children of the open elements that are not closed yet: a list of each is made once its length is known. */
  private readonly pending: XmlElement[] = []
  private waiting = 0
  private scope: PlainScope
  private readonly tags: PlainTags
  private readonly source: string
  private readonly limits: XmlLimits

  constructor(source: string, wanted: Wanted, limits: XmlLimits) {
    this.source = source
    this.limits = limits
    this.scope = new PlainScope(wanted)
    this.tags = new PlainTags(source, limits)
  }

  read(): XmlElement | undefined {
    const declaration = DECLARATION.exec(this.source)?.[0] ?? ''
    this.countLines(0, declaration.length)
    let at = this.skipBetween(declaration.length)
    if (at === STOP) return undefined
    at = this.start(at)
    while (at !== STOP && this.depth > 0) {
      at = this.addText(at)
      if (at === STOP) return undefined
      const code = this.source.charCodeAt(at + 1)
      at = code === SLASH ? this.close(at) : code === BANG ? this.comment(at) : this.start(at)
    }
    return at !== STOP && this.skipBetween(at) === this.source.length ? this.root : undefined
  }

  /** White space and comments around the root: gives the place of what follows them, be it the end. */
  private skipBetween(from: number): number {
    let at = from
    for (;;) {
      const start = at
      while (isBlank(this.source.charCodeAt(at))) at += 1
      this.countLines(start, at)
      if (this.source.charCodeAt(at) !== LESS || this.source.charCodeAt(at + 1) !== BANG) return at
      at = this.comment(at)
      if (at === STOP) return STOP
    }
  }

  private countLines(from: number, to: number): void {
    for (let at = from; at < to; at += 1) if (this.source.charCodeAt(at) === NEWLINE) this.line += 1
  }

  private start(at: number): number {
    const { source } = this
    let [end, hash] = [at + 1, 0]
    let code = source.charCodeAt(end)
    if (source.charCodeAt(at) !== LESS || !isNameStart(code)) return STOP
    for (; isNamePart(code); code = source.charCodeAt(end)) {
      hash = (hash * 31 + code) | 0
      end += 1
    }
    const tag = this.tags.find(at + 1, end, hash)
    if (!tag) return STOP
    if (code === GREATER) return this.enter(tag, false) ? end + 1 : STOP
    const after = this.tags.readAttributes(tag, end)
    if (after === STOP) return STOP
    const isEmpty = source.charCodeAt(after) === SLASH
    if (isEmpty && source.charCodeAt(after + 1) !== GREATER) return STOP
    this.line += tag.newlines
    if (!this.enter(tag, true)) return STOP
    if (!isEmpty) return after + 1
    this.leave(tag)
    return after + 2
  }

  private enter(tag: PlainTag, hasAttributes: boolean): boolean {
    const { depth, limits, current } = this
    this.elements += 1
    if (depth >= limits.depth || this.elements > limits.elements) return false
    this.outer[depth] = this.scope
    if (hasAttributes && tag.hasPrefixes) {
      const below = this.scope.below(tag.attributes)
      if (!below) return false
      this.scope = below
    }
    if (tag.scope !== this.scope) {
      tag.scope = this.scope
      tag.name = this.scope.nameOf(tag.qualified)
    }
    if (!tag.name) return false
    const element = new XmlElement(tag.name, hasAttributes ? tag.attributes : NO_ATTRIBUTES, current, this.line)
    if (current) {
      this.pending[this.waiting] = element
      this.waiting += 1
    } else this.root = element
    this.current = element
    this.open[depth] = tag
    this.firsts[depth] = this.waiting
    this.expected[depth] = tag.text
    this.met[depth] = 0
    this.depth = depth + 1
    return true
  }

  private close(at: number): number {
    const tag = this.open[this.depth - 1]
    if (!tag || !this.source.startsWith(tag.qualified, at + 2)) return STOP
    let end = at + 2 + tag.qualified.length
    if (this.source.charCodeAt(end) !== GREATER) {
      const nameEnd = end
      while (isBlank(this.source.charCodeAt(end))) end += 1
      if (this.source.charCodeAt(end) !== GREATER) return STOP
      this.countLines(nameEnd, end)
    }
    this.leave(tag)
    return end + 1
  }

  private leave(tag: PlainTag): void {
    const { current } = this
    if (!current) return
    this.depth -= 1
    const first = this.firsts[this.depth] ?? 0
    if (first < this.waiting) current.children = this.pending.slice(first, this.waiting)
    this.waiting = first
    const met = this.met[this.depth] ?? -1
    if (met >= 0) current.text = (this.expected[this.depth] ?? '').slice(0, met)
    tag.text = current.text
    this.scope = this.outer[this.depth] ?? this.scope
    this.current = current.parent
  }

  /** Adds the text up to the next markup to the element that is open. */
  private addText(from: number): number {
    const { source, current } = this
    let [at, hasEntities] = [from, false]
    for (; ; at += 1) {
      const code = source.charCodeAt(at)
      if (isPlainText(code)) continue
      if (code === LESS) break
      if (code === AMPERSAND) hasEntities = true
      else if (!this.isFineInText(code, from, at)) return STOP
    }
    if (at === from || !current) return at
    if (!hasEntities && this.isExpected(from, at)) return at
    const run = source.slice(from, at)
    const text = hasEntities ? withoutEntities(run) : run
    if (text === undefined) return STOP
    current.text = this.textSoFar(current) + text
    return current.text.length > this.limits.textLength ? STOP : at
  }

  /**
   * Units, currencies, codes and the white space between children repeat: where the text goes on as that of the last
   * element with the tag did, no string is made of it.
   */
  private isExpected(from: number, to: number): boolean {
    const last = this.depth - 1
    const [expected, met] = [this.expected[last] ?? '', this.met[last] ?? -1]
    if (met < 0 || met + to - from > expected.length) return false
    for (let at = from; at < to; at += 1)
      if (this.source.charCodeAt(at) !== expected.charCodeAt(met + at - from)) return false
    this.met[last] = met + to - from
    return true
  }

  /** What was read of the open element's text, which is now known to be another than expected. */
  private textSoFar(current: XmlElement): string {
    const last = this.depth - 1
    const met = this.met[last] ?? -1
    this.met[last] = -1
    return met > 0 ? (this.expected[last] ?? '').slice(0, met) : current.text
  }

  private isFineInText(code: number, from: number, at: number): boolean {
    if (code === NEWLINE) this.line += 1
    return code === GREATER ? !this.closesCdata(from, at) : isBlank(code)
  }

  /** "]]>" must not stand in text. */
  private closesCdata(from: number, at: number): boolean {
    return at - from >= 2 && this.source.charCodeAt(at - 1) === BRACKET && this.source.charCodeAt(at - 2) === BRACKET
  }

  private comment(at: number): number {
    const { source } = this
    if (!source.startsWith('<!--', at)) return STOP
    const end = source.indexOf('--', at + 4)
    if (end < 0 || source.charCodeAt(end + 2) !== GREATER) return STOP
    for (let place = at + 4; place < end; place += 1) {
      const code = source.charCodeAt(place)
      if (!isPlainText(code) && !isBlank(code) && code !== LESS && code !== GREATER && code !== AMPERSAND) return STOP
    }
    this.countLines(at, end)
    return end + 3
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text that is meant; undefined when there is an entity that XML does not know, or a character that it forbids. */
function withoutEntities(text: string): string | undefined {
  let isKnown = true
  const meant = text.replace(/&([^;&]*);?/g, (all, entity: string) => {
    const known = all.endsWith(';') ? entityOf(entity) : undefined
    if (known === undefined) isKnown = false
    return known ?? ''
  })
  return isKnown ? meant : undefined
}

function entityOf(entity: string): string | undefined {
  if (!entity.startsWith('#')) return Object.hasOwn(NAMED, entity) ? NAMED[entity] : undefined
  const number = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(entity)
  if (!number) return undefined
  const code = number[1] === undefined ? Number.parseInt(number[2] ?? '', 10) : Number.parseInt(number[1], 16)
  return isCharacter(code) ? String.fromCodePoint(code) : undefined
}
