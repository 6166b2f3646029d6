import { fail } from '#src/kernel/problem.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import '../statement.problems.ts'

/** What a camt document is: its namespace decides. */
export interface CamtMessage {
  readonly type: 'camt.052' | 'camt.053' | 'camt.054'
  readonly version: number
  /** The element below Document: BkToCstmrStmt and so on. */
  readonly root: XmlElement
  /** Name of its repeated part: Rpt, Stmt or Ntfctn. */
  readonly part: 'Rpt' | 'Stmt' | 'Ntfctn'
}

const PARTS = {
  '052': { type: 'camt.052', root: 'BkToCstmrAcctRpt', part: 'Rpt' },
  '053': { type: 'camt.053', root: 'BkToCstmrStmt', part: 'Stmt' },
  '054': { type: 'camt.054', root: 'BkToCstmrDbtCdtNtfctn', part: 'Ntfctn' },
} as const

const isKind = (text: string | undefined): text is keyof typeof PARTS => text !== undefined && text in PARTS

/** Versions 1 to 13 as published at https://www.iso20022.org/catalogue-messages/iso-20022-messages-archive. */
const NEWEST = 13
const NAMESPACE = /camt\.(05[234])\.001\.(\d{2})$/

export function isCamt(document: XmlElement): boolean {
  return documentOf(document) !== undefined
}

/** Bank files may wrap the Document in an envelope beside a business application header. */
function documentOf(root: XmlElement): XmlElement | undefined {
  const candidates = [root, ...root.children, ...root.children.flatMap((child) => child.children)]
  return candidates.find((element) => element.local === 'Document' && NAMESPACE.test(element.uri))
}

/** Fails with statement_format_unknown, statement_version_unknown or statement_invalid. */
export function camtMessage(tree: XmlElement): CamtMessage {
  const document = documentOf(tree)
  const [, kind, digits] = (document && NAMESPACE.exec(document.uri)) ?? []
  if (!document || !isKind(kind)) {
    return fail('statement_format_unknown', `The root element "${tree.local}" is no camt.052, camt.053 or camt.054.`)
  }
  const version = Number(digits)
  if (version < 1 || version > NEWEST) {
    fail('statement_version_unknown', `camt.${kind}.001.${digits} is not among the versions 1 to ${NEWEST}.`)
  }
  const { type, root: name, part } = PARTS[kind]
  const [root, another] = document.children
  // Version 1 carried its version in the element's name, too.
  if (!root || another || (root.local !== name && root.local !== `${name}V01`) || root.uri !== document.uri) {
    return fail('statement_invalid', `Line ${document.line}: a ${type} Document holds one ${name} and nothing else.`)
  }
  return { type, version, root, part }
}
