/** Content to write: an element is [name, attributes, ...content]; undefined, null and empty arrays of content write nothing. */
export type XmlContent = string | XmlNode | undefined | null | readonly XmlContent[]

export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | undefined>>
  readonly content: readonly XmlContent[]
}

/** An element with its content. Attributes whose value is undefined are left out. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...content: XmlContent[]
): XmlNode => ({ name, attributes, content })

/** A leaf; nothing at all when the text is missing. */
export const leaf = (
  name: string,
  text: string | undefined,
  attributes: Readonly<Record<string, string | undefined>> = {},
): XmlNode | undefined => (text === undefined || text === '' ? undefined : element(name, attributes, text))

/** An aggregate that is left out when none of its content is there. */
export function group(name: string, ...content: XmlContent[]): XmlNode | undefined {
  return content.some(isThere) ? element(name, {}, ...content) : undefined
}

const isThere = (content: XmlContent): boolean =>
  Array.isArray(content) ? content.some(isThere) : content !== undefined && content !== null && content !== ''

/** The document as UTF-8 text with declaration and two-space indent. Text is escaped; characters XML cannot hold are dropped. */
export function writeXml(root: XmlNode): string {
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n']
  writeNode(root, '', parts)
  return parts.join('')
}

function writeNode(node: XmlNode, indent: string, parts: string[]): void {
  const content = flatten(node.content)
  parts.push(indent, '<', node.name)
  for (const [name, value] of Object.entries(node.attributes)) {
    if (value !== undefined) parts.push(' ', name, '="', escapeAttribute(value), '"')
  }
  if (content.length === 0) {
    parts.push('/>\n')
    return
  }
  const texts = content.filter((part) => typeof part === 'string')
  if (texts.length === content.length) {
    parts.push('>', escapeText(texts.join('')), '</', node.name, '>\n')
    return
  }
  parts.push('>\n')
  for (const part of content) if (typeof part !== 'string') writeNode(part, `${indent}  `, parts)
  parts.push(indent, '</', node.name, '>\n')
}

const flatten = (content: readonly XmlContent[]): (string | XmlNode)[] =>
  content.flatMap((part): (string | XmlNode)[] => {
    if (part === undefined || part === null || part === '') return []
    if (typeof part === 'string') return [part]
    return isList(part) ? flatten(part) : [part]
  })

const isList = (part: XmlNode | readonly XmlContent[]): part is readonly XmlContent[] => Array.isArray(part)

/** Control characters, lone surrogates and the two non-characters that XML 1.0 forbids. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be dropped
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  ...TEXT_ESCAPES,
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
}

export const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>\r]/g, (char) => TEXT_ESCAPES[char] ?? char)

export const escapeAttribute = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"\n\r\t]/g, (char) => ATTRIBUTE_ESCAPES[char] ?? char)
