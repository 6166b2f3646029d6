import { describe, expect, it } from 'vitest'
import {
  extractFields,
  type KnownSign,
  recogniseSupplier,
  supplierSigns,
  wordsOfText,
} from '#src/documents/reading/fields/index.ts'

const sign = (kind: KnownSign['kind'], partyId: string, suppliers = 1): KnownSign => ({
  kind,
  value: 'value',
  partyId,
  suppliers,
})

describe('the signs of a supplier', () => {
  it('are the name, numbers and hosts on its pages, in a form for comparing', () => {
    const pages = wordsOfText(`
Fossheim Rør AS
Org.nr: 923 609 016 MVA   post@fossheim.example
Faktura 10234
Kontonummer: 1234.56.78911
`)
    expect(supplierSigns({ pages, extraction: extractFields(pages) })).toEqual([
      { kind: 'name', value: 'fossheimroras' },
      { kind: 'organisationNumber', value: '923609016' },
      { kind: 'account', value: '12345678911' },
      { kind: 'domain', value: 'fossheim' },
    ])
  })
})

describe('a supplier', () => {
  it('is recognised by a number, or by name and domain, for sure; by its name alone as a proposal', () => {
    expect(recogniseSupplier([sign('account', 'a')])).toEqual({ partyId: 'a', isSure: true })
    expect(recogniseSupplier([sign('name', 'a'), sign('domain', 'a')])).toEqual({ partyId: 'a', isSure: true })
    expect(recogniseSupplier([sign('name', 'a')])).toEqual({ partyId: 'a', isSure: false })
  })
  it('is not recognised by a domain alone, by a sign of two suppliers, or where signs say two', () => {
    expect(recogniseSupplier([sign('domain', 'a')])).toBeUndefined()
    expect(recogniseSupplier([sign('account', 'a', 2), sign('domain', 'a')])).toBeUndefined()
    expect(recogniseSupplier([sign('account', 'a'), sign('name', 'b')])).toBeUndefined()
    expect(recogniseSupplier([])).toBeUndefined()
  })
})
