import {
  companyParams,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'
import { AccountNumber, VatCodeName } from '../posting/journal-entry.contract.ts'
import { ACCOUNT_ROLES, ACCOUNT_TYPES } from './account.ts'

const tag = 'Ledger'
const Name = z.string().trim().min(1).max(200).openapi({ example: 'Office supplies' })
const NameEn = z.string().trim().max(200).nullable()
const Type = z.enum(ACCOUNT_TYPES).openapi({ example: 'expense' })
const Role = z
  .enum(ACCOUNT_ROLES)
  .nullable()
  .openapi({ example: null, description: 'What the system itself posts here; on one account at most' })
const StandardAccount = z
  .string()
  .max(20)
  .nullable()
  .openapi({ example: '6800', description: 'Account of the SAF-T standard list' })

export const AccountSchema = z
  .object({
    id: idSchema('account'),
    number: AccountNumber,
    name: Name,
    nameEn: NameEn,
    type: Type,
    standardAccount: StandardAccount,
    vatCode: VatCodeName.nullable().openapi({ description: 'VAT code that a line here usually has' }),
    role: Role,
    isActive: z.boolean(),
    version: z.int().openapi({ example: 1 }),
    updatedAt: InstantText,
  })
  .openapi('Account')

const accountParams = companyParams.extend({
  account: z.string().max(40).openapi({ example: '6800', description: 'Number or id of the account' }),
})

const writable = {
  nameEn: NameEn.optional(),
  standardAccount: StandardAccount.optional(),
  vatCode: VatCodeName.nullable().optional(),
  role: Role.optional(),
}

export const listAccountsOp = operation({
  id: 'listAccounts',
  method: 'get',
  path: '/v1/companies/{companyId}/accounts',
  tag,
  scope: 'ledger:read',
  summary: 'List the chart of accounts by number',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    type: Type.optional(),
    role: z.enum(ACCOUNT_ROLES).optional(),
    isActive: z.enum(['true', 'false']).optional(),
  }),
  answer: { status: 200, schema: pageOf(AccountSchema) },
})

export const createAccountOp = operation({
  id: 'createAccount',
  method: 'post',
  path: '/v1/companies/{companyId}/accounts',
  tag,
  scope: 'ledger:write',
  summary: 'Add an account to the chart',
  params: companyParams,
  body: z.object({ number: AccountNumber, name: Name, type: Type, ...writable }),
  answer: { status: 201, schema: AccountSchema },
  problems: ['account_taken', 'account_role_taken', 'vat_code_unknown'],
})

export const getAccountOp = operation({
  id: 'getAccount',
  method: 'get',
  path: '/v1/companies/{companyId}/accounts/{account}',
  tag,
  scope: 'ledger:read',
  summary: 'Read an account',
  params: accountParams,
  answer: { status: 200, schema: AccountSchema },
})

export const updateAccountOp = operation({
  id: 'updateAccount',
  method: 'patch',
  path: '/v1/companies/{companyId}/accounts/{account}',
  tag,
  scope: 'ledger:write',
  summary: 'Change an account, or take it out of use',
  params: accountParams,
  body: z.object({ name: Name.optional(), type: Type.optional(), isActive: z.boolean().optional(), ...writable }),
  answer: { status: 200, schema: AccountSchema },
  problems: ['version_stale', 'account_role_taken', 'vat_code_unknown', 'journal_entry_final'],
})
