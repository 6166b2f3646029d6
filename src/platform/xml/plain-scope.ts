import { nameUnder, type Prefixes, prefixesBelow, type Wanted, XML_PREFIXES } from './element-names.ts'
import type { Attributes, ElementName } from './xml-element.ts'

/** Scopes of one document that are kept; who declares prefixes more often than that is not plain. */
const MANY = 100

/** Prefixes in force, the names under them, and the scopes that elements open below. */
export class PlainScope {
  private readonly names = new Map<string, ElementName>()
  private readonly inner = new Map<Attributes, PlainScope>()
  private readonly prefixes: Prefixes
  private readonly wanted: Wanted
  private readonly opened: { count: number }

  constructor(wanted: Wanted, prefixes: Prefixes = XML_PREFIXES, opened = { count: 0 }) {
    this.wanted = wanted
    this.prefixes = prefixes
    this.opened = opened
  }

  /** The scope that attributes open; undefined when there are too many. */
  below(attributes: Attributes): PlainScope | undefined {
    const known = this.inner.get(attributes)
    if (known) return known
    this.opened.count += 1
    if (this.opened.count > MANY) return undefined
    const scope = new PlainScope(this.wanted, prefixesBelow(this.prefixes, attributes), this.opened)
    this.inner.set(attributes, scope)
    return scope
  }

  /** What a name as written means here; undefined when it means nothing. */
  nameOf(qualified: string): ElementName | undefined {
    const known = this.names.get(qualified)
    if (known) return known
    const found = nameUnder(this.prefixes, qualified, this.wanted)
    if (typeof found === 'string') return undefined
    this.names.set(qualified, found)
    return found
  }
}
