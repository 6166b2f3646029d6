import { describe, expect, it } from 'vitest'
import { PEPPOL_CII } from '#src/documents/rules/peppol/cii.ts'
import { expectUnitFile } from './expect-unit-file.ts'
import { idsOf, officialIds } from './official-ids.ts'
import { unitFilesIn } from './unit-files.ts'

const FOLDERS = ['PEPPOL', 'NO', 'DK', 'SE', 'IT', 'NL'].map((name) => `peppol-bis-billing-3/rules/unit-CII-${name}`)

describe('the official unit files of Peppol in CII', () => {
  it.each(FOLDERS.flatMap(unitFilesIn))('%s has the outcome that it states', (file) => {
    expectUnitFile(file, [PEPPOL_CII])
  })
})

describe('the rules of Peppol in CII', () => {
  it('are all that the official set has, with its flags', () => {
    const official = officialIds('peppol-bis-billing-3/rules/sch/PEPPOL-EN16931-CII.sch')
    expect(official.length).toBeGreaterThan(80)
    expect(idsOf([PEPPOL_CII])).toEqual(official)
  })
})
