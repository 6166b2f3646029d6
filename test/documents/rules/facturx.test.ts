import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rulesOf } from '#src/documents/rules/engine/rule.ts'
import {
  FACTURX_BASIC,
  FACTURX_BASIC_WL,
  FACTURX_EN16931,
  FACTURX_EXTENDED,
  FACTURX_MINIMUM,
} from '#src/documents/rules/facturx/profiles.ts'
import { namesFor } from '#src/documents/rules/rule-sets.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { corpus, corpusFiles, corpusText } from '#test/support/corpus.ts'

/**
 * Three files of the set break rules as they are today: a party scheme that ISO 6523 does not have, currencies at every
 * amount, and packages counted in a unit that the profile EXTENDED does not list (the official rules say so too).
 */
const OUTDATED = /20190610_507\.pdf|Avoir_FR_type381_BASIC\.pdf|EXTENDED_Rechnungskorrektur\.pdf/
const CORRECT = ['.xml', '.pdf']
  .flatMap((ending) => corpusFiles('zugferd-corpus/ZUGFeRDv2/correct', ending))
  .filter((file) => !OUTDATED.test(file))
const MUSTANG = ['.xml', '.pdf']
  .flatMap((ending) => corpusFiles('mustang-validation/validator/src/test/resources', ending))
  .filter((file) => /\/valid[^/]*$/.test(file))
const EXTENDED = 'mustang-validation/library/src/test/resources/subinvoicelines'

describe('files that are called valid', () => {
  it.each([...CORRECT, ...MUSTANG])('%s is', (file) => {
    const { fired, valid } = validate(readFileSync(file))
    expect(fired.filter((one) => one.flag === 'fatal')).toEqual([])
    expect(valid).toBe(true)
  })
})

const PROFILES = [FACTURX_MINIMUM, FACTURX_BASIC_WL, FACTURX_BASIC, FACTURX_EN16931, FACTURX_EXTENDED]

describe('the profile of a Factur-X', () => {
  const judgedBy = (file: string) => validate(readFileSync(corpus(file))).rules
  it('chooses the rules: without lines, with more than the norm, or the norm itself', () => {
    expect(judgedBy('factur-x-fixtures/tests/fixtures/xml/factur-x-minimum.xml')).toEqual(['facturx-minimum'])
    expect(judgedBy('factur-x-fixtures/tests/fixtures/xml/factur-x-basic.xml')).toEqual(['en16931', 'facturx-basic'])
    expect(judgedBy(`${EXTENDED}/Extended_Fallschutz-Set_SubInvoiceLine_Bsp5.xml`)).toEqual(['facturx-extended'])
    expect(judgedBy('mustang-validation/validator/src/test/resources/validAvoir_FR_type380_BASICWL.pdf')).toEqual([
      'facturx-basicwl',
    ])
  })
  it.each([
    ['urn:factur-x.eu:1p0:minimum', 'facturx-minimum'],
    ['urn:zugferd.de:2p0:basicwl', 'facturx-basicwl'],
    ['urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended', 'facturx-extended'],
    ['urn:cen.eu:en16931:2017:conformant:zugferd.de:2p0:extended', 'facturx-extended'],
    ['urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic', 'en16931 facturx-basic'],
    ['urn:cen.eu:en16931:2017#compliant#urn:zugferd.de:2p0:basic', 'en16931 facturx-basic'],
    ['urn:cen.eu:en16931:2017', 'en16931'],
  ])('%s is judged by %s, as the versions write it', (profile, rules) => {
    expect(namesFor(profile, 'cii').join(' ')).toBe(rules)
  })
  it('has rules that each say something of their own', () => {
    for (const rule of rulesOf(PROFILES)) {
      expect(rule.message, rule.id).toMatch(/^.{15,}\.$/)
    }
  })
})

describe('EXTENDED', () => {
  const original = corpusText(EXTENDED, 'Extended___SubInvoiceLines_Buero_Material_Bsp3__.xml')
  const fatalAfter = (from: RegExp, to: string) => {
    const changed = original.replace(from, to)
    expect(changed).not.toBe(original)
    return validate(Buffer.from(changed))
      .fired.filter((one) => one.flag === 'fatal')
      .map((one) => one.id)
  }
  it('finds a group that is not the sum of its lines', () => {
    const wrong = validate(readFileSync(corpus(EXTENDED, 'invalidSubInvoiceLineHierarchy.xml')))
    expect(wrong.fired.filter((one) => one.flag === 'fatal').map((one) => one.id)).toEqual(['BR-FXEXT-08'])
  })
  it('finds a part of a line that is not there', () => {
    expect(fatalAfter(/(<ram:ParentLineID>)[^<]*/, '$199')).toContain('BR-FXEXT-11')
  })
  it('lets a total be off by a cent for each amount, and no more', () => {
    expect(fatalAfter(/(<ram:TaxBasisTotalAmount>)1405\.00/, '$11405.03')).not.toContain('BR-FXEXT-CO-13')
    expect(fatalAfter(/(<ram:TaxBasisTotalAmount>)1405\.00/, '$11406.00')).toContain('BR-FXEXT-CO-13')
  })
  it('finds an amount to pay that does not follow', () => {
    expect(fatalAfter(/(<ram:DuePayableAmount>)[^<]*/, '$11.00')).toEqual(['BR-FXEXT-CO-16'])
  })
})
