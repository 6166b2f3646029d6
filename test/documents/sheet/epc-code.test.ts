import { expect, it } from 'vitest'
import { epcCode, type Transfer } from '#src/documents/sheet/epc-code.ts'
import { decimal } from '#src/kernel/decimal.ts'

const TRANSFER: Transfer = {
  iban: 'DE71 1102 2033 0123 4567 89',
  bic: 'BHBLDEHHXXX',
  name: 'Franz Mustermänn',
  amount: decimal('12.3'),
  currency: 'EUR',
  reference: 'RF18539007547034',
}
const IBAN = 'DE89370400440532013000'

// The layout is the one of the example in EPC069-12, section 3.
it('lays out a SEPA transfer as the European Payments Council says', () => {
  expect(epcCode({ ...TRANSFER, iban: IBAN })?.split('\n')).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    'BHBLDEHHXXX',
    'Franz Mustermänn',
    IBAN,
    'EUR12.30',
    '',
    'RF18539007547034',
    '',
  ])
})

it('quotes a number that is no creditor reference as free text, and leaves out what is no BIC', () => {
  const lines = epcCode({ ...TRANSFER, iban: IBAN, reference: '10 001\n', bic: 'SE:BANKGIRO' })?.split('\n')
  expect(lines?.slice(8)).toEqual(['', '', '10 001'])
  expect(lines?.[4]).toBe('')
})

it.for([
  { currency: 'NOK' },
  { iban: '8601.11.17947' },
  { iban: 'DE89370400440532013001' },
  { amount: decimal('0') },
  { amount: decimal('-1') },
  { amount: decimal('1000000000') },
  { name: ' ' },
])('is left out where no bank would take it: %o', (change) => {
  expect(epcCode({ ...TRANSFER, iban: IBAN, ...change })).toBeUndefined()
})
