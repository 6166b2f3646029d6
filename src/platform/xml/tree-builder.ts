import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { fail } from '#src/kernel/problem.ts'
import { nameUnder, type Prefixes, prefixesBelow, type Wanted, XML_PREFIXES } from './element-names.ts'
import type { XmlLimits } from './limits.ts'
import { type ElementName, XmlElement } from './xml-element.ts'
import './xml.problems.ts'

/** Prefixes in force, and the names that were already resolved under them. */
interface Scope {
  readonly prefixes: Prefixes
  readonly names: Map<string, ElementName>
}

/** Builds the tree of any XML document from what saxes reads, and says what is wrong with one that is refused. */
export class TreeBuilder {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  private root: XmlElement | undefined
  private current: XmlElement | undefined
  private scope: Scope = { prefixes: XML_PREFIXES, names: new Map() }
  private readonly scopes: Scope[] = []
  private elements = 0
  private readonly wanted: Wanted
  private readonly limits: XmlLimits

  constructor(wanted: Wanted, limits: XmlLimits) {
    this.wanted = wanted
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
    this.holdToLimits(tag.attributes)
    const prefixes = prefixesBelow(this.scope.prefixes, tag.attributes)
    if (prefixes !== this.scope.prefixes) this.scope = { prefixes, names: new Map() }
    const element = new XmlElement(this.resolve(tag.name), tag.attributes, this.current, this.parser.line)
    if (this.current) this.current.append(element)
    else this.root = element
    this.current = element
  }

  private holdToLimits(attributes: Readonly<Record<string, string>>): void {
    let count = 0
    for (const name in attributes) {
      count += 1
      if ((attributes[name] ?? '').length > this.limits.attributeLength) {
        fail('xml_attribute_too_long', `Attribute ${name.slice(0, 80)} at line ${this.parser.line} is too long.`)
      }
    }
    if (count > this.limits.attributes) {
      fail('xml_too_many_attributes', `The element at line ${this.parser.line} has ${count} attributes.`)
    }
  }

  private resolve(qualified: string): ElementName {
    const known = this.scope.names.get(qualified)
    if (known) return known
    const found = nameUnder(this.scope.prefixes, qualified, this.wanted)
    if (typeof found === 'string') return this.malformed(found)
    this.scope.names.set(qualified, found)
    return found
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
