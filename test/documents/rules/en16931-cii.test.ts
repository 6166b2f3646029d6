import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NAMESPACES } from '#src/documents/einvoice/namespaces.ts'
import { EN16931_CII, EN16931_CII_PEPPOL } from '#src/documents/rules/en16931/cii.ts'
import { evaluate } from '#src/documents/rules/engine/evaluate.ts'
import { rulesOf } from '#src/documents/rules/engine/rule.ts'
import { Subject } from '#src/documents/rules/engine/subject.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { corpusFiles } from '#test/support/corpus.ts'
import { expectUnitFile } from './expect-unit-file.ts'
import { idsOf, officialIds } from './official-ids.ts'
import { unitFilesIn } from './unit-files.ts'

describe('the official unit files of EN 16931 in CII', () => {
  it.each(unitFilesIn('en16931/test/cii'))('%s has the outcome that it states', (file) => {
    expectUnitFile(file, [EN16931_CII])
  })
})

describe('the rules of EN 16931 in CII', () => {
  it.each([
    ['CEN', EN16931_CII, 'en16931/cii/schematron/preprocessed/EN16931-CII-validation-preprocessed.sch', 800],
    ['Peppol', EN16931_CII_PEPPOL, 'peppol-bis-billing-3/rules/sch/CEN-EN16931-CII.sch', 770],
  ] as const)('are, in the edition of %s, all that the official set has, with its flags', (_, set, file, atLeast) => {
    const official = officialIds(file)
    expect(official.length).toBeGreaterThan(atLeast)
    expect(idsOf([set])).toEqual(official)
  })
  it('each say something of their own', () => {
    for (const rule of rulesOf([EN16931_CII, EN16931_CII_PEPPOL])) expect(rule.message, rule.id).toMatch(/^.{15,}\.$/)
  })
})

const fatalIn = (file: string) =>
  evaluate(new Subject(parseXml(readFileSync(file), { namespaces: NAMESPACES })), [EN16931_CII])
    .filter((one) => one.flag === 'fatal')
    .map((one) => `${one.id} ${one.count}`)

describe('complete CII documents', () => {
  it.each([
    ...corpusFiles('en16931/cii/examples', '.xml'),
    ...corpusFiles('xrechnung-testsuite', 'uncefact.xml').filter((file) => !/\/(extension|cvd)\//.test(file)),
  ])('%s breaks no fatal rule', (file) => {
    expect(fatalIn(file)).toEqual([])
  })
})

describe('an electronic address', () => {
  it('has its scheme at any number of the first address', () => {
    const [file = ''] = corpusFiles('en16931/cii/examples', '.xml')
    const address = (content: string) => `<ram:URIUniversalCommunication>${content}</ram:URIUniversalCommunication>`
    const firedWith = (content: string) => {
      const text = readFileSync(file, 'utf8').replace('</ram:BuyerTradeParty>', `${address(content)}$&`)
      const root = parseXml(Buffer.from(text), { namespaces: NAMESPACES })
      return evaluate(new Subject(root), [EN16931_CII]).map(({ id }) => id)
    }
    expect(firedWith('<ram:URIID>1</ram:URIID><ram:URIID schemeID="EM">a@b.no</ram:URIID>')).not.toContain('BR-63')
    expect(firedWith('<ram:URIID>1</ram:URIID>')).toContain('BR-63')
  })
})
