import { accountKey } from '#src/kernel/iban.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { BankAccount } from './bank-account.ts'

defineConstraint('bank_accounts_number', 'bank_account_exists', 'The company has an account with this number already.')

interface BankAccountRow {
  id: string
  name: string
  number: string
  bic: string | null
  currency: string
  ledger_account: string
  is_active: boolean
  version: number
  created_at: Date
  updated_at: Date
}

const toBankAccount = (row: BankAccountRow): BankAccount => ({
  id: row.id,
  name: row.name,
  number: row.number,
  bic: row.bic,
  currency: row.currency,
  ledgerAccount: row.ledger_account,
  isActive: row.is_active,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export async function insertBankAccount(
  cx: Cx,
  account: Omit<BankAccount, 'version' | 'isActive' | 'createdAt' | 'updatedAt'>,
): Promise<BankAccount> {
  const [row] = await cx.sql<BankAccountRow>(
    `insert into bank_accounts (company_id, id, name, number, number_key, bic, currency, ledger_account, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) returning *`,
    [
      cx.companyId,
      account.id,
      account.name,
      account.number,
      accountKey(account.number),
      account.bic,
      account.currency,
      account.ledgerAccount,
      cx.now,
    ],
  )
  return row ? toBankAccount(row) : fail('internal_error', 'The bank account was not written.')
}

export async function loadBankAccount(cx: Cx, id: string): Promise<BankAccount> {
  const [row] = await cx.sql<BankAccountRow>(
    'select * from bank_accounts where company_id = $1 and id = $2',
    [cx.companyId, id],
    'load_bank_account',
  )
  return row ? toBankAccount(row) : fail('not_found', 'There is no such bank account in this company.')
}

/** The account with its row locked: statements of one account come in one after the other. */
export async function lockBankAccount(cx: Cx, id: string): Promise<BankAccount> {
  await cx.sql('select id from bank_accounts where company_id = $1 and id = $2 for update', [cx.companyId, id])
  return loadBankAccount(cx, id)
}

export async function updateBankAccount(cx: Cx, account: BankAccount): Promise<BankAccount> {
  const [row] = await cx.sql<BankAccountRow>(
    `update bank_accounts set name = $4, bic = $5, ledger_account = $6, is_active = $7, version = version + 1, updated_at = $8
     where company_id = $1 and id = $2 and version = $3 returning *`,
    [
      cx.companyId,
      account.id,
      account.version,
      account.name,
      account.bic,
      account.ledgerAccount,
      account.isActive,
      cx.now,
    ],
  )
  return row
    ? toBankAccount(row)
    : fail('version_stale', 'The bank account has changed since you read it; read it again.')
}

export async function listBankAccountRows(cx: Cx, after: string | undefined, limit: number): Promise<BankAccount[]> {
  const rows = await cx.sql<BankAccountRow>(
    `select * from bank_accounts where company_id = $1 and id > coalesce($2, '') order by id limit $3`,
    [cx.companyId, after ?? null, limit],
  )
  return rows.map(toBankAccount)
}

export async function loadBankAccounts(cx: Cx, ids: readonly string[]): Promise<Map<string, BankAccount>> {
  const rows = await cx.sql<BankAccountRow>(
    'select * from bank_accounts where company_id = $1 and id = any($2::text[])',
    [cx.companyId, ids],
    'load_bank_accounts',
  )
  return new Map(rows.map((row) => [row.id, toBankAccount(row)]))
}
