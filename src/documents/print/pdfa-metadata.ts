/** What stands in the XMP packet of a PDF/A beside what the library writes. */
export interface Described {
  readonly title: string
  readonly author: string
  readonly language: string
  /** Whether the invoice is embedded as data. */
  readonly isFacturx: boolean
}

/** Name of the embedded invoice, by Factur-X 1.0 section 6. */
export const FACTURX_FILE = 'factur-x.xml'

/** Not allowed in XML 1.0. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export function pdfaMetadata({ title, author, language, isFacturx }: Described): string {
  return `
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
      <dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>
      <dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
      <pdfuaid:part>1</pdfuaid:part>
    </rdf:Description>${isFacturx ? FACTURX : ''}${extensions(isFacturx ? [UA_SCHEMA, FACTURX_SCHEMA] : [UA_SCHEMA])}`
}

const FACTURX = `
    <rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
      <fx:DocumentType>INVOICE</fx:DocumentType>
      <fx:DocumentFileName>${FACTURX_FILE}</fx:DocumentFileName>
      <fx:Version>1.0</fx:Version>
      <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
    </rdf:Description>`

/** Properties that are not PDF/A's own, which ISO 19005-3 section 6.6.2.3 asks to be described. */
interface Schema {
  readonly name: string
  readonly namespace: string
  readonly prefix: string
  readonly properties: readonly Property[]
}

interface Property {
  readonly name: string
  readonly type: 'Text' | 'Integer'
  readonly category: 'internal' | 'external'
  readonly description: string
}

/** ISO 14289-1 section 5. */
const UA_SCHEMA: Schema = {
  name: 'PDF/UA identification schema',
  namespace: 'http://www.aiim.org/pdfua/ns/id/',
  prefix: 'pdfuaid',
  properties: [
    { name: 'part', type: 'Integer', category: 'internal', description: 'Part of ISO 14289 that the file follows' },
  ],
}

const FACTURX_SCHEMA: Schema = {
  name: 'Factur-X PDFA Extension Schema',
  namespace: 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
  prefix: 'fx',
  properties: (
    [
      ['DocumentFileName', 'The name of the embedded XML document'],
      ['DocumentType', 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER'],
      ['Version', 'The actual version of the standard applying to the embedded XML document'],
      ['ConformanceLevel', 'The conformance level of the embedded XML document'],
    ] as const
  ).map(([name, description]) => ({ name, type: 'Text', category: 'external', description })),
}

const extensions = (schemas: readonly Schema[]): string => `
    <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
        xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
      <pdfaExtension:schemas>
        <rdf:Bag>${schemas.map(schemaOf).join('')}
        </rdf:Bag>
      </pdfaExtension:schemas>
    </rdf:Description>`

const schemaOf = ({ name, namespace, prefix, properties }: Schema): string => `
          <rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>${name}</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>
            <pdfaSchema:property>
              <rdf:Seq>${properties.map(propertyOf).join('')}
              </rdf:Seq>
            </pdfaSchema:property>
          </rdf:li>`

const propertyOf = ({ name, type, category, description }: Property): string => `
                <rdf:li rdf:parseType="Resource">
                  <pdfaProperty:name>${name}</pdfaProperty:name>
                  <pdfaProperty:valueType>${type}</pdfaProperty:valueType>
                  <pdfaProperty:category>${category}</pdfaProperty:category>
                  <pdfaProperty:description>${description}</pdfaProperty:description>
                </rdf:li>`
