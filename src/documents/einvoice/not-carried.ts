import { formatShort, parseDecimal } from '#src/kernel/decimal.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { writeCii } from './cii/write-cii.ts'
import type { Exception } from './invoice-model.ts'
import { NAMESPACES, type Syntax, treeSyntaxOf } from './namespaces.ts'
import type { EInvoice } from './read-einvoice.ts'
import { writeUbl } from './ubl/write-ubl.ts'

/**
 * What a document says and the canonical invoice has no place for, so that no other form of it can say it: the words
 * that are missing when the invoice is written in the document's own syntax again. Told once for each kind of element,
 * with the first value; of an element that is missing as a whole only that.
 */
export function notCarried({ invoice, root, original, syntax }: EInvoice): Exception[] {
  // Every line is held, also one that does not count; what a format does not take of them is told by `writeEInvoice`.
  const whole = { ...invoice, lines: invoice.lines.map(({ role: _role, parentId: _parent, ...line }) => line) }
  const xml = treeSyntaxOf(syntax) === 'ubl' ? writeUbl(whole) : writeCii(whole)
  const again = parseXml(Buffer.from(xml), { namespaces: NAMESPACES })
  const carried: Carried = { paths: new Set(paths(again, '')), sayings: new Set() }
  for (const { path, text, lines } of sayings(again, ''))
    for (const one of [text, ...lines]) carried.sayings.add(`${path} ${one}`)
  // A syntax that we do not write has words of its own: there a text is carried when it stands anywhere.
  const left = Map.groupBy(
    isOwnTree(syntax) ? leftOut(root, '', carried) : leftBehind(original, again),
    ({ path }) => path,
  )
  return [...left].map(([path, values]) => ({
    code: 'einvoice_not_carried',
    message: `The invoice has no place for ${path.split('/').at(-1)} ${shown(values)}; it is left out.`,
    pointer: path,
  }))
}

const isOwnTree = (syntax: Syntax): boolean => syntax !== 'oioubl' && syntax !== 'finvoice'

/** What a syntax says in codes of its own, which the invoice has in others: specifications, categories and kinds of tax. */
const TRANSLATED =
  /\/cbc:(CustomizationID|ProfileID)$|\/cac:(Classified)?TaxCategory\/cbc:ID$|\/cac:TaxScheme\/cbc:(ID|Name)$/

/** What senders write where a syntax asks for something that they have not. */
const SAYS_NOTHING = /^(n\/?a|-)$/i

/** What stands in no element or attribute of the invoice as we write it, whole or word by word. */
function* leftBehind(original: XmlElement, again: XmlElement): Generator<Saying> {
  const texts = new Set(textsOf(again))
  const words = new Set([...texts].flatMap(wordsOf))
  for (const one of sayings(original, '')) {
    const isCarried =
      SAYS_NOTHING.test(one.text) || texts.has(plainly(one.text)) || wordsOf(one.text).every((word) => words.has(word))
    if (!isCarried && !TRANSLATED.test(one.path) && !isImplied(one.path, one.text)) yield one
  }
}

/** A figure with a comma and a day without lines in it as we write them, and what a credit note counts below zero. */
function plainly(text: string): string {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (day) return day.slice(1).join('-')
  return /^-?\d+(,\d+)?$/.test(text) ? normalised(text.replace(/^-/, '').replace(',', '.'), '') : text
}

const wordsOf = (text: string): string[] => text.split(/[\s#]+/)

function* textsOf(element: XmlElement): Generator<string> {
  yield normalised(element.text, element.name)
  for (const value of Object.values(element.attributes)) yield value
  for (const child of element.children) yield* textsOf(child)
}

interface Carried {
  readonly paths: Set<string>
  readonly sayings: Set<string>
}

interface Saying {
  /** Names from the root on, without places. */
  readonly path: string
  readonly text: string
  /** The same line by line: texts that a document repeats are one text of many lines. */
  readonly lines: readonly string[]
}

function* leftOut(element: XmlElement, above: string, carried: Carried): Generator<Saying> {
  const path = pathOf(element, above)
  if (!carried.paths.has(path)) {
    for (const one of sayings(element, above)) if (!isImplied(one.path, one.text)) yield { ...one, path }
    return
  }
  const own = sayingOf(element, path)
  if (own && !isImplied(path, own.text) && !carried.sayings.has(`${path} ${own.text}`)) yield own
  for (const child of element.children) yield* leftOut(child, path, carried)
}

function* sayings(element: XmlElement, above: string): Generator<Saying> {
  const path = pathOf(element, above)
  const own = sayingOf(element, path)
  if (own) yield own
  for (const child of element.children) yield* sayings(child, path)
}

function* paths(element: XmlElement, above: string): Generator<string> {
  const path = pathOf(element, above)
  yield path
  for (const child of element.children) yield* paths(child, path)
}

/**
 * Two names of one thing: an account number without check digits, a due date or bank where EHF 2 had them, and freight
 * that EXTENDED of Factur-X has apart.
 */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/\/ram:ProprietaryID$/, '/ram:IBANID'],
  [/^\/ubl:Invoice\/cac:PaymentMeans\/cbc:PaymentDueDate$/, '/ubl:Invoice/cbc:DueDate'],
  [/\/cac:FinancialInstitutionBranch\/cac:FinancialInstitution(?=\/|$)/, '/cac:FinancialInstitutionBranch'],
  [/\/ram:SpecifiedLogisticsServiceCharge$/, '/ram:SpecifiedTradeAllowanceCharge'],
  [/(\/ram:SpecifiedTradeAllowanceCharge)\/ram:Description$/, '$1/ram:Reason'],
  [/(\/ram:SpecifiedTradeAllowanceCharge)\/ram:AppliedAmount$/, '$1/ram:ActualAmount'],
  [/(\/ram:SpecifiedTradeAllowanceCharge)\/ram:AppliedTradeTax$/, '$1/ram:CategoryTradeTax'],
]

const pathOf = ({ name }: XmlElement, above: string): string =>
  SAME.reduce((path, [pattern, to]) => path.replace(pattern, to), `${above}/${name}`)

function sayingOf({ text, name }: XmlElement, path: string): Saying | undefined {
  const lines = text.split('\n').flatMap((line) => normalised(line, name) || [])
  return lines.length === 0 ? undefined : { path, text: normalised(text, name), lines }
}

/** Figures by their worth, claims by their words, and space as nothing. */
function normalised(text: string, name: string): string {
  const said = text.replace(/\s+/g, ' ').trim()
  if (/Indicator$/.test(name)) return said === '1' ? 'true' : said === '0' ? 'false' : said
  const figure = parseDecimal(said)
  return figure && !said.startsWith('0') ? formatShort(figure) : said
}

/** What follows from where it stands: versions of the syntax, kinds of attachments and of registrations. */
const IMPLIED =
  /\/cbc:UBLVersionID$|\/cac:AdditionalDocumentReference\/cbc:DocumentTypeCode$|\/cac:PartyTaxScheme\/cac:TaxScheme\/cbc:ID$/

const isImplied = (path: string, text: string): boolean =>
  IMPLIED.test(path) || (text === 'false' && path.endsWith('/ram:TestIndicator/udt:Indicator'))

const MAX_SHOWN = 60

function shown([first, ...more]: readonly Saying[]): string {
  const text = first?.text ?? ''
  const quoted = JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)
  return more.length === 0 ? quoted : `${quoted} and ${more.length} more`
}
