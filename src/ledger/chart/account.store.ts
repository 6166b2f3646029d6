import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Account, AccountRole, AccountType } from './account.ts'

defineConstraint('accounts_number', 'account_taken', 'The chart has an account with this number; use another number.')
defineConstraint('accounts_role', 'account_role_taken', 'Another account has this role; take it from that one first.')

const COLUMNS = `id, number, name, name_en as "nameEn", type, standard_account as "standardAccount",
  vat_code as "vatCode", role, is_active as "isActive", version, updated_at as "updatedAt"`

export interface AccountFilter {
  readonly type?: AccountType | undefined
  readonly role?: AccountRole | undefined
  readonly isActive?: boolean | undefined
  readonly updatedSince?: Date | undefined
  /** Number of the last account of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export const listAccountRows = (cx: Cx, filter: AccountFilter): Promise<Account[]> =>
  cx.sql<Account>(
    `select ${COLUMNS} from accounts
      where company_id = $1 and number > $2 and ($3::text is null or type = $3) and ($4::text is null or role = $4)
        and ($5::boolean is null or is_active = $5) and ($6::timestamptz is null or updated_at >= $6)
      order by number limit $7`,
    [
      cx.companyId,
      filter.after ?? '',
      filter.type ?? null,
      filter.role ?? null,
      filter.isActive ?? null,
      filter.updatedSince ?? null,
      filter.limit,
    ],
  )

/** By id or by number. */
export async function loadAccount(cx: Cx, key: string, lock = false): Promise<Account> {
  const [row] = await cx.sql<Account>(
    `select ${COLUMNS} from accounts where company_id = $1 and (id = $2 or number = $2)
      order by id = $2 desc limit 1 ${lock ? 'for update' : ''}`,
    [cx.companyId, key],
  )
  return row ?? fail('not_found', 'There is no such account.')
}

export const listRoleRows = (cx: Cx): Promise<{ role: AccountRole; number: string }[]> =>
  cx.sql<{ role: AccountRole; number: string }>(
    'select role, number from accounts where company_id = $1 and role is not null and is_active',
    [cx.companyId],
    'ledger_roles',
  )

export type NewAccount = Omit<Account, 'isActive' | 'version' | 'updatedAt'>

export async function insertAccount(cx: Cx, account: NewAccount): Promise<void> {
  await cx.sql(
    `insert into accounts (company_id, id, number, name, name_en, type, standard_account, vat_code, role, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      cx.companyId,
      account.id,
      account.number,
      account.name,
      account.nameEn,
      account.type,
      account.standardAccount,
      account.vatCode,
      account.role,
      cx.now,
    ],
  )
}

export async function updateAccountRow(cx: Cx, from: Account, next: Account): Promise<Account> {
  const [row] = await cx.sql<Account>(
    `update accounts set name = $3, name_en = $4, type = $5, standard_account = $6, vat_code = $7, role = $8,
       is_active = $9, version = version + 1, updated_at = $10
      where company_id = $1 and id = $2 and version = $11 returning ${COLUMNS}`,
    [
      cx.companyId,
      from.id,
      next.name,
      next.nameEn,
      next.type,
      next.standardAccount,
      next.vatCode,
      next.role,
      next.isActive,
      cx.now,
      from.version,
    ],
  )
  return row ?? fail('version_stale', 'The account has changed since you read it; read it again.')
}

export async function hasLines(cx: Cx, number: string): Promise<boolean> {
  const rows = await cx.sql('select 1 as one from journal_lines where company_id = $1 and account = $2 limit 1', [
    cx.companyId,
    number,
  ])
  return rows.length > 0
}
