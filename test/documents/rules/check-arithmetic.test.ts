import { describe, expect, it } from 'vitest'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { checkArithmetic } from '#src/documents/rules/check-arithmetic.ts'
import { formatDecimal } from '#src/kernel/decimal.ts'
import { corpusText } from '#test/support/corpus.ts'

const original = corpusText('peppol-bis-billing-3/rules/examples/Allowance-example.xml')
const check = (text: string) => checkArithmetic(readEInvoice(Buffer.from(text)))

describe('checkArithmetic', () => {
  it('finds nothing in an invoice that adds up', () => {
    expect(check(original).fired).toEqual([])
  })
  it('puts the declared total beside the computed one, and names the rules and the place', () => {
    const changed = original.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, '$199999.00')
    const { declared, computed, fired } = check(changed)
    expect(declared.payable && formatDecimal(declared.payable)).toBe('99999.00')
    expect(computed.payable).not.toEqual(declared.payable)
    expect(fired.map((one) => one.id)).toEqual(['BR-CO-16'])
    expect(fired[0]?.locations).toEqual(['/ubl:Invoice[1]/cac:LegalMonetaryTotal[1]'])
  })
  it('counts a rule once per place', () => {
    const changed = original.replaceAll(/(<cac:TaxSubtotal>[\s\S]*?<cbc:TaxAmount[^>]*>)[^<]*/g, '$11.00')
    const ids = check(changed).fired.map(({ id, count }) => `${id} ${count}`)
    expect(ids).toContain('BR-CO-14 1')
    expect(ids).toContain('BR-CO-17 2')
  })
  it('checks CII as it does UBL', () => {
    const example = corpusText('en16931/cii/examples/CII_example5.xml')
    expect(check(example).fired).toEqual([])
    const changed = example.replace(/(<ram:GrandTotalAmount[^>]*>)[^<]*/, '$11.00')
    expect(check(changed).fired.map((one) => one.id)).toEqual(['BR-CO-16', 'BR-CO-15'])
  })
  it('takes an amount that is no number as broken, not as a crash', () => {
    const changed = original.replace(/(<cbc:LineExtensionAmount[^>]*>)[^<]*/, '$1much')
    expect(check(changed).fired.map((one) => one.id)).toContain('BR-CO-10')
  })
})
