import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { escapeAttribute } from '#src/platform/xml/write-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'

const SCH = 'http://purl.oclc.org/dsdl/schematron'
const XSL = 'http://www.w3.org/1999/XSL/Transform'
const SVRL = 'http://purl.oclc.org/dsdl/svrl'

const attribute = (element: XmlElement, name: string): string => escapeAttribute(element.attributes[name] ?? '')

/**
 * An XSLT 2.0 stylesheet that judges a document as the Schematron does and writes what failed as SVRL. Only what the
 * e-invoice sets use: patterns, rules with their order, variables, assertions, and functions written in XSLT. `base` is
 * the URL that documents named in the tests are relative to.
 */
export function compileSchematron(bytes: Uint8Array, base: string): string {
  const schema = parseXml(bytes, { namespaces: { [SCH]: 's', [XSL]: 'xsl' } })
  const patterns = below(schema, 's:pattern')
  const namespaces = new Map(
    below(schema, 's:ns').map((one) => [one.attributes.prefix ?? '', one.attributes.uri ?? '']),
  )
  namespaces.set('xs', 'http://www.w3.org/2001/XMLSchema').set('xsl', XSL).set('svrl', SVRL)
  const declared = [...namespaces].map(([prefix, uri]) => `xmlns:${prefix}="${escapeAttribute(uri)}"`).join(' ')
  const modes = patterns.map((_, place) => `<xsl:apply-templates select="." mode="m${place}"/>`).join('')
  return [
    `<xsl:stylesheet version="2.0" xml:base="${escapeAttribute(base)}" ${declared}>`,
    '<xsl:output method="xml"/>',
    ...schema.children.filter((one) => one.name.startsWith('xsl:')).map(copy),
    ...[schema, ...patterns].flatMap((one) => one.all('s:let')).map(variable),
    `<xsl:template match="/"><svrl:schematron-output>${modes}</svrl:schematron-output></xsl:template>`,
    ...patterns.flatMap(patternTemplates),
    '</xsl:stylesheet>',
  ].join('\n')
}

function below(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)])
}

const variable = (one: XmlElement): string =>
  `<xsl:variable name="${attribute(one, 'name')}" select="${attribute(one, 'value')}"/>`

/** Functions of the set as they are. */
function copy(element: XmlElement): string {
  const attributes = Object.keys(element.attributes).map((name) => ` ${name}="${attribute(element, name)}"`)
  const text = element.text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<${element.name}${attributes.join('')}>${text}${element.children.map(copy).join('')}</${element.name}>`
}

/** A node is judged by the first rule of the pattern that it fits: the earlier ones have the higher priority. */
function patternTemplates(pattern: XmlElement, place: number): string[] {
  const mode = `mode="m${place}"`
  const down = `<xsl:apply-templates select="@*|*" ${mode}/>`
  const rules = pattern.all('s:rule').map((rule, order) => {
    const content = rule.children.map((child) => (child.name === 's:let' ? variable(child) : assertion(child))).join('')
    return `<xsl:template match="${attribute(rule, 'context')}" ${mode} priority="${10_000 - order}">${content}${down}</xsl:template>`
  })
  return [
    `<xsl:template match="/" ${mode} priority="-5"><xsl:apply-templates select="*" ${mode}/></xsl:template>`,
    `<xsl:template match="text()|comment()|processing-instruction()" ${mode} priority="-6"/>`,
    `<xsl:template match="*|@*" ${mode} priority="-7">${down}</xsl:template>`,
    ...rules,
  ]
}

function assertion(one: XmlElement): string {
  if (one.name !== 's:assert') return ''
  const failed = `<svrl:failed-assert id="${attribute(one, 'id')}" flag="${attribute(one, 'flag')}"/>`
  return `<xsl:choose><xsl:when test="${attribute(one, 'test')}"/><xsl:otherwise>${failed}</xsl:otherwise></xsl:choose>`
}
