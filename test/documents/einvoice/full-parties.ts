import type { Attachment, Party, PaymentMeans } from '#src/documents/einvoice/invoice-model.ts'
import { fc } from '#test/support/property.ts'
import { date, digits, long, maybe, some } from './full-values.ts'
import { text } from './invoice-arbitrary.ts'

const address = fc.record({
  street: maybe(long),
  additionalStreet: maybe(text),
  addressLine: maybe(text),
  city: text,
  postalCode: digits(4),
  subdivision: maybe(text),
  country: fc.constantFrom('NO', 'FI', 'LV'),
})
const contact = fc.record({ name: text, phone: fc.constant('+47 22 33 44 55'), email: fc.constant('a@b.example') })
const GLN = { id: '7300010000001', scheme: '0088' }

export const party: fc.Arbitrary<Party> = fc.record({
  name: long,
  tradingName: maybe(text),
  identifiers: some(
    fc.oneof(
      fc.constant(GLN),
      text.map((id) => ({ id, scheme: undefined })),
    ),
    1,
  ),
  legalId: fc.constant({ id: '991825827', scheme: '0192' }),
  vatNumber: fc.constant('NO991825827MVA'),
  taxRegistrations: fc.constant([]),
  legalForm: maybe(text),
  endpoint: fc.constantFrom({ id: '991825827', scheme: '0192' }, GLN),
  address: address.map((one) => ({ ...one, country: 'NO' })),
  contact: maybe(contact),
})

export const payee = fc.record({
  name: long,
  identifiers: some(fc.constantFrom(GLN, { id: 'P-1', scheme: undefined }), 1),
  legalId: maybe(fc.constant({ id: '991825827', scheme: '0192' })),
  taxRegistrations: fc.constant([]),
})
export const representative = fc.record({
  name: long,
  identifiers: fc.constant([]),
  vatNumber: fc.constant('NO923609016MVA'),
  taxRegistrations: fc.constant([]),
  address,
})
export const delivery = fc.record({
  deliveredOn: date,
  name: maybe(long),
  location: maybe(fc.constantFrom(GLN, { id: 'Lager 4', scheme: undefined })),
  address,
})

const MEDIA = [
  ['application/pdf', 'vedlegg.pdf'],
  ['image/png', 'bilde.png'],
  ['image/jpeg', 'bilde æøå.jpg'],
  ['text/csv', 'timer.csv'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'timer.xlsx'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'timer.ods'],
] as const
export const attachments: fc.Arbitrary<Attachment[]> = some(
  fc.record({
    id: text,
    description: maybe(long),
    file: maybe(fc.tuple(fc.constantFrom(...MEDIA), fc.uint8Array({ minLength: 1, maxLength: 3000 }))),
    url: maybe(fc.constant('https://example.com/vedlegg?a=1&b=2')),
  }),
  3,
).map((all) =>
  all.map(({ file, ...one }, index) => ({
    ...one,
    ...(file && { mediaType: file[0][0], fileName: `${index} ${file[0][1]}`, content: new Uint8Array(file[1]) }),
  })),
)

const iban = { id: 'NO9386011117947', form: 'iban' as const }
const bank = (code: string) =>
  fc.record({
    code: fc.constant(code),
    account: fc.record({
      id: fc.constant(iban.id),
      form: fc.constant(iban.form),
      name: maybe(long),
      bank: maybe(fc.constant('DNBANOKK')),
    }),
  })
export const paymentMeans: fc.Arbitrary<PaymentMeans[]> = fc
  .tuple(
    fc.oneof(
      some(bank('30'), 3, 1),
      some(bank('58'), 2, 1),
      fc.constant([{ code: '48', card: { number: '1234', network: 'VISA', holder: 'Kari Nordmann' } }]),
      fc.constant([{ code: '59', directDebit: { mandate: 'M-1', debitedAccount: 'DE89370400440532013000' } }]),
      fc.constant([{ code: '10' }]),
    ),
    maybe(text),
    maybe(text),
  )
  .map(([all, reference, words]) =>
    all.map((one: PaymentMeans, index) => ({ ...one, reference, text: index === 0 ? words : undefined })),
  )
