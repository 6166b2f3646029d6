import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Bank'
const Name = z.string().trim().min(1).max(200).openapi({ example: 'Driftskonto' })
const Bic = z
  .string()
  .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/)
  .openapi({ example: 'DNBANOKK' })
const LedgerAccount = z
  .string()
  .max(20)
  .openapi({ example: '1920', description: 'Account of the chart that mirrors it' })

export const BankAccountSchema = z
  .object({
    id: idSchema('bankAccount'),
    name: Name,
    number: z.string().openapi({ example: 'NO9386011117947', description: 'IBAN or national number' }),
    bic: Bic.nullable(),
    currency: CurrencyCode,
    ledgerAccount: LedgerAccount,
    isActive: z.boolean(),
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('BankAccount')

const accountParams = companyParams.extend({ bankAccountId: idSchema('bankAccount') })

export const listBankAccountsOp = operation({
  id: 'listBankAccounts',
  method: 'get',
  path: '/v1/companies/{companyId}/bank-accounts',
  tag,
  scope: 'bank:read',
  summary: "List the company's bank accounts",
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(BankAccountSchema) },
})

export const createBankAccountOp = operation({
  id: 'createBankAccount',
  method: 'post',
  path: '/v1/companies/{companyId}/bank-accounts',
  tag,
  scope: 'bank:write',
  summary: 'Add a bank account',
  params: companyParams,
  body: z.object({
    name: Name,
    number: z.string().min(4).max(50).openapi({ example: 'NO93 8601 1117 947' }),
    bic: Bic.optional(),
    currency: CurrencyCode,
    ledgerAccount: LedgerAccount.optional(),
  }),
  answer: { status: 201, schema: BankAccountSchema },
  problems: ['bank_account_exists', 'bank_account_number_invalid', 'account_role_missing', 'account_unknown'],
})

export const getBankAccountOp = operation({
  id: 'getBankAccount',
  method: 'get',
  path: '/v1/companies/{companyId}/bank-accounts/{bankAccountId}',
  tag,
  scope: 'bank:read',
  summary: 'Read a bank account',
  params: accountParams,
  answer: { status: 200, schema: BankAccountSchema },
})

export const updateBankAccountOp = operation({
  id: 'updateBankAccount',
  method: 'patch',
  path: '/v1/companies/{companyId}/bank-accounts/{bankAccountId}',
  tag,
  scope: 'bank:write',
  summary: 'Change facts of a bank account',
  params: accountParams,
  body: z.object({
    name: Name.optional(),
    bic: Bic.optional(),
    ledgerAccount: LedgerAccount.optional(),
    isActive: z.boolean().optional(),
  }),
  answer: { status: 200, schema: BankAccountSchema },
  problems: ['version_stale', 'account_unknown'],
})

const ExceptionSchema = z
  .object({
    code: z.string().openapi({ example: 'statement_balance_mismatch' }),
    message: z.string().openapi({ example: 'Opening balance and entries give 10303.44: off by -0.01 NOK.' }),
    entry: z
      .string()
      .nullable()
      .openapi({ example: null, description: "The bank's reference of the entry it is about" }),
  })
  .openapi('StatementException')

const Balance = DecimalText.nullable().openapi({ description: 'Booked balance; null where the file gives none' })

export const StatementSchema = z
  .object({
    id: idSchema('statement'),
    bankAccountId: idSchema('bankAccount'),
    format: z.string().openapi({ example: 'camt.053.001.08' }),
    bankId: z.string().openapi({ example: 'STM-2026-14', description: "The bank's own id of the statement" }),
    from: DateText.nullable(),
    to: DateText.nullable(),
    currency: CurrencyCode,
    openingBalance: Balance,
    closingBalance: Balance,
    entries: z.int().openapi({ example: 12 }),
    transactions: z.int().openapi({ example: 12, description: 'Movements taken in from it' }),
    known: z.int().openapi({ example: 0, description: 'Movements that another file had brought already' }),
    exceptions: z.array(ExceptionSchema),
    fileName: z.string().openapi({ example: 'camt053-2026-14.xml' }),
    fileSha256: z.string(),
    importedAt: InstantText,
  })
  .openapi('BankStatement')

export const uploadStatementOp = operation({
  id: 'uploadStatement',
  method: 'post',
  path: '/v1/companies/{companyId}/bank-accounts/{bankAccountId}/statements',
  tag,
  scope: 'bank:write',
  summary: 'Upload a bank statement: it is taken in and matched',
  description:
    'The same file twice changes nothing: the answer then is 200 with `isDuplicate` true and what came of the first upload.',
  params: accountParams,
  file: {
    mediaTypes: ['application/xml', 'text/xml', 'text/plain', 'application/camt+xml'],
    maxBytes: 50_000_000,
    description: 'camt.052, camt.053 or camt.054 of any version, as the body or as the part `file` of a form',
  },
  answer: {
    status: 201,
    schema: z
      .object({
        id: idSchema('statement'),
        isDuplicate: z.boolean(),
        transactions: z.int().openapi({ example: 12 }),
        matched: z.int().openapi({ example: 9 }),
        proposed: z.int().openapi({ example: 2 }),
        unmatched: z.int().openapi({ example: 1 }),
        currency: CurrencyCode,
        openingBalance: Balance,
        closingBalance: Balance,
        exceptions: z.array(ExceptionSchema),
        statements: z.array(StatementSchema),
      })
      .openapi('StatementUpload'),
  },
  problems: [
    'statement_format_unknown',
    'statement_version_unknown',
    'statement_invalid',
    'statement_other_account',
    'statement_other_currency',
    'xml_malformed',
    'xml_doctype_refused',
    'xml_encoding_unsupported',
    'xml_too_deep',
    'xml_too_many_elements',
  ],
})

export const listStatementsOp = operation({
  id: 'listStatements',
  method: 'get',
  path: '/v1/companies/{companyId}/bank-accounts/{bankAccountId}/statements',
  tag,
  scope: 'bank:read',
  summary: 'List the statements of a bank account',
  params: accountParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(StatementSchema) },
})

