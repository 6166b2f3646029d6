import { readdirSync } from 'node:fs'
import { NAMESPACES } from '#src/documents/einvoice/namespaces.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { XmlElement } from '#src/platform/xml/xml-element.ts'
import { corpus, corpusBytes } from '#test/support/corpus.ts'

const VEFA = 'http://difi.no/xsd/vefa/validator/1.0'

/** One test of an official unit file: a document, often a fragment, and what one rule must do on it. */
export interface UnitCase {
  readonly root: XmlElement
  readonly expects: readonly { readonly rule: string; readonly outcome: string; readonly times: number | undefined }[]
}

export const unitFilesIn = (folder: string): string[] =>
  readdirSync(corpus(folder))
    .filter((name) => /\.xml?$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`)

/** The tests of a file (form of the VEFA validator); `number` counts passed contexts on success, so it is kept for firings only. */
export function unitCases(path: string): UnitCase[] {
  const set = parseXml(corpusBytes(path), { namespaces: { ...NAMESPACES, [VEFA]: 't' } })
  return set.all('t:test').flatMap((test) => {
    const document = test.children.find((child) => child.name !== 't:assert')
    if (!document) return []
    const expects = (test.child('t:assert')?.children ?? [])
      .filter((child) => ['t:success', 't:error', 't:warning'].includes(child.name))
      .map((child) => ({
        rule: child.text.trim(),
        outcome: child.local,
        times: child.local === 'success' ? undefined : numberAt(child),
      }))
    return [{ root: asRoot(document), expects }]
  })
}

const numberAt = (element: XmlElement): number | undefined =>
  element.attributes.number === undefined ? undefined : Number(element.attributes.number)

/** A copy of a branch that stands alone, as a document of its own. */
function asRoot(element: XmlElement, parent?: XmlElement): XmlElement {
  const copy = new XmlElement(element, element.attributes, parent, element.line)
  copy.text = element.text
  for (const child of element.children) copy.append(asRoot(child, copy))
  return copy
}
