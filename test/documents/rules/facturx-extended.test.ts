import { describe, expect, it } from 'vitest'
import { validate } from '#src/documents/rules/validate.ts'
import { corpusText } from '#test/support/corpus.ts'

const original = corpusText(
  'mustang-validation/library/src/test/resources/subinvoicelines',
  'Extended___SubInvoiceLines_Buero_Material_Bsp3__.xml',
)
const idsOf = (text: string): string[] => validate(Buffer.from(text)).fired.map(({ id }) => id)
const before = new Set(idsOf(original))

/** Ids that fire since texts were exchanged, each where it first stands. */
function newAfter(...changes: readonly (readonly [from: string | RegExp, to: string])[]): string[] {
  let changed = original
  for (const [from, to] of changes) {
    const next = changed.replace(from, to)
    expect(next).not.toBe(changed)
    changed = next
  }
  return idsOf(changed).filter((id) => !before.has(id))
}

const property = (content: string) =>
  [
    '</ram:SpecifiedTradeProduct>',
    `<ram:ApplicableProductCharacteristic>${content}</ram:ApplicableProductCharacteristic></ram:SpecifiedTradeProduct>`,
  ] as const
const note = '<ram:IncludedNote><ram:SubjectCode>AAI</ram:SubjectCode></ram:IncludedNote>'
const registration = (scheme: string) =>
  [
    '</ram:BuyerTradeParty>',
    `<ram:SpecifiedTaxRegistration><ram:ID schemeID="${scheme}">DE1</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>`,
  ] as const

describe('EXTENDED asks of details', () => {
  it('that a note with a subject says something', () => {
    expect(newAfter(['<ram:IncludedNote>', `${note}<ram:IncludedNote>`])).toEqual(['BR-FXEXT-01'])
    const inLine = '</ram:AssociatedDocumentLineDocument>'
    expect(newAfter([inLine, note + inLine])).toContain('BR-FXEXT-02')
  })
  it('that others than the seller are registered for VAT only', () => {
    expect(newAfter(registration('FC'))).toContain('BR-FXEXT-03')
    expect(newAfter(registration('VA'))).not.toContain('BR-FXEXT-03')
  })
  it('that a property of a product has a name or code that is known, and one value', () => {
    const fine = '<ram:TypeCode>COLOR_TEXT</ram:TypeCode><ram:Value>1</ram:Value>'
    expect(newAfter(property(fine))).toEqual([])
    expect(newAfter(property(fine.replace('_', ' ')))).toEqual(['BR-FXEXT-04'])
    expect(newAfter(property('<ram:Value>1</ram:Value>'))).toContain('BR-FXEXT-BR-54-1')
    const measure = (unit: string) => `<ram:ValueMeasure${unit}>1</ram:ValueMeasure>`
    expect(newAfter(property(fine + measure(' unitCode="C62"')))).toContain('BR-FXEXT-BR-54-2')
    expect(newAfter(property(`<ram:Description>a</ram:Description>${measure(' unitCode=""')}`))).toContain(
      'BR-FXEXT-BR-54-2',
    )
  })
  it('that dates are written as their format says', () => {
    expect(newAfter([/format="102">\d+/, 'format="102">20241301'])).toContain('CII-DT-097')
    expect(newAfter([/format="102">\d+/, 'format="205">202412312460'])).toContain('BR-FXEXT-CII-DT-097a')
    expect(newAfter([/format="102">\d+/, 'format="205"> 202412312359\n'])).not.toContain('BR-FXEXT-CII-DT-097a')
  })
  it('when an amount is due', () => {
    const terms = /<ram:SpecifiedTradePaymentTerms>[\s\S]*<\/ram:SpecifiedTradePaymentTerms>/
    expect(newAfter([terms, ''])).toContain('BR-CO-25')
    expect(newAfter([terms, ''], [/(<ram:DuePayableAmount>)[^<]*/, '$10'])).not.toContain('BR-CO-25')
  })
  it('that no element is empty, as a warning', () => {
    expect(newAfter([/(<ram:Content>)[^<]*/, '$1'])).toContain('PEPPOL-EN16931-R008')
  })
})

describe('EXTENDED asks of groups and sums', () => {
  const firstPart = /(<ram:ParentLineID>\d+<\/ram:ParentLineID>\s*<ram:LineStatusReasonCode>)DETAIL/
  const itsAmount = /(<ram:LineStatusReasonCode>GROUP[\s\S]*?)<ram:LineTotalAmount>[^<]*<\/ram:LineTotalAmount>/
  it('that the groups in a group with an amount have one too', () => {
    expect(newAfter([firstPart, '$1GROUP'])).not.toContain('BR-FXEXT-12')
    expect(newAfter([firstPart, '$1GROUP'], [itsAmount, '$1'])).toContain('BR-FXEXT-12')
  })
  it('that sums fit with and without the exemption reason, and accepts one of the two', () => {
    const reason = '<ram:ExemptionReason>another</ram:ExemptionReason>'
    expect(newAfter([/(<ram:TypeCode>VAT<\/ram:TypeCode>)/, `$1${reason}`])).toEqual(['BR-FXEXT-S-08rev'])
    const wrong = newAfter([/(<ram:BasisAmount>)1405\.00/, '$11406.00'])
    expect(wrong).toEqual(expect.arrayContaining(['BR-FXEXT-S08b', 'BR-FXEXT-S-08ini', 'BR-FXEXT-S-08rev']))
  })
})
