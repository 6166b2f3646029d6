import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { invoiceXmlOf } from '#src/documents/pdf/pdf-invoice.ts'
import { rulesOf } from '#src/documents/rules/engine/rule.ts'
import { structureOf } from '#src/documents/rules/facturx/structure.ts'
import type { RuleSetName } from '#src/documents/rules/rule-sets.ts'
import { validate } from '#src/documents/rules/validate.ts'
import { corpus } from '#test/support/corpus.ts'

/** Numbers of the rules FX-SCH-A-* in the official stylesheets of Factur-X 1.09. */
const OFFICIAL = {
  minimum: '19-45 192 406-414',
  basicwl: '19-21 24-25 27-30 32-35 37-39 41-44 160-169 171-181 183-196 391 406-407 409 411-413 415-489',
  basic: [
    '19-21 24-25 27-30 32-35 37-39 41-44 160-161 163-169 171-178 183-185 187-195 265-276 278-279 406-407 409',
    '411-413 415 419-420 422 425-426 428 430-434 436-437 439-440 442 445-446 448 450-453 455-456 458 460 462',
    '465 467-470 473-474 477-481 484 488 490-552',
  ].join(' '),
  en16931: [
    '19-21 24-25 27-30 32-35 37-39 41-44 160-161 163-169 171-178 183-185 187-195 265-274 276 278-279 282-297',
    '406-407 409 411-413 415 419-420 422 425-426 428 430-434 436-437 439-440 442 445-446 448 450-453 455-456',
    '458 460 462 465 467-470 473-474 477-481 484 488 529-532 535-536 539 541 543-544 546-547 549-551 553-628',
  ].join(' '),
  extended: [
    '19-21 24-25 27-30 32-35 37-39 41-44 161 163 165-169 171-173 176-178 183-185 187-195 265-267 270 273 277',
    '283-286 289-292 296 315-317 319-338 340-344 346 382-390 406-407 409 411-413 415 419-420 422 425-426 428',
    '430-434 436-437 439-440 442 445-446 448 450-451 453 455-456 458 460 462 465 467 469-470 473-474 477-481',
    '484 488 530-532 539 541 543-544 546-547 550-551 557-558 560-561 563-564 566 572 575 577-578 584 590 608',
    '615-616 625 627 630-1173',
  ].join(' '),
}

const numbersIn = (ranges: string): number[] =>
  ranges.split(' ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, place) => from + place)
  })

describe('the structure of a profile', () => {
  it.each(Object.entries(OFFICIAL))('%s has the official ids', (name, ranges) => {
    const rules = rulesOf([{ name, patterns: [structureOf(name as keyof typeof OFFICIAL)] }])
    const ids = new Set(rules.map(({ id }) => id))
    const official = numbersIn(ranges).map((number) => `FX-SCH-A-${String(number).padStart(6, '0')}`)
    expect([...ids].sort()).toEqual(official)
    expect(new Set(rules.map(({ flag }) => flag))).toEqual(new Set(['fatal']))
  })
})

const FILES = {
  minimum: 'factur-x-fixtures/tests/fixtures/xml/factur-x-minimum.xml',
  basicwl: 'mustang-validation/validator/src/test/resources/validAvoir_FR_type380_BASICWL.pdf',
  basic: 'factur-x-fixtures/tests/fixtures/xml/factur-x-basic.xml',
  en16931: 'factur-x-fixtures/tests/fixtures/xml/factur-x-en16931.xml',
  extended:
    'mustang-validation/library/src/test/resources/subinvoicelines/Extended_Fallschutz-Set_SubInvoiceLine_Bsp5.xml',
}
type Profile = keyof typeof FILES

const xml = (profile: Profile): string => Buffer.from(invoiceXmlOf(readFileSync(corpus(FILES[profile])))).toString()

function structureAfter(profile: Profile, from: string | RegExp, to: string, rules?: RuleSetName[]) {
  const changed = xml(profile).replace(from, to)
  if (from !== '') expect(changed).not.toBe(xml(profile))
  return validate(Buffer.from(changed), { rules }).fired.filter(({ id }) => id.startsWith('FX-SCH-A-'))
}
const idsAfter = (...change: Parameters<typeof structureAfter>) => structureAfter(...change).map(({ id }) => id)

describe('a Factur-X', () => {
  it.each(['minimum', 'basicwl', 'basic', 'extended'] as const)('of the profile %s breaks none', (name) => {
    expect(idsAfter(name, '', '')).toEqual([])
  })
  it('has what must stand once, and says where it is missing', () => {
    const [fired] = structureAfter('minimum', /<ram:BuyerTradeParty>[\s\S]*<\/ram:BuyerTradeParty>/, '')
    expect(fired).toMatchObject({
      count: 1,
      locations: [
        '/rsm:CrossIndustryInvoice[1]/rsm:SupplyChainTradeTransaction[1]/ram:ApplicableHeaderTradeAgreement[1]',
      ],
      message: 'ram:ApplicableHeaderTradeAgreement has ram:BuyerTradeParty exactly once.',
    })
  })
  it('has what may stand once no more often', () => {
    const name = 'ram:BusinessProcessSpecifiedDocumentContextParameter'
    const one = `<${name}><ram:ID>A1</ram:ID></${name}>`
    const double = idsAfter('minimum', /(<rsm:ExchangedDocumentContext>)[\s\S]*?(<ram:Guideline)/, `$1${one}${one}$2`)
    expect(double).toHaveLength(1)
  })
  it('has the attributes that are asked for', () => {
    expect(idsAfter('minimum', /<udt:DateTimeString format="102">/, '<udt:DateTimeString>')).toHaveLength(1)
  })
  it('has codes of the list, and an empty one is judged by others', () => {
    expect(idsAfter('minimum', /<ram:TypeCode>380</, '<ram:TypeCode>999<')).toHaveLength(1)
    expect(idsAfter('minimum', /<ram:TypeCode>380</, '<ram:TypeCode><')).toEqual([])
  })
  it('is judged by a condition of its place: the registration of VAT and that of taxes', () => {
    const twice = idsAfter(
      'basicwl',
      /(<ram:SpecifiedTaxRegistration>\s*<ram:ID schemeID="VA">[\s\S]*?<\/ram:SpecifiedTaxRegistration>)/,
      '$1$1',
    )
    expect(twice).toHaveLength(1)
  })
  it('of the profile EN 16931 is judged when that is asked for', () => {
    expect(validate(Buffer.from(xml('en16931'))).rules).toEqual(['en16931'])
    const broken = ['en16931', /<ram:InvoiceCurrencyCode>[^<]*<\/ram:InvoiceCurrencyCode>/, ''] as const
    expect(idsAfter(...broken)).toEqual([])
    expect(idsAfter(...broken, ['facturx-en16931'])).not.toEqual([])
  })
  it('is judged in time when what a place asks for stands thousands of times', () => {
    const many = (element: string) => element.repeat(20_000)
    const changed = xml('extended')
      .replace(/<ram:InvoiceCurrencyCode>/, `${many('<ram:TaxCurrencyCode>NOK</ram:TaxCurrencyCode>')}$&`)
      .replace(/<ram:TaxTotalAmount/, `${many('<ram:TaxTotalAmount currencyID="SEK">1</ram:TaxTotalAmount>')}$&`)
      .replace(/<ram:SpecifiedTaxRegistration>/, `$&${many('<ram:ID schemeID="XX">1</ram:ID>')}`)
    expect(validate(Buffer.from(changed)).valid).toBe(false)
  })
})
