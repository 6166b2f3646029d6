import { fail } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { NAMESPACES, type Syntax, syntaxOf } from '../einvoice/namespaces.ts'
import { evaluate, type Fired } from './engine/evaluate.ts'
import { Subject } from './engine/subject.ts'
import { normalised } from './engine/values.ts'
import { namesFor, type RuleSetName, ruleSetsOf } from './rule-sets.ts'
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

/**
 * Judges an e-invoice by rule sets, by default those that its specification identifier asks for. Fails with the
 * xml_* problems, and with einvoice_unknown when the XML is no invoice.
 */
export const validate = (bytes: Uint8Array, rules?: readonly RuleSetName[]): Validation =>
  validateTree(parseXml(bytes, { namespaces: NAMESPACES }), rules)

/** The same for a tree that is already parsed with NAMESPACES. */
export function validateTree(root: XmlElement, rules?: readonly RuleSetName[]): Validation {
  const found = syntaxOf(root.name)
  if (!found) {
    return fail(
      'einvoice_unknown',
      `The document is a ${root.local}; send a UBL invoice or credit note, or a CII invoice.`,
    )
  }
  const profile = profileOf(root)
  const names = rules ?? namesFor(profile)
  const fired = evaluate(new Subject(root), ruleSetsOf(names, found.syntax, profile))
  return { ...found, profile, rules: names, valid: fired.every((one) => one.flag !== 'fatal'), fired }
}

function profileOf(root: XmlElement): string {
  const inCii = root.at('rsm:ExchangedDocumentContext', 'ram:GuidelineSpecifiedDocumentContextParameter', 'ram:ID')
  return normalised(root.child('cbc:CustomizationID') ?? inCii)
}
