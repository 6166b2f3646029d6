import { describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { invoiceToJson } from '#src/documents/einvoice/to-json.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { corpusText } from '#test/support/corpus.ts'

const EXAMPLES = [
  'peppol-bis-billing-3/rules/examples/Allowance-example.xml',
  'en16931/cii/examples/CII_example1.xml',
  'mustang-validation/library/src/test/resources/migration/input/ZUGFeRD1_COMFORT_Einfach.xml',
]
const DECLARATION = /^(<\?xml[^>]*\?>\s*)?/
const declared = (encoding: string) => (xml: string) =>
  xml.replace(DECLARATION, `<?xml version="1.0" encoding="${encoding}"?>`)

/** Ways to write the same document. */
const SAME: Readonly<Record<string, (xml: string) => Uint8Array>> = {
  'a byte order mark': (xml) => Buffer.from(`\ufeff${xml}`),
  'UTF-16, little end first': (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le'),
  'UTF-16, big end first': (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16(),
  'UTF-16 without a mark': (xml) => Buffer.from(xml, 'utf16le'),
  'ISO-8859-1': (xml) => Buffer.from(declared('ISO-8859-1')(xml), 'latin1'),
  'a declaration that is wrong about 16 bits': (xml) => Buffer.from(declared('UTF-16')(xml)),
  'no declaration': (xml) => Buffer.from(xml.replace(DECLARATION, '')),
  'other prefixes': (xml) => Buffer.from(xml.replaceAll(/(<\/?|xmlns:)(cbc|cac|ram|rsm|udt)(?=[:=])/g, '$1q$2')),
  'CDATA around numbers': (xml) => Buffer.from(xml.replace(/>([\d.]+)</g, '><![CDATA[$1]]><')),
  'comments inside amounts': (xml) => Buffer.from(xml.replace(/>(\d+)\.(\d+)</g, '>$1<!-- and -->.$2<')),
  'digits as references': (xml) => Buffer.from(xml.replace(/>(\d)/g, (_, digit) => `>&#x3${digit};`)),
  'single quotes': (xml) => Buffer.from(xml.replace(/="([^"']*)"/g, "='$1'")),
  'a long comment first, that speaks of %PDF-': (xml) =>
    Buffer.from(xml.replace(DECLARATION, `<!-- %PDF-1.7 ${'licence '.repeat(3000)} --><?an instruction?>`)),
  'comments and lines after the end': (xml) => Buffer.from(`${xml}\n<!-- the end -->\n\n`),
}

const REFUSED: Readonly<Record<string, readonly [code: string, write: (xml: string) => Uint8Array]>> = {
  'a DOCTYPE': ['xml_doctype_refused', (xml) => Buffer.from(xml.replace(DECLARATION, '<!DOCTYPE Invoice>'))],
  'an encoding that nobody has': ['xml_encoding_unsupported', (xml) => Buffer.from(declared('UTF-7')(xml))],
  'an encoding that JavaScript has': ['xml_encoding_unsupported', (xml) => Buffer.from(declared('constructor')(xml))],
  'bytes that are not of its encoding': [
    'xml_malformed',
    (xml) => Buffer.from(xml.replace(DECLARATION, '<!-- å -->'), 'latin1'),
  ],
}

function told(bytes: Uint8Array): string {
  const { invoice, exceptions } = readEInvoice(bytes)
  return JSON.stringify(invoiceToJson(invoice, exceptions))
}

/** Ids that fire, or the code of the problem: ZUGFeRD 1.0 has no rules. */
function judged(bytes: Uint8Array): string {
  try {
    return validate(bytes)
      .fired.map(({ id }) => id)
      .join(' ')
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
}

describe.each(EXAMPLES)('%s', (file) => {
  // Letters that ISO-8859-1 has not would be lost in it.
  const xml = corpusText(file).replace(/[^\0-\xff]/g, '')
  it.each(Object.entries(SAME))('is the same with %s', (_, write) => {
    expect(told(write(xml))).toBe(told(Buffer.from(xml)))
    expect(judged(write(xml))).toBe(judged(Buffer.from(xml)))
  })
  it.each(Object.entries(REFUSED))('is refused with %s', (_, [code, write]) => {
    expect(judged(write(xml))).toBe(code)
    expect(() => readEInvoice(write(xml))).toThrow()
  })
})

it('names of an object in JavaScript are words like others', () => {
  const [, cii = ''] = EXAMPLES
  const xml = corpusText(cii).replace(
    /(<ram:ApplicableHeaderTradeSettlement>[\s\S]*?<ram:CategoryCode>S<\/ram:CategoryCode>)/,
    '$1<ram:DueDateTypeCode>constructor</ram:DueDateTypeCode>',
  )
  expect(readEInvoice(Buffer.from(xml)).invoice.taxPointCode).toBe('constructor')
})
