import { isIban, isNorwegianBban } from '#src/kernel/iban.ts'
import { DateText, z } from '#src/platform/http/contract.ts'
import { documentText } from './text.contract.ts'

const text = (max: number, example: string, description: string) =>
  documentText(max).nullable().optional().openapi({ example, description })

const Id = documentText(100)

const identifierOf = (scheme: string, id: string, description: string) =>
  z.strictObject({
    id: Id.openapi({ example: id }),
    scheme: documentText(10).optional().openapi({ example: scheme, description }),
  })

/** BG-5, BG-8, BG-15 as far as a form asks for them. */
export const Address = z
  .strictObject({
    street: documentText(500).optional().openapi({ example: 'Storgata 1' }),
    postalCode: documentText(20).optional().openapi({ example: '0155' }),
    city: documentText(100).optional().openapi({ example: 'Oslo' }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .openapi({ example: 'NO', description: 'ISO 3166-1 alpha-2 country' }),
  })
  .openapi('InvoiceAddress')

const saysSomething = (value: object): boolean => Object.values(value).some((one) => one !== undefined)

const Period = z
  .strictObject({ from: DateText.optional(), to: DateText.optional() })
  .refine(saysSomething, 'says from or to (EN 16931 BR-CO-19)')
  .refine(({ from, to }) => !from || !to || from <= to, 'must not end before it begins (EN 16931 BR-29)')
  .openapi('InvoicePeriod')

const period = (description: string) => Period.nullable().optional().openapi({ description })

const Delivery = z
  .strictObject({
    name: Id.optional().openapi({ example: 'Lager Vest', description: 'Who got it (BT-70)' }),
    location: identifierOf('0088', '7300010000001', 'ISO 6523: 0088 for a GLN')
      .optional()
      .openapi('InvoiceLocation', { description: 'BT-71' }),
    address: Address.optional(),
  })
  .refine(saysSomething, 'says who, where or at which location')
  .openapi('InvoiceDeliveryPlace')

const isAccount = (account: string): boolean => isIban(account) || isNorwegianBban(account)

const Payee = z
  .strictObject({
    name: Id.openapi({ example: 'Nordisk Factoring AS' }),
    identifier: identifierOf('0088', '7300010000001', 'ISO 6523').optional().openapi({ description: 'BT-60' }),
    legalId: identifierOf('0192', '991825827', 'ISO 6523: 0192 for a Norwegian organisation number')
      .optional()
      .openapi({ description: 'BT-61' }),
    bankAccount: z
      .string()
      .trim()
      .max(40)
      .refine(isAccount, 'must be an IBAN or a Norwegian account number')
      .optional()
      .openapi({ example: 'NO9386011117947', description: "The seller's own when left out" }),
  })
  .openapi('InvoicePayee')

const Preceding = z
  .strictObject({ number: Id.openapi({ example: '10001' }), issuedOn: DateText.optional() })
  .openapi('PrecedingInvoice')

/** What buyers ask for on an invoice: the same names when it is written and when it is read. */
export const invoiceTerms = {
  contractReference: text(100, 'RAM-2026-7', 'Contract (BT-12)'),
  projectReference: text(100, 'P-104', "The buyer's project (BT-11)"),
  salesOrderReference: text(100, 'SO-881', 'Order at the seller (BT-14)'),
  receivingAdviceReference: text(100, 'GR-12', 'Receiving advice (BT-15)'),
  despatchAdviceReference: text(100, 'PK-5510', 'Despatch advice (BT-16)'),
  tenderReference: text(100, 'LOT-3', 'Tender or lot (BT-17)'),
  invoicedObject: identifierOf('AVE', '707057500012345678', 'UNTDID 1153')
    .nullable()
    .optional()
    .openapi({ description: 'What is invoiced: a meter, a subscription (BT-18)' }),
  accountingCost: text(100, '4217:2323:2323', "Where the buyer books it (BT-19); the buyer's words"),
  paymentTerms: text(1000, '2 % within 8 days', 'Terms of payment (BT-20)'),
  period: period('Invoicing period (BG-14)'),
  delivery: Delivery.nullable()
    .optional()
    .openapi({ description: 'Where it went, when not to the buyer (BG-13, BG-15)' }),
  payee: Payee.nullable().optional().openapi({ description: 'Who is paid, when not the seller (BG-10)' }),
  precedingInvoices: z
    .array(Preceding)
    .max(50)
    .optional()
    .openapi({ description: 'Invoices that this one goes on from (BG-3); a credit note has its own' }),
}

/** GTIN: digits with a check digit, weights 3 and 1 from the right (GS1 General Specifications 7.9). */
export function isGtin(id: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(id)) return false
  const digits = [...id].reverse().map(Number)
  return digits.reduce((sum, digit, place) => sum + digit * (place % 2 === 1 ? 3 : 1), 0) % 10 === 0
}

const StandardItemId = z
  .strictObject({
    id: Id.openapi({ example: '7044610878485' }),
    scheme: documentText(10).default('0160').openapi({ description: 'ISO 6523: 0160 for a GTIN' }),
  })
  .refine(({ id, scheme }) => scheme !== '0160' || isGtin(id), 'is no GTIN; its check digit is wrong')
  .openapi('StandardItemId')

const Classification = z
  .strictObject({
    code: Id.openapi({ example: '50201706' }),
    list: z
      .string()
      .regex(/^[A-Z0-9]{2,3}$/)
      .openapi({ example: 'TST', description: 'UNTDID 7143: TST for UNSPSC, STI for CPV, HS for customs' }),
    listVersion: Id.optional().openapi({ example: '26.0801' }),
  })
  .openapi('ItemClassification')

/** What buyers ask for on a line. */
export const lineTerms = {
  note: text(1000, 'Delivered on Tuesday', 'Note on the line (BT-127)'),
  details: text(1000, 'Whole beans, dark roast', 'Description of the item beside its name (BT-154)'),
  invoicedObject: identifierOf('AVE', '707057500012345678', 'UNTDID 1153')
    .nullable()
    .optional()
    .openapi({ description: 'What is invoiced by the line (BT-128)' }),
  orderLine: text(100, '10', "Line of the buyer's order (BT-132)"),
  accountingCost: text(100, '4217', 'Where the buyer books the line (BT-133)'),
  period: period('Period of the line (BG-26)'),
  sellersItemId: text(100, 'KB-1000', 'Item number of the seller (BT-155)'),
  buyersItemId: text(100, '77-1', 'Item number of the buyer (BT-156)'),
  standardItemId: StandardItemId.nullable().optional().openapi({ description: 'BT-157' }),
  classifications: z.array(Classification).max(20).optional().openapi({ description: 'BT-158' }),
  originCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .optional()
    .openapi({ example: 'CO', description: 'Country of origin, ISO 3166-1 alpha-2 (BT-159)' }),
  attributes: z
    .array(
      z
        .strictObject({ name: Id.openapi({ example: 'Roast' }), value: Id.openapi({ example: 'Dark' }) })
        .openapi('ItemAttribute'),
    )
    .max(50)
    .optional()
    .openapi({ description: 'BG-32' }),
}
