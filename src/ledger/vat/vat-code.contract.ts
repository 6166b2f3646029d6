import { companyParams, DateText, DecimalText, InstantText, operation, pageOf, z } from '#src/platform/http/contract.ts'
import { AccountNumber, VatCodeName } from '../posting/journal-entry.contract.ts'

const tag = 'Ledger'
const Name = z.string().trim().min(1).max(200).openapi({ example: 'Input VAT, standard rate' })
const NameEn = z.string().trim().max(200).nullable()
const Direction = z.enum(['input', 'output'])
const Handling = z.enum(['none', 'input', 'output', 'reverseCharge']).openapi({
  description: 'What is booked: nothing, deductible VAT, VAT owed, or both because the buyer accounts for it',
})
const Percent = DecimalText.openapi({ example: '25', description: 'Per cent' })
const Rate = z.object({
  from: DateText,
  ratePercent: Percent,
  source: z.string().max(300).openapi({ example: 'Merverdiavgiftsloven chapter 5' }),
})
const Categories = z
  .array(z.string().max(3))
  .max(10)
  .openapi({
    example: ['S'],
    description: 'VAT categories of e-invoices (UNCL 5305) that the code answers to',
  })

export const VatCodeSchema = z
  .object({
    code: VatCodeName,
    name: Name,
    nameEn: NameEn,
    direction: Direction,
    handling: Handling,
    deductiblePercent: Percent.openapi({ example: '100' }),
    categories: Categories,
    ratePercent: Percent.nullable().openapi({ description: 'The rate in force today' }),
    rates: z.array(Rate).openapi({ description: 'By date, with the law they come from' }),
    inputAccount: AccountNumber.nullable(),
    outputAccount: AccountNumber.nullable(),
    standardCode: z.string().nullable().openapi({ example: '1', description: 'SAF-T standard tax code' }),
    isActive: z.boolean(),
    version: z.int().openapi({ example: 1 }),
    updatedAt: InstantText,
  })
  .openapi('VatCode')

const codeParams = companyParams.extend({ code: VatCodeName })

export const listVatCodesOp = operation({
  id: 'listVatCodes',
  method: 'get',
  path: '/v1/companies/{companyId}/vat-codes',
  tag,
  scope: 'ledger:read',
  summary: 'List the VAT codes with their dated rates',
  params: companyParams,
  answer: { status: 200, schema: pageOf(VatCodeSchema) },
})

export const getVatCodeOp = operation({
  id: 'getVatCode',
  method: 'get',
  path: '/v1/companies/{companyId}/vat-codes/{code}',
  tag,
  scope: 'ledger:read',
  summary: 'Read a VAT code',
  params: codeParams,
  answer: { status: 200, schema: VatCodeSchema },
})

export const createVatCodeOp = operation({
  id: 'createVatCode',
  method: 'post',
  path: '/v1/companies/{companyId}/vat-codes',
  tag,
  scope: 'ledger:write',
  summary: "Add a VAT code of the company's own",
  params: companyParams,
  body: z.object({
    code: VatCodeName,
    name: Name,
    nameEn: NameEn.optional(),
    direction: Direction,
    handling: Handling,
    deductiblePercent: Percent.optional(),
    categories: Categories.optional(),
    rates: z.array(Rate).max(50).optional(),
    inputAccount: AccountNumber.nullable().optional(),
    outputAccount: AccountNumber.nullable().optional(),
    standardCode: z.string().max(20).nullable().optional(),
  }),
  answer: { status: 201, schema: VatCodeSchema },
  problems: ['vat_code_taken', 'vat_code_invalid', 'account_unknown', 'books_missing'],
})

export const updateVatCodeOp = operation({
  id: 'updateVatCode',
  method: 'patch',
  path: '/v1/companies/{companyId}/vat-codes/{code}',
  tag,
  scope: 'ledger:write',
  summary: 'Change a VAT code, or take it out of use',
  params: codeParams,
  body: z.object({
    name: Name.optional(),
    nameEn: NameEn.optional(),
    deductiblePercent: Percent.optional(),
    inputAccount: AccountNumber.optional(),
    outputAccount: AccountNumber.optional(),
    isActive: z.boolean().optional(),
  }),
  answer: { status: 200, schema: VatCodeSchema },
  problems: ['version_stale', 'vat_code_invalid', 'account_unknown'],
})
