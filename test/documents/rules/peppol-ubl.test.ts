import { describe, expect, it } from 'vitest'
import { rulesOf } from '#src/documents/rules/engine/rule.ts'
import { PEPPOL_UBL } from '#src/documents/rules/peppol/ubl.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { corpusBytes } from '#test/support/corpus.ts'
import { ublFiles } from '../einvoice/invoice-files.ts'
import { expectUnitFile } from './expect-unit-file.ts'
import { idsOf, officialIds } from './official-ids.ts'
import { unitFilesIn } from './unit-files.ts'

const FOLDERS = ['PEPPOL', 'NO', 'DK', 'SE', 'DE', 'IT', 'NL', 'GR'].map(
  (name) => `peppol-bis-billing-3/rules/unit-UBL-${name}`,
)

describe('the official unit files of Peppol in UBL', () => {
  it.each(FOLDERS.flatMap(unitFilesIn))('%s has the outcome that it states', (file) => {
    expectUnitFile(file, [PEPPOL_UBL])
  })
})

describe('the rules of Peppol in UBL', () => {
  it('are all that the official set has, with its flags', () => {
    const official = officialIds('peppol-bis-billing-3/rules/sch/PEPPOL-EN16931-UBL.sch')
    expect(official.length).toBeGreaterThan(140)
    expect(idsOf([PEPPOL_UBL])).toEqual(official)
  })
  it('each say something of their own', () => {
    for (const rule of rulesOf([PEPPOL_UBL])) expect(rule.message, rule.id).toMatch(/^.{15,}[.]$/)
  })
})

describe('complete Peppol documents', () => {
  it.each(ublFiles().filter((file) => /billing-3\/rules\/(examples|national-examples\/NO)/.test(file)))(
    '%s is valid by its own rule sets',
    (file) => {
      const { rules, fired } = validate(corpusBytes(file))
      expect(rules).toEqual(['en16931', 'peppol'])
      expect(fired.filter((one) => one.flag === 'fatal')).toEqual([])
    },
  )
})
