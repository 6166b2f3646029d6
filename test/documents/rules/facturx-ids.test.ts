import { describe, expect, it } from 'vitest'
import { rulesOf } from '#src/documents/rules/engine/rule.ts'
import { FACTURX_BASIC_WL, FACTURX_EXTENDED, FACTURX_MINIMUM } from '#src/documents/rules/facturx/profiles.ts'

/** Ids in the official stylesheets of Factur-X 1.09 without those of structure: what they begin with, and how they end. */
const OFFICIAL = {
  minimum: ['BR- 01..09 13..15', 'BR-CO- 09 26', 'BR-DEC- 12..14 18'],
  basicwl: [
    'BR- 01..15 17..20 29 31..33 36..38 45..50 53 55..57 61..63',
    'BR-AE- 03..04 06..07 09..10',
    'BR-AF- 03..04 06..07 09..10',
    'BR-AG- 03..04 06..07 09..10',
    'BR-CO- 03 05..06 09 11..19 21..22 26',
    'BR-DEC- 01..02 05..06 09..20',
    'BR-E- 03..04 06..07 09..10',
    'BR-G- 03..04 06..07 09..10',
    'BR-IC- 03..04 06..07 09..12',
    'BR-O- 03..04 06..07 09..11 13..14',
    'BR-S- 03..04 06..07 09..10',
    'BR-Z- 03..04 06..07 09..10',
    'CII-SR- 463..473',
  ],
  extended: [
    'BR- 01..21 25 29..33 36..37 41..43 45..53 55..57 61..65',
    'BR-AE- 02..07 09..10',
    'BR-AF- 02..07 09',
    'BR-AG- 02..07 09',
    'BR-B- 01..02',
    'BR-CO- 03 05 07 09 14 18..21 23 25..26',
    'BR-DEC- 01..02 05..06 09..20 23..25 27..28',
    'BR-E- 02..07 09..10',
    'BR-FXEXT- 01..04 06 08 11..12 S08b',
    'BR-FXEXT-AE- 01 08b 08ini 08rev',
    'BR-FXEXT-AF- 01 08b 08ini 08rev',
    'BR-FXEXT-AG- 01 08b 08ini 08rev',
    'BR-FXEXT-BR- 22..24 26 38 44',
    'BR-FXEXT-BR-54- 1..2',
    'BR-FXEXT-CII-DT- 097a',
    'BR-FXEXT-CO- 04 10..13 15..16',
    'BR-FXEXT-E- 01 08b 08ini 08rev',
    'BR-FXEXT-G- 01 08b 08ini 08rev',
    'BR-FXEXT-IC- 01 08b 08ini 08rev',
    'BR-FXEXT-O- 01 08b 08ini 08rev',
    'BR-FXEXT-S- 01 08ini 08rev 09b',
    'BR-FXEXT-Z- 01 08b 08ini 08rev',
    'BR-G- 02..07 09..10',
    'BR-IC- 02..07 09..12',
    'BR-O- 05..07 09..10',
    'BR-S- 02..07',
    'BR-Z- 02..07 09',
    'CII-DT- 097',
    'CII-SR- 463..469 471..473 475..476',
    'PEPPOL-EN16931- R008',
  ],
}

const idsOf = (row: string): string[] => {
  const [prefix = '', ...ends] = row.split(' ')
  return ends.flatMap((end) => {
    const [from = '', to = from] = end.split('..')
    if (from === to) return prefix + from
    const count = Number(to) - Number(from) + 1
    return Array.from({ length: count }, (_, n) => prefix + String(Number(from) + n).padStart(from.length, '0'))
  })
}

const OURS = { minimum: FACTURX_MINIMUM, basicwl: FACTURX_BASIC_WL, extended: FACTURX_EXTENDED }

describe('a profile of Factur-X', () => {
  it.each(Object.entries(OURS))(
    '%s has the official ids, and beside them only the code lists of the norm',
    (name, set) => {
      const official = OFFICIAL[name as keyof typeof OFFICIAL].flatMap(idsOf)
      const ours = new Set(rulesOf([set]).map(({ id }) => id))
      const rest = [...ours].filter((id) => !/^(FX-SCH-A|BR-CL)-/.test(id))
      expect(official.length).toBeGreaterThan(15)
      expect(rest.sort()).toEqual([...new Set(official)].sort())
    },
  )
})