const statementParams = companyParams.extend({ statementId: idSchema('statement') })

export const getStatementOp = operation({
  id: 'getStatement',
  method: 'get',
  path: '/v1/companies/{companyId}/statements/{statementId}',
  tag,
  scope: 'bank:read',
  summary: 'Read a statement with its exceptions',
  params: statementParams,
  answer: { status: 200, schema: StatementSchema },
})

export const getStatementFileOp = operation({
  id: 'getStatementFile',
  method: 'get',
  path: '/v1/companies/{companyId}/statements/{statementId}/content',
  tag,
  scope: 'bank:read',
  summary: 'The original bytes of a statement',
  params: statementParams,
  answer: { status: 200, file: ['application/octet-stream'] },
})

export const BankTransactionSchema = z
  .object({
    id: idSchema('bankTransaction'),
    bankAccountId: idSchema('bankAccount'),
    statementId: idSchema('statement'),
    bookedOn: DateText,
    valueOn: DateText.nullable(),
    amount: DecimalText.openapi({ example: '-1250.00', description: 'Signed: money out is negative' }),
    currency: CurrencyCode,
    reference: z.string().nullable().openapi({ example: '0012345674', description: 'KID or other creditor reference' }),
    endToEndId: z.string().nullable(),
    invoiceNumbers: z.array(z.string()).openapi({ example: ['10042'] }),
    remittance: z.string().nullable().openapi({ example: 'Faktura 10042' }),
    counterparty: z.object({
      name: z.string().nullable().openapi({ example: 'Grossist AS' }),
      account: z.string().nullable().openapi({ example: 'NO9386011117947' }),
    }),
    instructed: z
      .object({ amount: DecimalText, currency: CurrencyCode })
      .nullable()
      .openapi({ description: 'What the payer instructed in another currency' }),
    entryReference: z.string().nullable().openapi({ description: "The bank's number of the entry (NtryRef)" }),
    bankReference: z.string().nullable(),
    status: z.enum(['unmatched', 'proposed', 'matched', 'ignored']),
    matchId: idSchema('match').nullable(),
    version: z.int().openapi({ example: 1 }),
    updatedAt: InstantText,
  })
  .openapi('BankTransaction')

export const transactionParams = companyParams.extend({ bankTransactionId: idSchema('bankTransaction') })

export const listBankTransactionsOp = operation({
  id: 'listBankTransactions',
  method: 'get',
  path: '/v1/companies/{companyId}/bank-transactions',
  tag,
  scope: 'bank:read',
  summary: 'List bank transactions',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    bankAccountId: idSchema('bankAccount').optional(),
    statementId: idSchema('statement').optional(),
    status: z.enum(['unmatched', 'proposed', 'matched', 'ignored']).optional(),
    from: DateText.optional().openapi({ description: 'Booked on or after' }),
    to: DateText.optional().openapi({ description: 'Booked on or before' }),
  }),
  answer: { status: 200, schema: pageOf(BankTransactionSchema) },
})

export const getBankTransactionOp = operation({
  id: 'getBankTransaction',
  method: 'get',
  path: '/v1/companies/{companyId}/bank-transactions/{bankTransactionId}',
  tag,
  scope: 'bank:read',
  summary: 'Read a bank transaction',
  params: transactionParams,
  answer: { status: 200, schema: BankTransactionSchema },
})
