import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { fail } from '#src/kernel/problem.ts'
import { decodeXml } from './decode-xml.ts'
import { DEFAULT_LIMITS, type XmlLimits } from './limits.ts'
import { XmlElement } from './xml-element.ts'
import './xml.problems.ts'

export interface ParseXmlOptions {
  /** Namespace URI to the prefix that names of that namespace get, whatever prefix the document uses; "" gives bare names. */
  readonly namespaces?: Readonly<Record<string, string>>
  readonly limits?: Partial<XmlLimits>
}

/**
 * Reads an XML document into a light tree. Never resolves anything outside the bytes: a DOCTYPE is refused, so no
 * entity but the five of XML exists. Fails with the xml_* problems.
 */
export function parseXml(bytes: Uint8Array, options: ParseXmlOptions = {}): XmlElement {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  if (bytes.byteLength > limits.bytes) {
    fail('xml_too_large', `The document has ${bytes.byteLength} bytes; at most ${limits.bytes} are read.`)
  }
  return new TreeBuilder(options.namespaces ?? {}, limits).build(decodeXml(bytes))
}

interface Names {
  readonly name: string
  readonly local: string
  readonly uri: string
}

/** Prefixes in force, and the names that were already resolved under them. */
interface Scope {
  readonly uris: ReadonlyMap<string, string>
  readonly names: Map<string, Names>
}

/**
 * The same text as a string of the engine's own table, as literals are: rules compare names all the time, and two such
 * strings are compared by where they lie. Keys of objects are kept so.
 */
const interned = (text: string): string => Object.keys({ [text]: 0 })[0] ?? text

const XML_URI = 'http://www.w3.org/XML/1998/namespace'

class TreeBuilder {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  private root: XmlElement | undefined
  private current: XmlElement | undefined
  private scope: Scope = { uris: new Map([['xml', XML_URI]]), names: new Map() }
  private readonly scopes: Scope[] = []
  private elements = 0
  private readonly prefixes: Readonly<Record<string, string>>
  private readonly limits: XmlLimits

  constructor(prefixes: Readonly<Record<string, string>>, limits: XmlLimits) {
    this.prefixes = prefixes
    this.limits = limits
  }

  build(text: string): XmlElement {
    const { parser } = this
    parser.on('error', (error) => this.malformed(error.message))
    parser.on('doctype', () =>
      fail('xml_doctype_refused', 'The document has a DOCTYPE; remove it, business documents need none.'),
    )
    parser.on('opentag', (tag) => this.open(tag))
    parser.on('closetag', () => this.close())
    parser.on('text', (run) => this.add(run))
    parser.on('cdata', (run) => this.add(run))
    parser.write(text).close()
    return this.root ?? this.malformed('no root element')
  }

  private malformed(what: string): never {
    return fail('xml_malformed', `Line ${this.parser.line}: ${what.replace(/\.$/, '')}.`)
  }

  private open(tag: SaxesTagPlain): void {
    const { limits, scopes } = this
    if (scopes.length >= limits.depth) {
      fail('xml_too_deep', `Elements are nested more than ${limits.depth} deep at line ${this.parser.line}.`)
    }
    this.elements += 1
    if (this.elements > limits.elements) {
      fail('xml_too_many_elements', `The document has more than ${limits.elements} elements.`)
    }
    scopes.push(this.scope)
    this.enter(tag)
    const element = new XmlElement(this.resolve(tag.name), tag.attributes, this.current, this.parser.line)
    if (this.current) this.current.children.push(element)
    else this.root = element
    this.current = element
  }

  /** Enters a new scope when the element declares namespaces, and holds its attributes to the limits. */
  private enter(tag: SaxesTagPlain): void {
    let count = 0
    let uris: Map<string, string> | undefined
    for (const name in tag.attributes) {
      count += 1
      const value = tag.attributes[name] ?? ''
      if (value.length > this.limits.attributeLength) {
        fail('xml_attribute_too_long', `Attribute ${name.slice(0, 80)} at line ${this.parser.line} is too long.`)
      }
      if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue
      uris ??= new Map(this.scope.uris)
      uris.set(name.slice(6), value)
    }
    if (count > this.limits.attributes) {
      fail('xml_too_many_attributes', `The element at line ${this.parser.line} has ${count} attributes.`)
    }
    if (uris) this.scope = { uris, names: new Map() }
  }

  private resolve(qualified: string): Names {
    const known = this.scope.names.get(qualified)
    if (known) return known
    const colon = qualified.indexOf(':')
    const prefix = colon < 0 ? '' : qualified.slice(0, colon)
    const local = qualified.slice(colon + 1)
    const uri = this.scope.uris.get(prefix) ?? ''
    if (uri === '' && prefix !== '') this.malformed(`the prefix "${prefix}" is bound to no namespace`)
    if (local === '' || local.includes(':')) this.malformed(`"${qualified}" is no element name`)
    const names = { name: interned(this.nameIn(uri, local)), local, uri }
    this.scope.names.set(qualified, names)
    return names
  }

  private nameIn(uri: string, local: string): string {
    const prefix = Object.hasOwn(this.prefixes, uri) ? this.prefixes[uri] : undefined
    if (prefix !== undefined) return prefix === '' ? local : `${prefix}:${local}`
    return uri === '' ? local : `{${uri}}${local}`
  }

  private add(run: string): void {
    const { current } = this
    if (!current) return
    const text = current.text === '' ? run : current.text + run
    if (text.length > this.limits.textLength) {
      fail('xml_text_too_long', `The text at line ${this.parser.line} is longer than ${this.limits.textLength}.`)
    }
    current.text = text
  }

  private close(): void {
    this.current = this.current?.parent
    this.scope = this.scopes.pop() ?? this.scope
  }
}
