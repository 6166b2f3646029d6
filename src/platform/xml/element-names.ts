import type { Attributes, ElementName } from './xml-element.ts'

/** Namespace prefixes in force at an element, by prefix; "" is the default namespace. */
export type Prefixes = ReadonlyMap<string, string>

export const XML_PREFIXES: Prefixes = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

/** The prefixes below an element, whose attributes may declare some. */
export function prefixesBelow(outer: Prefixes, attributes: Attributes): Prefixes {
  let inner: Map<string, string> | undefined
  for (const name in attributes) {
    if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue
    inner ??= new Map(outer)
    inner.set(name.slice(6), attributes[name] ?? '')
  }
  return inner ?? outer
}

/** Names that are kept from one document to the next, at most, and how long one of them may be. */
const KEPT = 4_000
const KEPT_LENGTH = 100

/** Names by namespace and local name, for the prefixes that a caller wants: documents of a kind have the same ones. */
type Known = Map<string, Map<string, ElementName>>
const KNOWN = new WeakMap<Wanted, { readonly names: Known; count: number }>()

/** Namespace URI to the prefix that its names are to have. */
export type Wanted = Readonly<Record<string, string>>

/**
 * What a qualified name ("cbc:ID") means under the prefixes in force. A name that means nothing is answered by what is
 * wrong with it.
 */
export function nameUnder(prefixes: Prefixes, qualified: string, wanted: Wanted): ElementName | string {
  const colon = qualified.indexOf(':')
  const prefix = colon < 0 ? '' : qualified.slice(0, colon)
  const local = qualified.slice(colon + 1)
  const uri = prefixes.get(prefix) ?? ''
  if (uri === '' && prefix !== '') return `the prefix "${prefix}" is bound to no namespace`
  if (local === '' || local.includes(':')) return `"${qualified}" is no element name`
  return Object.hasOwn(wanted, uri) ? knownName(uri, local, wanted) : newName(uri, local, wanted)
}

function knownName(uri: string, local: string, wanted: Wanted): ElementName {
  const known = KNOWN.get(wanted) ?? { names: new Map(), count: 0 }
  const ofUri = known.names.get(uri) ?? new Map<string, ElementName>()
  const found = ofUri.get(local)
  if (found) return found
  const name = newName(uri, local, wanted)
  if (known.count < KEPT && local.length <= KEPT_LENGTH) {
    KNOWN.set(wanted, known)
    known.names.set(name.uri, ofUri)
    known.count += 1
    ofUri.set(name.local, name)
  }
  return name
}

/** Strings of its own, so that a name that is kept does not keep the document that it was cut out of. */
function newName(uri: string, local: string, wanted: Wanted): ElementName {
  return { name: interned(nameIn(uri, local, wanted)), local: interned(local), uri: interned(uri) }
}

function nameIn(uri: string, local: string, wanted: Wanted): string {
  const prefix = Object.hasOwn(wanted, uri) ? wanted[uri] : undefined
  if (prefix !== undefined) return prefix === '' ? local : `${prefix}:${local}`
  return uri === '' ? local : `{${uri}}${local}`
}

/**
 * The same text as a string of the engine's own table, as literals are: rules compare names all the time, and two such
 * strings are compared by where they lie. Keys of objects are kept so.
 */
const interned = (text: string): string => Object.keys({ [text]: 0 })[0] ?? text
