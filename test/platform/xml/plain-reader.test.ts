import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isProblem, type Problem } from '#src/kernel/problem.ts'
import { decodeXml } from '#src/platform/xml/decode-xml.ts'
import { DEFAULT_LIMITS } from '#src/platform/xml/limits.ts'
import { readPlain } from '#src/platform/xml/plain-reader.ts'
import { TreeBuilder } from '#src/platform/xml/tree-builder.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { einvoiceCase, originals } from '#test/documents/fuzz/einvoice-cases.ts'
import { corpusFiles } from '#test/support/corpus.ts'
import { below, pick, randomFrom } from '#test/support/random.ts'

const NAMESPACES = {
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2': '',
  'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2': 'cbc',
  'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100': 'ram',
}

/** What the full reader makes of a text: its tree, or the problem with which it refuses it. */
function readFully(text: string): XmlElement | Problem {
  try {
    return new TreeBuilder(NAMESPACES, DEFAULT_LIMITS).build(text)
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
}

const plainly = (text: string): XmlElement | undefined => readPlain(text, NAMESPACES, DEFAULT_LIMITS)

const own = ({ name, local, uri, attributes, text, line, children }: XmlElement) => [
  name,
  local,
  uri,
  Object.entries(attributes),
  text,
  line,
  children.length,
]

/** The first element in which two trees differ, as both have it. */
function differenceOf(one: XmlElement, other: XmlElement): unknown {
  const [ours, theirs] = [own(one), own(other)]
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) return { ours, theirs }
  for (const [place, child] of one.children.entries()) {
    const twin = other.children[place]
    const found = twin && child.parent === one ? differenceOf(child, twin) : 'a child without twin or parent'
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether the plain reader took the text; if so, both trees must be the same. */
function isTakenAlike(text: string): boolean {
  const ours = plainly(text)
  if (!ours) return false
  const theirs = readFully(text)
  const difference = isProblem(theirs) ? theirs.message : differenceOf(ours, theirs)
  if (difference !== undefined) throw new Error(`${JSON.stringify(difference)} in\n${text.slice(0, 2000)}`)
  return true
}

const MARKUP = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '=',
  '/',
  '!',
  '?',
  '-',
  '--',
  ']',
  ']]>',
  ':',
  ';',
  '#',
  'x',
  ' ',
  '\t',
  '\n',
  '\r\n',
]
const MORE = [
  '\r',
  '\u0001',
  '\u007f',
  '\u0085',
  '\ufffe',
  '\uffff',
  'é',
  '😀',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?a b?>',
  '&amp;',
  '&#10;',
  '&#x0;',
  'xmlns:a="b"',
  'a="1"',
  '/>',
  '</a>',
  '<a>',
]

/** The text with pieces of markup put in, taken out or exchanged, near to one another. */
function damaged(text: string, random: () => number): string {
  let changed = text
  const around = below(text.length, random)
  for (let count = 1 + below(3, random); count > 0; count -= 1) {
    const at = Math.min(around + below(40, random), changed.length)
    const [piece, length] = [random() < 0.2 ? '' : pick([...MARKUP, ...MORE], random), below(3, random)]
    changed = changed.slice(0, at) + piece + changed.slice(at + length)
  }
  // The decoder lets no half of a surrogate pair through.
  return changed.toWellFormed()
}

const SETS = [
  'peppol-bis-billing-3',
  'en16931',
  'ehf-norway',
  'xrechnung-testsuite',
  'zugferd-corpus',
  'camt-genkgo',
  'iso20022-pain',
]
const documents = SETS.flatMap((set) => corpusFiles(set, '.xml')).map((file) => new Uint8Array(readFileSync(file)))

/** The text of bytes; undefined when they are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decodeXml(bytes)
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}
const texts = documents.flatMap((bytes) => textOf(bytes) ?? [])
const small = texts.filter((text) => text.length < 60_000)
const MUTANTS = 4_000

describe('the plain reader', () => {
  it('reads nearly all documents of the corpus, as the full reader does', () => {
    const taken = texts.filter(isTakenAlike)
    expect(texts.length).toBeGreaterThan(400)
    expect(taken.length / texts.length).toBeGreaterThan(0.95)
  })
  it('reads every damaged document as the full reader does, or leaves it to that one', () => {
    const random = randomFrom(17)
    const taken = Array.from({ length: MUTANTS }, () => isTakenAlike(damaged(pick(small, random), random)))
    expect(taken).toContain(true)
    expect(taken).toContain(false)
  })
  it.each([
    '<r><a>12</a><a>123</a><a>1</a><a/><a>12</a></r>',
    '<r><a>1<a>12</a>2</a><a>1<a>12<a>3</a></a>2</a><a>12</a></r>',
    '<r><a>1<b/>2</a><a>1<b/>3</a><a><b/>12</a><a>12<b/></a></r>',
    '<r><a>12&amp;3</a><a>12&amp;3</a><a>12</a><a>&#49;2</a></r>',
  ])('reads a text that goes on as the one before did: %s', (text) => {
    expect(isTakenAlike(text)).toBe(true)
  })

  it('reads what is damaged by bytes, tokens and branches alike', () => {
    const from = originals()
    const cases = Array.from({ length: MUTANTS / 4 }, (_, number) => textOf(einvoiceCase(from, 19, number)) ?? '')
    const taken = cases.map(isTakenAlike)
    expect(taken).toContain(true)
    expect(taken).toContain(false)
  })
})

describe('what is plain', () => {
  it.each([
    ['attributes in both quotes, on lines of their own', '<a\n b="1"\t c=\'2"\'\n>x</a>'],
    ['blanks where they mean nothing', '<a b = "1" c\n=\n"2"><d></d \n><e/></a\t>'],
    ['an empty element with a blank', '<a><b c="d" /><b /></a>'],
    ['entities', '<a>&lt;&#x41;&#66;&amp;amp; ]]&gt;</a>'],
    ['comments anywhere', '<!-- < & > --><a>1<!--2-->3</a><!-- - -->\n'],
    ['line ends of every system', '<?xml version="1.0"?>\r\n<a>\r1\r\n2\n</a>\r\n'],
    ['prefixes that change', '<a xmlns="urn:1"><b xmlns="urn:2" xmlns:c="urn:3"><c:d/></b><b/><b xmlns="urn:2"/></a>'],
    ['a name like a property of every object', '<constructor __proto__="1" toString="2"/>'],
  ])('%s', (_, text) => {
    expect(isTakenAlike(text)).toBe(true)
  })
  it.each([
    ['a name outside ASCII', '<é/>'],
    ['CDATA', '<a><![CDATA[1]]></a>'],
    ['an instruction', '<?a b?><c/>'],
    ['an entity in an attribute', '<a b="&amp;"/>'],
    ['a tab in an attribute', '<a b="\t"/>'],
    ['XML 1.1', '<?xml version="1.1"?><a/>'],
  ])('not %s, which the full reader takes', (_, text) => {
    expect(plainly(text)).toBeUndefined()
    expect(isProblem(readFully(text))).toBe(false)
  })
  it.each([
    ['nothing', ''],
    ['a doctype', '<!DOCTYPE a><a/>'],
    ['an unknown entity', '<a>&b;</a>'],
    ['an entity without an end', '<a>&amp</a>'],
    ['a forbidden character by number', '<a>&#1;</a>'],
    ['half of a pair by number', '<a>&#xD800;</a>'],
    ['the end of CDATA in text', '<a>]]></a>'],
    ['two hyphens in a comment', '<a><!-- -- --></a>'],
    ['a control character in a comment', '<a><!-- \u0001 --></a>'],
    ['text after the root', '<a/>b'],
    ['a second root', '<a/><b/>'],
    ['an attribute twice', '<a b="1" b="1"/>'],
    ['attributes without a blank', '<a b="1"c="2"/>'],
    ['"<" in an attribute', '<a b="<"/>'],
    ['a prefix without a namespace', '<a:b/>'],
    ['an end tag that only begins alike', '<a></ab>'],
  ])('not %s, which the full reader refuses', (_, text) => {
    expect(plainly(text)).toBeUndefined()
    expect(isProblem(readFully(text))).toBe(true)
  })
})

describe('names that are made to be slow', () => {
  it('are left to the full reader when many share a place in the table', () => {
    // "Aa" and "BB" have the same hash, and so has every word of them.
    const words = Array.from({ length: 32 }, (_, number) =>
      number.toString(2).padStart(5, '0').replaceAll('0', 'Aa').replaceAll('1', 'BB'),
    )
    const text = `<a>${words.map((word) => `<${word}/>`).join('')}</a>`
    expect(plainly(text)).toBeUndefined()
    expect((readFully(text) as XmlElement).children.length).toBe(32)
  })
  it('and so are prefixes that change all the time', () => {
    const text = `<a>${Array.from({ length: 200 }, (_, number) => `<b xmlns="urn:${number}"/>`).join('')}</a>`
    expect(plainly(text)).toBeUndefined()
    expect((readFully(text) as XmlElement).children.length).toBe(200)
  })
})
