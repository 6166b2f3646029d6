import { DIMENSION_PROBLEMS } from '#src/companies/dimension.contract.ts'
import {
  CurrencyCode,
  companyParams,
  DateText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'
import { HOLD_REASONS, INVOICE_CHANNELS, PARTY_FACTS } from './party.ts'

const tag = 'Parties'
const Kind = z.enum(['supplier', 'customer', 'both']).openapi({ example: 'supplier' })
const Status = z.enum(['active', 'archived']).openapi({ example: 'active' })
const Name = z.string().trim().min(1).max(200).openapi({ example: 'Nordkraft AS' })
const Country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .openapi({ example: 'NO', description: 'ISO 3166-1 alpha-2 country' })
const SeenIn = z
  .object({ kind: z.string(), id: z.string() })
  .nullable()
  .openapi({ description: 'The voucher that brought it; null when a person or another system gave it' })

/** Facts and settings that a caller may send; a null empties the field. */
const writable = {
  country: Country.nullable(),
  organisationNumber: z.string().max(30).nullable().openapi({ example: '991825827' }),
  vatNumber: z.string().max(30).nullable().openapi({ example: 'NO991825827MVA' }),
  endpoint: z
    .string()
    .regex(/^\d{4}:\S{1,60}$/)
    .nullable()
    .openapi({ example: '0192:991825827', description: 'Electronic address: scheme and id of the Peppol participant' }),
  email: z.email().max(254).nullable().openapi({ example: 'faktura@nordkraft.example' }),
  currency: CurrencyCode.nullable(),
  paymentTermsDays: z.int().min(0).max(365).nullable().openapi({ example: 14 }),
  language: z
    .enum(['nb', 'en'])
    .nullable()
    .openapi({ example: 'nb', description: 'Language of the documents that it gets; null = that of the company' }),
  invoiceChannel: z.enum(INVOICE_CHANNELS).nullable().openapi({
    example: 'email',
    description: 'How the customer gets its invoices as soon as they are issued; null = they are sent by hand',
  }),
  defaultAccount: z
    .string()
    .max(20)
    .nullable()
    .openapi({ example: '6340', description: 'Account that lines are coded with when nothing knows better' }),
  defaultVatCode: z.string().max(20).nullable().openapi({ example: '1' }),
  defaultDimensions: z.record(z.string().max(60), z.string().max(60)).openapi({ example: { department: '20' } }),
  approvalPolicyId: idSchema('policy')
    .nullable()
    .openapi({ description: "Approval policy in place of the company's for what comes from this supplier" }),
  approverId: idSchema('member')
    .nullable()
    .openapi({ description: 'Member whom policies ask as the approver of this supplier' }),
  autoPost: z.boolean().openapi({
    description: 'A receipt without exceptions that needs no approval is posted without a person',
    example: false,
  }),
}

const BankAccount = z
  .object({
    id: idSchema('partyAccount'),
    account: z.string().openapi({ example: 'NO9386011117947', description: 'IBAN or national account number' }),
    bic: z.string().nullable().openapi({ example: 'DNBANOKK' }),
    status: z.enum(['usable', 'held', 'refused']).openapi({
      description: 'held: not released yet; refused: never paid to',
    }),
    firstSeenAt: InstantText,
    firstSeenBy: z.string().openapi({ example: 'Kari Nordmann' }),
    seenIn: SeenIn,
  })
  .openapi('PartyBankAccount')

const Hold = z
  .object({
    id: idSchema('hold'),
    reason: z.enum(HOLD_REASONS).openapi({ example: 'bankAccountChanged' }),
    accountId: idSchema('partyAccount').nullable(),
    was: z.string().nullable().openapi({ example: 'NO9386011117947' }),
    becomes: z.string().openapi({ example: 'NO1020345678903' }),
    approvalId: idSchema('approval').nullable().openapi({ description: 'Where people decide about it' }),
    openedAt: InstantText,
    openedBy: z.string(),
    seenIn: SeenIn,
    releasedAt: InstantText.nullable(),
    releasedBy: z.string().nullable(),
    outcome: z.enum(['released', 'refused']).nullable(),
    note: z.string().nullable(),
  })
  .openapi('PartyHold')

export const PartySchema = z
  .object({
    id: idSchema('party'),
    kind: Kind,
    status: Status,
    name: Name,
    names: z.array(z.string()).openapi({ description: 'Every name that the party was seen under' }),
    ...writable,
    bankAccounts: z.array(BankAccount),
    isOnHold: z.boolean().openapi({ description: 'Payment (never booking) waits until the holds are judged' }),
    holds: z.array(Hold).openapi({ description: 'Open holds' }),
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('Party')

const seen = { firstSeenAt: InstantText, firstSeenBy: z.string().nullable(), seenIn: SeenIn }

const DossierAccount = BankAccount.extend({
  confirmedBy: z.string().nullable().openapi({ description: 'Who approved it after a change' }),
  confirmedAt: InstantText.nullable(),
  timesPaid: z.int().openapi({ description: 'Payments of approved orders to it', example: 11 }),
  lastPaidOn: DateText.nullable(),
  receipts: z.int().openapi({ description: 'Receipts that ask to be paid there', example: 12 }),
  lastReceiptId: idSchema('receipt').nullable(),
}).openapi('DossierBankAccount')

const partyParams = companyParams.extend({ partyId: idSchema('party') })
const AccountBody = z.object({
  account: z.string().trim().min(1).max(50).openapi({ example: 'NO9386011117947' }),
  bic: z.string().max(11).nullable().optional().openapi({ example: 'DNBANOKK' }),
})

export const listPartiesOp = operation({
  id: 'listParties',
  method: 'get',
  path: '/v1/companies/{companyId}/parties',
  tag,
  scope: 'parties:read',
  summary: 'List suppliers and customers',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    kind: z
      .enum(['supplier', 'customer'])
      .optional()
      .openapi({ description: 'Parties that are both are in either list' }),
    status: Status.optional(),
    organisationNumber: z.string().max(30).optional().openapi({ example: '991825827' }),
    name: z.string().max(200).optional().openapi({ description: 'Beginning of one of its names', example: 'nordk' }),
    isOnHold: z
      .enum(['true', 'false'])
      .optional()
      .openapi({ description: 'Only parties whose payments wait, or do not' }),
  }),
  answer: { status: 200, schema: pageOf(PartySchema) },
})

export const createPartyOp = operation({
  id: 'createParty',
  method: 'post',
  path: '/v1/companies/{companyId}/parties',
  tag,
  scope: 'parties:write',
  summary: 'Create a supplier or customer',
  params: companyParams,
  body: z
    .object({ kind: Kind, name: Name, bankAccounts: z.array(AccountBody).max(20).optional() })
    .extend(z.object(writable).partial().shape),
  answer: { status: 201, schema: PartySchema },
  problems: [
    'party_exists',
    'party_name_missing',
    'organisation_number_invalid',
    'bank_account_invalid',
    ...DIMENSION_PROBLEMS,
  ],
})

export const getPartyOp = operation({
  id: 'getParty',
  method: 'get',
  path: '/v1/companies/{companyId}/parties/{partyId}',
  tag,
  scope: 'parties:read',
  summary: 'Read a party',
  params: partyParams,
  answer: { status: 200, schema: PartySchema },
})

export const updatePartyOp = operation({
  id: 'updateParty',
  method: 'patch',
  path: '/v1/companies/{companyId}/parties/{partyId}',
  tag,
  scope: 'parties:write',
  summary: 'Change a party, its settings, or archive it',
  params: partyParams,
  body: z.object({ kind: Kind, status: Status, name: Name, ...writable }).partial(),
  answer: { status: 200, schema: PartySchema },
  problems: [
    'version_stale',
    'party_exists',
    'party_name_missing',
    'organisation_number_invalid',
    ...DIMENSION_PROBLEMS,
  ],
})

export const getDossierOp = operation({
  id: 'getPartyDossier',
  method: 'get',
  path: '/v1/companies/{companyId}/parties/{partyId}/dossier',
  tag,
  scope: 'parties:read',
  summary: 'Read all that is known of a party: facts, changes, figures',
  params: partyParams,
  answer: {
    status: 200,
    schema: z
      .object({
        party: PartySchema,
        names: z.array(z.object({ name: Name, ...seen })),
        facts: z
          .array(z.object({ fact: z.enum(PARTY_FACTS), value: z.string(), isCurrent: z.boolean(), ...seen }))
          .openapi({ description: 'Every number and address that it had' }),
        bankAccounts: z.array(DossierAccount),
        mailSenders: z
          .array(
            z.object({
              address: z.string().openapi({ example: 'faktura@nordkraft.example' }),
              receipts: z.int().openapi({ example: 12 }),
              firstSeenAt: InstantText,
              lastSeenAt: InstantText,
            }),
          )
          .openapi({ description: 'Addresses from which mail with its receipts came' }),
        changes: z.array(Hold).openapi({ description: 'Every change that held payment, judged or not' }),
        figures: z
          .record(z.string(), z.record(z.string(), z.unknown()))
          .openapi({ description: 'Figures by area, such as receipts', example: {} }),
      })
      .openapi('PartyDossier'),
  },
})

export const addBankAccountOp = operation({
  id: 'addPartyBankAccount',
  method: 'post',
  path: '/v1/companies/{companyId}/parties/{partyId}/bank-accounts',
  tag,
  scope: 'parties:write',
  summary: 'Give a bank account of a party',
  description:
    'The first account is usable at once, unless the company setting holdFirstAccount is true; a later one is held until somebody else has approved it.',
  params: partyParams,
  body: AccountBody,
  answer: { status: 201, schema: PartySchema },
  problems: ['bank_account_invalid'],
})

export const judgeHoldOp = operation({
  id: 'judgePartyHold',
  method: 'post',
  path: '/v1/companies/{companyId}/parties/{partyId}/holds/{holdId}/judgements',
  tag,
  scope: 'payments:approve',
  summary: 'Say whether a change that holds payment is true',
  description:
    'The same answer as a decision about the approval of the hold; where its policy asks for more people the hold stays open until they have answered.',
  params: partyParams.extend({ holdId: idSchema('hold') }),
  body: z.object({
    outcome: z.enum(['released', 'refused']).openapi({ example: 'released' }),
    note: z.string().trim().min(1).max(500).openapi({ example: 'Called the supplier on the number of last year.' }),
  }),
  answer: { status: 200, schema: PartySchema },
  problems: ['hold_closed', 'hold_self', 'approval_not_assigned', 'approval_signed_already'],
})
