import { fail } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { openEnvelope } from '../einvoice/envelope.ts'
import { NAMESPACES, type Syntax, syntaxOf } from '../einvoice/namespaces.ts'
import { tellOfOther } from '../einvoice/other-formats.ts'
import { invoiceXmlOf } from '../pdf/pdf-invoice.ts'
import { evaluate, type Fired } from './engine/evaluate.ts'
import { Subject } from './engine/subject.ts'
import { normalised } from './engine/values.ts'
import { namesFor, type RuleSetName, ruleSetsOf } from './rule-sets.ts'
import { levelsOf } from './xrechnung/levels.ts'
import '../einvoice/einvoice.problems.ts'

/** What the rules say of a document. */
export interface Validation {
  readonly syntax: Syntax
  readonly document: 'invoice' | 'creditNote'
  /** BT-24 as written, "" when there is none. */
  readonly profile: string
  /** The rule sets that were applied. */
  readonly rules: readonly RuleSetName[]
  /** No fatal rule fired. */
  readonly valid: boolean
  readonly fired: readonly Fired[]
}

export interface ValidateOptions {
  /** By default those that the document's specification identifier asks for. */
  readonly rules?: readonly RuleSetName[] | undefined
  /** The document may be a piece of an invoice: any root element is judged. */
  readonly fragment?: boolean
}

/**
 * Judges an e-invoice by rule sets; a PDF is judged by the XML in it, an envelope by the document in it. Fails with the xml_* and pdf_* problems, with
 * einvoice_unknown when the XML is no invoice, and with einvoice_rules_missing.
 */
export const validate = (bytes: Uint8Array, options: ValidateOptions = {}): Validation =>
  validateTree(openEnvelope(parseXml(invoiceXmlOf(bytes), { namespaces: NAMESPACES })).document, options)

/** The same for a tree that is already parsed with NAMESPACES, and is in no envelope. */
export function validateTree(root: XmlElement, { rules, fragment = false }: ValidateOptions = {}): Validation {
  const found = syntaxOf(root) ?? (fragment ? syntaxOfFragment(root) : undefined)
  if (!found) return fail('einvoice_unknown', tellOfOther(root))
  const profile = profileOf(root)
  const names = rules ?? namesFor(profile, found.syntax)
  const levels = names.includes('xrechnung') ? levelsOf(profile, found.syntax) : undefined
  const fired = evaluate(new Subject(root), ruleSetsOf(names, found.syntax, profile)).map((one) => ({
    ...one,
    flag: levels?.get(one.id) ?? one.flag,
  }))
  return { ...found, profile, rules: names, valid: fired.every((one) => one.flag !== 'fatal'), fired }
}

const syntaxOfFragment = (root: XmlElement): ReturnType<typeof syntaxOf> => ({
  syntax: /^(rsm|ram|udt|qdt):/.test(root.name) ? 'cii' : 'ubl',
  document: 'invoice',
})

function profileOf(root: XmlElement): string {
  const inCii = root.at('rsm:ExchangedDocumentContext', 'ram:GuidelineSpecifiedDocumentContextParameter', 'ram:ID')
  return normalised(root.child('cbc:CustomizationID') ?? inCii)
}
