import { expect, it } from 'vitest'
import { wrapText } from '#src/documents/print/wrap-text.ts'
import { fc } from '#test/support/property.ts'

/** Every letter one wide. */
const count = (text: string): number => [...text].length
const wrap = (text: string, width = 10): string[] => wrapText(text, width, count)

it('breaks at white space, which stays behind the line, keeps the line breaks of the text and what a hard space holds together', () => {
  expect(wrap('en to tre fire')).toEqual(['en to tre ', 'fire'])
  expect(wrap('en\n\nto\r\ntre')).toEqual(['en ', '', 'to ', 'tre'])
  expect(wrap('sum 1\u00a0250,00\u00a0kr')).toEqual(['sum ', '1\u00a0250,00\u00a0k', 'r'])
  expect(wrap('')).toEqual([''])
})

it('cuts a word that no line holds, and goes on behind it', () => {
  expect(wrap('a bcdefghijklmno p')).toEqual(['a ', 'bcdefghijk', 'lmno p'])
  expect(wrap('🙂🙂🙂', 2)).toEqual(['🙂🙂', '🙂'])
  expect(wrap('abc', 0)).toEqual(['a', 'b', 'c'])
})

it('takes out what is not seen', () => {
  expect(wrap('a\u0000b\u00adc\u202ed')).toEqual(['abcd'])
})

it('loses no letter and keeps to the width, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (text, width) => {
      const lines = wrap(text, width)
      expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, ''))
      expect(Math.max(...lines.map((line) => count(line.trimEnd())))).toBeLessThanOrEqual(width)
    }),
  )
})
