import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NearWords } from '#src/documents/reading/fields/near-words.ts'

const known = ['faktura', 'rechnung', 'forfallsdato', 'betalingsmottaker']
const words = new NearWords()
for (const word of known) words.add(word)

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
const anyPlace = fc.nat({ max: 17 })

it('finds a known word by one that has a letter more, less or another one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...known), anyPlace, letter, (word, place, sign) => {
      const at = Math.min(place, word.length - 1)
      const [before, after] = [word.slice(0, at), word.slice(at)]
      for (const near of [word, before + after.slice(1), before + sign + after.slice(1), before + sign + after])
        expect(words.find(near)).toBe(word)
    }),
  )
})

it.each(['faktor', 'fakturalinje', 'gnunhcer', 'rechung nr', ''])('finds none by %j', (word) => {
  expect(words.find(word)).toBeUndefined()
})
