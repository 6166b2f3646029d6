import { NO_ATTRIBUTES, type XmlElement } from '#src/platform/xml/xml-element.ts'

const NONE: readonly XmlElement[] = []

/** A document under judgement: its tree, indexed once by element name, with what rules have already found out. */
export class Subject {
  readonly root: XmlElement
  private readonly byName = new Map<string, XmlElement[]>()
  private readonly attributes = new Map<string, number>()
  private readonly facts = new Map<unknown, unknown>()
  private readonly positions = new Map<XmlElement, Map<XmlElement, number>>()

  constructor(root: XmlElement) {
    this.root = root
    this.index(root)
  }

  private index(element: XmlElement): void {
    const same = this.byName.get(element.name)
    if (same) same.push(element)
    else this.byName.set(element.name, [element])
    const { attributes } = element
    if (attributes !== NO_ATTRIBUTES) {
      for (const name in attributes) this.attributes.set(name, (this.attributes.get(name) ?? 0) + 1)
    }
    for (const child of element.children) this.index(child)
  }

  /** Every element of a name, wherever it stands (XPath "//name"). */
  named(name: string): readonly XmlElement[] {
    return this.byName.get(name) ?? NONE
  }

  /** How many elements have an attribute of the name. */
  attributeCount(name: string): number {
    return this.attributes.get(name) ?? 0
  }

  names(): Iterable<string> {
    return this.byName.keys()
  }

  /** What `find` says of this document, asked once. */
  fact<T>(find: (subject: Subject) => T): T {
    const known = this.facts.get(find)
    if (known !== undefined || this.facts.has(find)) return known as T
    const found = find(this)
    this.facts.set(find, found)
    return found
  }

  /** XPath-like place of an element; positions of a family are counted once, so that many places stay cheap. */
  place(element: XmlElement): string {
    const label = element.name.startsWith('{') ? element.local : element.name
    const { parent } = element
    if (!parent) return `/${label}[1]`
    return `${this.place(parent)}/${label}[${this.positionsIn(parent).get(element) ?? 1}]`
  }

  private positionsIn(parent: XmlElement): Map<XmlElement, number> {
    const known = this.positions.get(parent)
    if (known) return known
    const counts = new Map<string, number>()
    const positions = new Map<XmlElement, number>()
    for (const child of parent.children) {
      const position = (counts.get(child.name) ?? 0) + 1
      counts.set(child.name, position)
      positions.set(child, position)
    }
    this.positions.set(parent, positions)
    return positions
  }
}

/** A question about the whole document that many rules ask: the answer is found once per document. */
export const once =
  <T>(find: (subject: Subject) => T) =>
  (subject: Subject): T =>
    subject.fact(find)
