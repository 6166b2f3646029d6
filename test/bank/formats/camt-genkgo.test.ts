import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCamt } from '#src/bank/formats/camt/read-camt.ts'
import { Problem } from '#src/kernel/problem.ts'
import { corpus } from '#test/support/corpus.ts'
import { differences, type Getters } from './genkgo-differences.ts'

const folder = corpus('camt-genkgo/test/data')
const files = readdirSync(folder).filter((name) => name.endsWith('.xml'))

describe('camt samples with every value of the parsed message', () => {
  it('has samples of all three messages', () => {
    expect(new Set(files.map((name) => name.slice(0, 7)))).toEqual(new Set(['camt052', 'camt053', 'camt054']))
  })

  for (const name of files) {
    if (name.endsWith('.wrong.xml')) {
      it(`refuses ${name}`, () => {
        expect(() => readCamt(readFileSync(`${folder}/${name}`))).toThrow(Problem)
      })
      continue
    }
    it(`reads ${name} as the oracle does`, () => {
      const message = readCamt(readFileSync(`${folder}/${name}`))
      const expected = JSON.parse(readFileSync(`${folder}/${name.replace(/xml$/, 'json')}`, 'utf8')) as Getters
      const { compared, found } = differences(message, expected)
      expect(found).toEqual([])
      expect(compared).toBeGreaterThan(40)
    })
  }
})
