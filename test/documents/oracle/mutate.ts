import { NAMESPACES } from '#src/documents/einvoice/namespaces.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { element, writeXml, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { pick } from '#test/support/random.ts'

/** A document that can be changed in place. */
export interface Tree {
  name: string
  attributes: Record<string, string>
  text: string
  children: Tree[]
}

const PREFIXES = Object.fromEntries(Object.entries(NAMESPACES).map(([uri, prefix]) => [`xmlns:${prefix}`, uri]))

export function toTree({ name, attributes, text, children }: XmlElement): Tree {
  const own = Object.entries(attributes).filter(([key]) => !key.startsWith('xmlns') && !key.includes(':'))
  return { name, attributes: Object.fromEntries(own), text, children: children.map(toTree) }
}

export const readTree = (bytes: Uint8Array): Tree => toTree(parseXml(bytes, { namespaces: NAMESPACES }))

export const writeTree = (root: Tree): string =>
  writeXml({ ...toNode(root), attributes: { ...PREFIXES, ...root.attributes } })

const toNode = (tree: Tree): XmlNode =>
  element(tree.name, tree.attributes, ...(tree.children.length > 0 ? tree.children.map(toNode) : [tree.text]))

/** What fields of invoices hold: amounts, codes, dates, identifiers, and what none should. */
const VALUES =
  '0 1 -1 0.00 100.005 99.999 1.5 AE S E Z O K G L M B NO SE DK DE XX IT NL GR EL IS NOK SEK DKK EUR HUF XXX 380 381 384 389 326 30 31 42 48 49 50 54 57 58 59 93 97 true false 2018-01-01 2020-13-01 20180101 20201301 ABC 0088 0192 0184 0007 EM SE556677889901 NO974760673MVA EL123456789 VAT VA FC TAX 130 916 20 25 12 6 VATEX-EU-AE VATEX-EU-O VATEX-EU-G VATEX-EU-IC #AAI#x #QQQ#x ZZZ 95 SEPA C62 SE:BANKGIRO 1.00 -10.00 CVD cva M2 XR01 application/xml http://a.b a@b.de DE75512108001245126199'.split(
    ' ',
  )
const ATTRIBUTES = ['schemeID', 'currencyID', 'unitCode', 'listID', 'mimeCode', 'filename', 'name', 'format']
const STEPS = [-1, 1, 0.01, -0.01, 0.99, -0.99, 1.01, 0.001, 100]

/** Changes a document in one to three places: removes, doubles, changes amounts, codes, dates, attributes and order. */
export function mutate(root: Tree, random: () => number): void {
  const times = pick([1, 1, 1, 2, 3], random)
  for (let time = 0; time < times; time += 1) change(root, random)
}

function change(root: Tree, random: () => number): void {
  const places = withParents(root)
  if (places.length === 0) return
  const { tree, parent } = pick(places, random)
  const at = parent.children.indexOf(tree)
  const isLeaf = tree.children.length === 0
  const kind = pick(['remove', 'double', 'value', 'value', 'step', 'attribute', 'order', 'move', 'country'], random)
  if (kind === 'remove') parent.children.splice(at, 1)
  else if (kind === 'double') parent.children.splice(at, 0, structuredClone(tree))
  else if (kind === 'value' && isLeaf) tree.text = pick(VALUES, random)
  else if (kind === 'step' && isLeaf) tree.text = stepped(tree, places, random)
  else if (kind === 'attribute') changeAttribute(tree, random)
  else if (kind === 'order') parent.children.sort(() => random() - 0.5)
  else if (kind === 'move' && isLeaf) tree.name = pick(places, random).tree.name
  else if (kind === 'country') moveTo(pick(COUNTRIES, random), places)
}

const COUNTRIES = ['NO', 'DK', 'SE', 'DE', 'IT', 'NL', 'GR', 'IS', 'ES']

/** Everyone is of one country, so that its national rules are asked. */
function moveTo(country: string, places: readonly { tree: Tree }[]): void {
  for (const { tree } of places) {
    if (/:(IdentificationCode|CountryID)$/.test(tree.name)) tree.text = country
    else if (tree.name.endsWith('ID') && /^[A-Z]{2}[0-9]/.test(tree.text)) tree.text = `${country}${tree.text.slice(2)}`
  }
}

function withParents(root: Tree): { tree: Tree; parent: Tree }[] {
  return root.children.flatMap((tree) => [{ tree, parent: root }, ...withParents(tree)])
}

/** A number a little off; anything else as another element of the name has it. */
function stepped(tree: Tree, places: readonly { tree: Tree }[], random: () => number): string {
  const value = Number(tree.text)
  if (tree.text.trim() !== '' && !Number.isNaN(value)) return String(Number((value + pick(STEPS, random)).toFixed(4)))
  return pick(
    places.filter((one) => one.tree.name === tree.name),
    random,
  ).tree.text
}

function changeAttribute(tree: Tree, random: () => number): void {
  const names = Object.keys(tree.attributes)
  if (names.length === 0 || random() < 0.3) {
    tree.attributes[pick(ATTRIBUTES, random)] = pick(VALUES, random)
    return
  }
  const name = pick(names, random)
  if (random() < 0.4) delete tree.attributes[name]
  else tree.attributes[name] = pick(VALUES, random)
}
