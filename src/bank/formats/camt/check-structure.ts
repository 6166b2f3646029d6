import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { CHOICES, GRAMMAR, type Leaf, type Rule } from './grammar.ts'
import type { CamtMessage } from './message.ts'
import { all, decimalOf, firstText, parseMoment, refuse, text } from './nodes.ts'

/** Elements that later versions than this added are passed over; in the earlier ones every element is known. */
const LAST_KNOWN_VERSION = 8

/**
 * Holds a message to the structure of its type: names, order, counts and the form of what a reader depends on. A
 * file that breaks it may have lost entries or hold amounts twice, so it is refused (statement_invalid, with the
 * line) rather than read in part.
 */
export function checkStructure(message: CamtMessage): void {
  const { root, part, type, version } = message
  checkElement(root, 'Message', version)
  const parts = all(root, part)
  if (parts.length === 0) refuse(root, `the message holds no ${part}`)
  for (const child of root.children) {
    if (['Rpt', 'Stmt', 'Ntfctn'].includes(child.local) && child.local !== part) refuse(child, `no part of a ${type}`)
  }
  for (const statement of parts) {
    // Mandatory in camt.053 of every version; creation time became optional with version 8.
    if (type === 'camt.053' && all(statement, 'Bal').length === 0) refuse(statement, 'a statement has a balance')
    if (version < 7 && all(statement, 'CreDtTm').length === 0) refuse(statement, 'CreDtTm is missing')
  }
}

function checkElement(element: XmlElement, kind: string, version: number): void {
  const rules = GRAMMAR.get(kind)
  if (!rules) {
    checkLeaf(element, kind as Leaf)
    return
  }
  if (element.text.trim() !== '') refuse(element, 'text between elements')
  let position = -1
  for (const child of element.children) {
    const rule = rules.get(child.local)
    if (!rule) {
      if (version > LAST_KNOWN_VERSION) continue
      refuse(child, `${element.local} has no such element`)
    }
    if (rule.position < position) refuse(child, `stands after an element that it comes before`)
    if (rule.position === position && !rule.isRepeatable) refuse(child, 'stands twice')
    position = rule.position
    if (rule.kind) checkElement(child, rule.kind, version)
  }
  for (const rule of rules.values()) requireChild(element, rule)
  if (CHOICES.has(kind) && element.children.length !== 1) refuse(element, 'holds exactly one of its choices')
}

function requireChild(element: XmlElement, rule: Rule): void {
  if (!rule.isRequired) return
  if (!element.children.some((child) => child.local === rule.name)) refuse(element, `${rule.name} is missing`)
}

const LEAVES: Record<Leaf, (element: XmlElement) => string | undefined> = {
  Text: (element) => (element.text.trim() === '' ? 'is empty' : undefined),
  Moment: (element) => (parseMoment(element.text.trim()) ? undefined : 'is no date and time'),
  Amount: (element) => {
    const written = element.text.trim()
    if (!/^\d+([.,]\d{0,5})?$/.test(written) || !decimalOf(written)) return 'is no amount'
    return /^[A-Z]{3}$/.test(element.attributes.Ccy ?? '') ? undefined : 'has no currency'
  },
  Currency: (element) => (/^[A-Z]{3}$/.test(element.text.trim()) ? undefined : 'is no currency'),
  Direction: (element) => (['CRDT', 'DBIT'].includes(element.text.trim()) ? undefined : 'is neither CRDT nor DBIT'),
  Flag: (element) => (['true', 'false', '1', '0'].includes(element.text.trim()) ? undefined : 'is not true or false'),
  Status: (element) => (firstText(element, [], ['Cd'], ['Prtry']) === null ? 'is empty' : undefined),
}

function checkLeaf(element: XmlElement, kind: Leaf): void {
  const what = LEAVES[kind](element)
  if (what) refuse(element, `${text(element) ? `"${element.text.trim().slice(0, 40)}" ` : ''}${what}`)
}
