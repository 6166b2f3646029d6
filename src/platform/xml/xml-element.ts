/** From so many children on they are found by an index, so that looking up from each of many lines stays linear. */
const INDEXED_FROM = 24

/** Children by name, as they were when there were so many. */
interface ChildIndex {
  readonly size: number
  readonly byName: ReadonlyMap<string, readonly XmlElement[]>
}

const NONE: readonly XmlElement[] = []

export type Attributes = Readonly<Record<string, string>>

/** What elements without attributes mostly share. */
export const NO_ATTRIBUTES: Attributes = Object.freeze(Object.create(null))

/** A name as elements of a document share it. */
export interface ElementName {
  /** "cbc:ID" when the namespace is one that the caller named, else "{uri}ID", or "ID" without a namespace. */
  readonly name: string
  readonly local: string
  /** Namespace URI, "" for none. */
  readonly uri: string
}

/**
 * One element of a parsed document. Light: no nodes for text, comments or instructions, and what equal elements have in
 * common (name, attributes) may be the same object, for a large document is as slow as its tree is big.
 */
export class XmlElement {
  /** As `ElementName` says. */
  readonly name: string
  private readonly names: ElementName
  readonly attributes: Attributes
  parent: XmlElement | undefined
  children: readonly XmlElement[] = NONE
  /** The element's own text (character data and CDATA), not that of its children. */
  text = ''
  /** Line of the end of the start tag, from 1. */
  readonly line: number
  /** Set where there are many children: few elements have one, so none is made with a place for it. */
  declare private index?: ChildIndex

  constructor(names: ElementName, attributes: Attributes, parent: XmlElement | undefined, line: number) {
    this.name = names.name
    this.names = names
    this.attributes = attributes
    this.parent = parent
    this.line = line
  }

  get local(): string {
    return this.names.local
  }

  get uri(): string {
    return this.names.uri
  }

  append(child: XmlElement): void {
    if (this.children === NONE) this.children = [child]
    else (this.children as XmlElement[]).push(child)
  }

  /** Leaves the tree above it: a document that was carried in another one is a document of its own. */
  detached(): this {
    this.parent = undefined
    return this
  }

  child(name: string): XmlElement | undefined {
    if (this.children.length >= INDEXED_FROM) return this.indexed(name)[0]
    for (const child of this.children) if (child.name === name) return child
    return undefined
  }

  /** Children of a name, in a list that may be changed. */
  all(name: string): XmlElement[] {
    return [...this.named(name)]
  }

  /** Children of a name. */
  named(name: string): readonly XmlElement[] {
    if (this.children.length >= INDEXED_FROM) return this.indexed(name)
    let found: XmlElement[] | undefined
    for (const child of this.children) {
      if (child.name !== name) continue
      if (found) found.push(child)
      else found = [child]
    }
    return found ?? NONE
  }

  /** Children that hold all of a name, and others too while there are few: for callers that look at the name. */
  family(name: string): readonly XmlElement[] {
    return this.children.length >= INDEXED_FROM ? this.indexed(name) : this.children
  }

  private indexed(name: string): readonly XmlElement[] {
    if (this.index?.size !== this.children.length) this.index = indexOf(this.children)
    return this.index.byName.get(name) ?? NONE
  }

  /** Trimmed text of the first element at a path of names ("cac:Party", "cbc:EndpointID"); undefined when absent or empty. */
  textAt(...path: string[]): string | undefined {
    const text = this.at(...path)?.text.trim()
    return text === '' ? undefined : text
  }

  at(...path: string[]): XmlElement | undefined {
    let element: XmlElement | undefined = this
    for (const name of path) {
      element = element.child(name)
      if (!element) return undefined
    }
    return element
  }
}

function indexOf(children: readonly XmlElement[]): ChildIndex {
  const byName = new Map<string, XmlElement[]>()
  for (const child of children) {
    const same = byName.get(child.name)
    if (same) same.push(child)
    else byName.set(child.name, [child])
  }
  return { size: children.length, byName }
}

/** XPath string value: the text of the element and all below it. */
export function stringValue(element: XmlElement): string {
  if (element.children.length === 0) return element.text
  let text = element.text
  for (const child of element.children) text += stringValue(child)
  return text
}

/** XPath-like place of an element: "/Invoice[1]/cac:InvoiceLine[2]/cbc:ID[1]". */
export function pathOf(element: XmlElement): string {
  const { parent } = element
  const label = element.name.startsWith('{') ? element.local : element.name
  if (!parent) return `/${label}[1]`
  let position = 0
  for (const sibling of parent.children) {
    if (sibling.name === element.name) position += 1
    if (sibling === element) break
  }
  return `${pathOf(parent)}/${label}[${position}]`
}
