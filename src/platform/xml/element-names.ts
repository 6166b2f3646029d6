import type { ElementName } from './xml-element.ts'

/** Namespace prefixes in force at an element, by prefix; "" is the default namespace. */
export type Prefixes = ReadonlyMap<string, string>

export const XML_PREFIXES: Prefixes = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

/** The prefixes below an element, whose attributes may declare some. */
export function prefixesBelow(outer: Prefixes, attributes: Readonly<Record<string, string>>): Prefixes {
  let inner: Map<string, string> | undefined
  for (const name in attributes) {
    if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue
    inner ??= new Map(outer)
    inner.set(name.slice(6), attributes[name] ?? '')
  }
  return inner ?? outer
}

/**
 * What a qualified name ("cbc:ID") means under the prefixes in force; `wanted` says which prefix names of a namespace are
 * to have. A name that means nothing is answered by what is wrong with it.
 */
export function nameUnder(
  prefixes: Prefixes,
  qualified: string,
  wanted: Readonly<Record<string, string>>,
): ElementName | string {
  const colon = qualified.indexOf(':')
  const prefix = colon < 0 ? '' : qualified.slice(0, colon)
  const local = qualified.slice(colon + 1)
  const uri = prefixes.get(prefix) ?? ''
  if (uri === '' && prefix !== '') return `the prefix "${prefix}" is bound to no namespace`
  if (local === '' || local.includes(':')) return `"${qualified}" is no element name`
  return { name: interned(nameIn(uri, local, wanted)), local, uri }
}

function nameIn(uri: string, local: string, wanted: Readonly<Record<string, string>>): string {
  const prefix = Object.hasOwn(wanted, uri) ? wanted[uri] : undefined
  if (prefix !== undefined) return prefix === '' ? local : `${prefix}:${local}`
  return uri === '' ? local : `{${uri}}${local}`
}

/**
 * The same text as a string of the engine's own table, as literals are: rules compare names all the time, and two such
 * strings are compared by where they lie. Keys of objects are kept so.
 */
const interned = (text: string): string => Object.keys({ [text]: 0 })[0] ?? text
