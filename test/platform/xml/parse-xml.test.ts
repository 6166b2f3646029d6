import { describe, expect, it } from 'vitest'
import { isProblem, problemKind } from '#src/kernel/problem.ts'
import { type ParseXmlOptions, parseXml } from '#src/platform/xml/parse-xml.ts'
import { pathOf, stringValue } from '#src/platform/xml/xml-element.ts'

const parse = (text: string, options?: ParseXmlOptions) => parseXml(Buffer.from(text), options)

/** The code with which the text is refused. */
function codeOf(bytes: string | Uint8Array, options?: ParseXmlOptions): string {
  try {
    parseXml(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, options)
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
  return 'accepted'
}

describe('the tree', () => {
  it('names elements by the prefixes that the caller gave, whatever the document uses', () => {
    const root = parse('<q:a xmlns:q="urn:one" xmlns="urn:two"><b k="1">x &amp; y</b><q:c/></q:a>', {
      namespaces: { 'urn:one': '', 'urn:two': 't' },
    })
    expect(root.name).toBe('a')
    expect(root.children.map((child) => child.name)).toEqual(['t:b', 'c'])
    expect(root.child('t:b')?.text).toBe('x & y')
    expect(root.child('t:b')?.attributes).toEqual({ k: '1' })
  })
  it('lets an inner declaration win inside its element only', () => {
    const root = parse('<a xmlns="urn:1"><b xmlns="urn:2"><c/></b><d/></a>')
    expect(root.name).toBe('{urn:1}a')
    expect(root.children.map((child) => child.name)).toEqual(['{urn:2}b', '{urn:1}d'])
    expect(root.children[0]?.children[0]?.name).toBe('{urn:2}c')
  })
  it('names the same in every document, however many names there were before', () => {
    const namespaces = { 'urn:one': 'o' }
    const names = Array.from({ length: 5_000 }, (_, place) => `n${place}`)
    const document = `<a xmlns="urn:one">${names.map((name) => `<${name}/>`).join('')}</a>`
    for (let round = 0; round < 2; round += 1) {
      const { children } = parse(document, { namespaces })
      expect(children.map(({ name }) => name)).toEqual(names.map((name) => `o:${name}`))
      expect(children[4_999]?.local).toBe('n4999')
    }
  })
  it('joins character data, CDATA and entities of one element', () => {
    expect(parse('<a>1 &lt; <![CDATA[2 & 3]]>&#x41;</a>').text).toBe('1 < 2 & 3A')
  })
  it('tells line and path of an element', () => {
    const second = parse('<a>\n<b/>\n<b><c/></b></a>').children[1]?.children[0]
    expect(second?.line).toBe(3)
    expect(second && pathOf(second)).toBe('/a[1]/b[2]/c[1]')
  })
  it('gives the string value of a whole branch', () => {
    expect(stringValue(parse('<a><b>1</b><c><d>2</d></c></a>'))).toBe('12')
  })
  it('finds nothing where nothing is, and no text in an empty element', () => {
    const root = parse('<a><b> </b></a>')
    expect(root.textAt('b')).toBeUndefined()
    expect(root.at('x', 'y')).toBeUndefined()
  })
})

describe('encodings', () => {
  const text = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>Grønå</a>`
  it.each([
    ['UTF-8', Buffer.from(text('UTF-8'))],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text('UTF-8')}`)],
    ['no declaration', Buffer.from('<a>Grønå</a>')],
    ['UTF-16 LE with mark', Buffer.from(`\ufeff${text('UTF-16')}`, 'utf16le')],
    ['UTF-16 BE with mark', Buffer.from(`\ufeff${text('UTF-16')}`, 'utf16le').swap16()],
    ['UTF-16 LE without mark', Buffer.from(text('UTF-16'), 'utf16le')],
    ['ISO-8859-1', Buffer.from(text('ISO-8859-1'), 'latin1')],
    ['ISO-8859-15', Buffer.from(text('iso-8859-15'), 'latin1')],
    ['Windows-1252', Buffer.from(text('Windows-1252'), 'latin1')],
  ])('reads %s', (_, bytes) => {
    expect(parseXml(bytes).text).toBe('Grønå')
  })
  it('reads the euro sign where Windows and ISO-8859-15 have it', () => {
    const euro = (encoding: string, byte: number) =>
      parseXml(
        Buffer.concat([
          Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>`),
          Buffer.from([byte]),
          Buffer.from('</a>'),
        ]),
      ).text
    expect(euro('windows-1252', 0x80)).toBe('€')
    expect(euro('ISO-8859-15', 0xa4)).toBe('€')
  })
  it('refuses an encoding it does not know, and bytes that are not what they say', () => {
    expect(codeOf('<?xml version="1.0" encoding="EBCDIC"?><a/>')).toBe('xml_encoding_unsupported')
    expect(codeOf(Buffer.from('<a>\xf8</a>', 'latin1'))).toBe('xml_malformed')
    expect(codeOf(Buffer.from([0xff, 0xfe, 0x3c, 0x00, 0x61]))).toBe('xml_malformed')
  })
})

describe('what is refused', () => {
  it.each([
    ['an empty file', ''],
    ['plain text', 'hello'],
    ['an open element', '<a><b></a>'],
    ['a cut document', '<a><b>'],
    ['two roots', '<a/><b/>'],
    ['an unbound prefix', '<x:a/>'],
    ['a name with two colons', '<x:a:b xmlns:x="urn:x"/>'],
    ['an attribute given twice', '<a b="1" b="2"/>'],
    ['an entity that nobody declared', '<a>&nbsp;</a>'],
    ['an entity named like a property of every object', '<a>&constructor;</a>'],
    ['a control character', '<a>\u0001</a>'],
  ])('%s is malformed', (_, text) => {
    expect(codeOf(text)).toBe('xml_malformed')
  })
  it('a billion laughs', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    expect(codeOf(`<!DOCTYPE a [<!ENTITY l0 "ha">${levels}]><a>&l9;</a>`)).toBe('xml_doctype_refused')
  })
  it('an external entity', () => {
    expect(codeOf('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toBe('xml_doctype_refused')
    expect(codeOf('<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>')).toBe('xml_doctype_refused')
  })
  it('deep nesting', () => {
    expect(codeOf('<a>'.repeat(100_000))).toBe('xml_too_deep')
    expect(codeOf('<a>'.repeat(64) + '</a>'.repeat(64))).toBe('accepted')
  })
  it('a huge attribute, and a crowd of attributes', () => {
    expect(codeOf(`<a b="${'x'.repeat(100_000)}"/>`)).toBe('xml_attribute_too_long')
    const crowd = Array.from({ length: 65 }, (_, n) => `b${n}=""`).join(' ')
    expect(codeOf(`<a ${crowd}/>`)).toBe('xml_too_many_attributes')
  })
  it('more bytes, elements or text than the limits', () => {
    expect(codeOf('<a>12345</a>', { limits: { bytes: 11 } })).toBe('xml_too_large')
    expect(codeOf('<a><b/><b/></a>', { limits: { elements: 2 } })).toBe('xml_too_many_elements')
    expect(codeOf('<a>12<!-- -->345</a>', { limits: { textLength: 4 } })).toBe('xml_text_too_long')
  })
  it('with codes that stand in the table', () => {
    expect(problemKind('xml_doctype_refused')?.status).toBe(422)
    expect(problemKind('xml_too_large')?.status).toBe(413)
  })
})
