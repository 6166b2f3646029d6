import { fail } from '#src/kernel/problem.ts'
import { decodeXml } from './decode-xml.ts'
import { DEFAULT_LIMITS, type XmlLimits } from './limits.ts'
import { readPlain } from './plain-reader.ts'
import { TreeBuilder } from './tree-builder.ts'
import type { XmlElement } from './xml-element.ts'
import './xml.problems.ts'

export interface ParseXmlOptions {
  /** Namespace URI to the prefix that names of that namespace get, whatever prefix the document uses; "" gives bare names. */
  readonly namespaces?: Readonly<Record<string, string>>
  readonly limits?: Partial<XmlLimits>
}

/**
 * Reads an XML document into a light tree. Never resolves anything outside the bytes: a DOCTYPE is refused, so no
 * entity but the five of XML exists. Fails with the xml_* problems.
 */
export function parseXml(bytes: Uint8Array, options: ParseXmlOptions = {}): XmlElement {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  if (bytes.byteLength > limits.bytes) {
    fail('xml_too_large', `The document has ${bytes.byteLength} bytes; at most ${limits.bytes} are read.`)
  }
  const wanted = options.namespaces ?? {}
  const text = decodeXml(bytes)
  return readPlain(text, wanted, limits) ?? new TreeBuilder(wanted, limits).build(text)
}
