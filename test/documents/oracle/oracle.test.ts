import { describe, expect, it } from 'vitest'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { randomFrom } from '#test/support/random.ts'
import { compileSchematron } from './compile-schematron.ts'
import { mutate, readTree, writeTree } from './mutate.ts'

const EXAMPLE = 'peppol-bis-billing-3/rules/examples/Allowance-example.xml'

function mutant(seed: number): string {
  const tree = readTree(corpusBytes(EXAMPLE))
  mutate(tree, randomFrom(seed))
  return writeTree(tree)
}

describe('the mutants that both judges are given', () => {
  it('are the same for the same seed, and differ from the example and from each other', () => {
    const original = writeTree(readTree(corpusBytes(EXAMPLE)))
    expect(mutant(3)).toBe(mutant(3))
    expect(new Set([original, ...[1, 2, 3, 4, 5].map(mutant)]).size).toBeGreaterThan(4)
  })
})

describe('the compiler of Schematron', () => {
  it.each(['CEN-EN16931-UBL', 'CEN-EN16931-CII', 'PEPPOL-EN16931-UBL', 'PEPPOL-EN16931-CII'])(
    'gives every assertion of %s a place in the stylesheet',
    (name) => {
      const official = corpusBytes(`peppol-bis-billing-3/rules/sch/${name}.sch`)
      const sheet = compileSchematron(official, 'file:///official.sch')
      expect(parseXml(Buffer.from(sheet)).local).toBe('stylesheet')
      const assertions = Buffer.from(official)
        .toString()
        .replace(/<!--[\s\S]*?-->/g, '')
        .match(/<(\w+:)?assert\b/g)
      expect(sheet.match(/<svrl:failed-assert /g)?.length).toBe(assertions?.length)
    },
  )
})
