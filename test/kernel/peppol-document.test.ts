import { describe, expect, it } from 'vitest'
import { takesDocument } from '#src/kernel/peppol-document.ts'

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##'
const BIS = `${UBL}urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1`
const pint = (customization: string) => `${UBL}urn:peppol:pint:${customization}::2.1`

describe('who is registered for documents', () => {
  it('takes a BIS document by that very name only, with or without its scheme', () => {
    expect(takesDocument([pint('billing-1*'), BIS], BIS)).toBe(true)
    expect(takesDocument([`busdox-docid-qns::${BIS}`], BIS)).toBe(true)
    const others = [
      BIS.replace('::2.1', '*::2.1'),
      `peppol-doctype-wildcard::${BIS}`,
      BIS.replace('Invoice-2', 'Order-2'),
    ]
    expect(takesDocument([...others, pint('billing-1*'), '*', ''], BIS)).toBe(false)
    expect(takesDocument([], BIS)).toBe(false)
  })

  it('takes a PINT document by its name, and by each that it is a special case of', () => {
    const document = pint('billing-1@jp-1@x')
    for (const name of ['billing-1@jp-1@x', 'billing-1@jp-1@x*', 'billing-1@jp-1*', 'billing-1*'])
      expect(takesDocument([`peppol-doctype-wildcard::${pint(name)}`], document)).toBe(true)
    for (const name of ['billing-1', 'billing-1@jp-1', 'billing-1@jp*', 'billing-1@aunz-1*', 'billing*', '*'])
      expect(takesDocument([pint(name)], document)).toBe(false)
    expect(takesDocument([`busdox-docid-qns::${pint('billing-1*')}`], document)).toBe(false)
  })
})
