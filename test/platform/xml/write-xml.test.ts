import { describe, expect, it } from 'vitest'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { element, group, leaf, writeXml } from '#src/platform/xml/write-xml.ts'
import { fc } from '#test/support/property.ts'

/** Text that XML can hold at all. */
const xmlText = fc
  .string({ unit: 'binary', maxLength: 40 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that XML forbids
  .map((text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))

describe('writeXml', () => {
  it('writes what reads back the same, in text and attributes', () => {
    fc.assert(
      fc.property(xmlText, xmlText, (text, attribute) => {
        const root = parseXml(Buffer.from(writeXml(element('a', { b: attribute }, leaf('c', text)))))
        expect(root.attributes.b).toBe(attribute)
        expect(root.child('c')?.text ?? '').toBe(text)
      }),
    )
  })
  it('leaves out what is not there', () => {
    const written = writeXml(element('a', { x: undefined }, leaf('b', undefined), group('c', leaf('d', '')), [null]))
    expect(written).toContain('<a/>')
  })
  it('drops characters that XML cannot hold', () => {
    expect(writeXml(element('a', {}, 'x\u0000\ud800y'))).toContain('<a>xy</a>')
  })
})
