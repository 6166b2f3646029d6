import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import { newId } from '#src/kernel/id.ts'
import type {
  AttachmentModel,
  BillModel,
  ContactModel,
  JournalModel,
  ModelKind,
  Models,
  PaymentModel,
} from '../models.ts'
import type { Push } from '../sdk.ts'
import { Shortfall, type Stand } from './stand.ts'

/** Sample records that a connector is tried with: plain ones with what real ones have, such as letters outside ASCII. */

const contact = (): ContactModel => ({
  id: newId('party'),
  name: `Ærlig Rør & Bygg "Øst" AS ${newId('party').slice(-6)}`,
  organisationNumber: '923609016',
  vatNumber: 'NO923609016MVA',
  country: 'NO',
  email: 'faktura@example.no',
  isSupplier: true,
  isCustomer: true,
})

const line = (accountCode: string, taxCode: string) => ({ accountCode, taxCode, tracking: [] })

/** Two lines, the second of which is not quantity × price because of a discount. */
const document = (contactExternalId: string, account: string, tax: string): BillModel => ({
  id: newId('receipt'),
  kind: 'invoice',
  number: `F-${newId('receipt').slice(-8)}`,
  contact: { id: newId('party'), externalId: contactExternalId },
  issuedOn: bookDate('2026-03-02'),
  dueOn: bookDate('2026-03-16'),
  currency: 'NOK',
  lines: [
    {
      ...line(account, tax),
      description: 'Rørdeler',
      quantity: decimal('3'),
      unitPrice: decimal('1000.00'),
      netMinor: 300_000n,
      vatMinor: 75_000n,
    },
    {
      ...line(account, tax),
      description: 'Frakt, rabattert',
      quantity: decimal('3'),
      unitPrice: decimal('33.33'),
      netMinor: 9_000n,
      vatMinor: 2_250n,
    },
  ],
  netMinor: 309_000n,
  vatMinor: 77_250n,
  grossMinor: 386_250n,
  paymentReference: '000012345674',
})

/** Net plus VAT of the sample document. */
export const SAMPLE_GROSS_MINOR = 386_250n

export const pushOf = <K extends ModelKind>({ connector }: Stand, kind: K): Push<Models[K]> => {
  const push: Push<Models[K]> | undefined = connector.push[kind]
  if (!push) throw new Shortfall(`the connector pushes no ${kind}`)
  return push
}

/** A record of this kind that is ready to be pushed: what it needs at the vendor is there. */
export async function sampleOf<K extends ModelKind>(stand: Stand, kind: K): Promise<Models[K]> {
  const makers: { [L in ModelKind]: () => Promise<Models[L]> } = {
    contact: async () => contact(),
    bill: async () => document(await pushed(stand, 'contact'), stand.codes.expense, stand.codes.inputVat),
    salesInvoice: async () => document(await pushed(stand, 'contact'), stand.codes.income, stand.codes.outputVat),
    attachment: async () => attachment(await pushed(stand, 'bill')),
    payment: async () => payment(await pushed(stand, 'bill'), stand.codes.bank),
    journal: async () => journal(stand),
  }
  return makers[kind]()
}

/** Pushes a sample and gives the vendor's id. */
export async function pushed(stand: Stand, kind: ModelKind): Promise<string> {
  const record = await pushOf(stand, kind).create(stand.cx, await sampleOf(stand, kind), newId('operation'))
  return record.externalId
}

const attachment = (externalId: string): AttachmentModel => ({
  id: newId('document'),
  of: { id: newId('receipt'), externalId, model: 'bill', kind: 'invoice' },
  fileName: 'Faktura: mars/2026.xml',
  mediaType: 'application/xml',
  bytes: new TextEncoder().encode('<Invoice>æøå</Invoice>'),
})

const payment = (externalId: string, bankAccountCode: string): PaymentModel => ({
  id: newId('match'),
  settles: { id: newId('receipt'), externalId, model: 'bill', kind: 'invoice' },
  paidOn: bookDate('2026-03-16'),
  currency: 'NOK',
  amountMinor: 100_050n,
  bankAccountCode,
})

function journal({ codes }: Stand): JournalModel {
  const side = { description: 'Periodisering', taxCode: null }
  return {
    id: newId('journalEntry'),
    narration: 'Periodisert leie',
    bookedOn: bookDate('2026-03-31'),
    currency: 'NOK',
    lines: [
      { ...side, accountCode: codes.expense, amountMinor: 12_345n },
      { ...side, accountCode: codes.income, amountMinor: -12_345n },
    ],
  }
}
