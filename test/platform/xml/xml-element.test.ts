import { describe, expect, it } from 'vitest'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { XmlElement } from '#src/platform/xml/xml-element.ts'

/** Children a, b, a, b, ... with their place as text. */
const parentOf = (count: number): XmlElement =>
  parseXml(
    Buffer.from(
      `<p>${Array.from({ length: count }, (_, n) => `<${n % 2 ? 'b' : 'a'}>${n}</${n % 2 ? 'b' : 'a'}>`).join('')}</p>`,
    ),
  )
const texts = (elements: readonly XmlElement[]): string[] => elements.map(({ text }) => text)

describe.each([6, 60])('an element with %i children', (count) => {
  const odd = Array.from({ length: count / 2 }, (_, n) => String(2 * n + 1))
  it('finds them by name, in order', () => {
    const parent = parentOf(count)
    expect(parent.child('b')?.text).toBe('1')
    expect(texts(parent.all('b'))).toEqual(odd)
    expect(texts(parent.family('b').filter(({ name }) => name === 'b'))).toEqual(odd)
    expect([parent.child('c'), parent.all('c')]).toEqual([undefined, []])
  })
  it('finds one that is added later', () => {
    const parent = parentOf(count)
    expect(parent.child('c')).toBeUndefined()
    const added = new XmlElement({ name: 'c', local: 'c', uri: '' }, {}, parent, 1)
    parent.append(added)
    expect(parent.child('c')).toBe(added)
  })
  it('gives a list that may be changed', () => {
    const parent = parentOf(count)
    parent.all('b').length = 0
    expect(texts(parent.all('b'))).toEqual(odd)
  })
})
