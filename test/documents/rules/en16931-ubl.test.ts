import { describe, expect, it } from 'vitest'
import { EN16931_UBL, EN16931_UBL_PEPPOL } from '#src/documents/rules/en16931/ubl.ts'
import { rulesOf } from '#src/documents/rules/engine/rule.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { ublFiles } from '../einvoice/invoice-files.ts'
import { expectUnitFile } from './expect-unit-file.ts'
import { idsOf, officialIds } from './official-ids.ts'
import { unitFilesIn } from './unit-files.ts'

const FILES = ['Invoice-unit-UBL', 'CreditNote-unit-UBL'].flatMap((folder) => unitFilesIn(`en16931/test/${folder}`))

describe('the official unit files of EN 16931 in UBL', () => {
  it.each(FILES)('%s has the outcome that it states', (file) => {
    expectUnitFile(file, [EN16931_UBL])
  })
})

describe('the rules of EN 16931 in UBL', () => {
  it.each([
    ['CEN', EN16931_UBL, 'en16931/ubl/schematron/preprocessed/EN16931-UBL-validation-preprocessed.sch'],
    ['Peppol', EN16931_UBL_PEPPOL, 'peppol-bis-billing-3/rules/sch/CEN-EN16931-UBL.sch'],
  ] as const)('are, in the edition of %s, all that the official set has, with its flags', (_, set, file) => {
    const official = officialIds(file)
    expect(official.length).toBeGreaterThan(900)
    expect(idsOf([set])).toEqual(official)
  })
  it('each say something of their own', () => {
    for (const rule of rulesOf([EN16931_UBL])) expect(rule.message, rule.id).toMatch(/^.{15,}\.$/)
  })
})

/** The Greek example leaves out the registered name of the seller, so it does break BR-06. */
const COMPLETE = ublFiles().filter((file) => /^en16931|billing-3\/rules\/(examples|national-examples\/NO)/.test(file))

describe('complete documents', () => {
  it.each(COMPLETE)('%s breaks no fatal rule', (file) => {
    const { fired } = validate(corpusBytes(file), { rules: ['en16931'] })
    expect(fired.filter((one) => one.flag === 'fatal')).toEqual([])
  })
})
