import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadVatCode } from '../vat/vat-code.store.ts'
import {
  type AccountFilter,
  hasLines,
  insertAccount,
  listAccountRows,
  listRoleRows,
  loadAccount,
  updateAccountRow,
} from './account.store.ts'
import type { Account, AccountRole, AccountType } from './account.ts'

export const listAccounts = query('account.list', { can: 'ledger:read' }, (cx, filter: AccountFilter) =>
  listAccountRows(cx, filter),
)

/** By id or by number. */
export const getAccount = query('account.get', { can: 'ledger:read' }, (cx, { account }: { account: string }) =>
  loadAccount(cx, account),
)

/** The numbers of the accounts that the system posts on by itself. */
export const accountsByRole = query(
  'account.roles',
  { can: 'ledger:read' },
  async (cx): Promise<ReadonlyMap<AccountRole, string>> =>
    new Map((await listRoleRows(cx)).map(({ role, number }) => [role, number])),
)

export interface CreateAccount {
  readonly number: string
  readonly name: string
  readonly nameEn?: string | null | undefined
  readonly type: AccountType
  readonly standardAccount?: string | null | undefined
  readonly vatCode?: string | null | undefined
  readonly role?: AccountRole | null | undefined
}

/** Adds an account to the chart. Numbers are for ever: an account is taken out of use, never deleted. */
export const createAccount = command(
  'account.create',
  { can: 'ledger:write' },
  async (cx, input: CreateAccount): Promise<Account> => {
    await demandVatCode(cx, input.vatCode)
    const account = {
      id: newId('account'),
      number: input.number,
      name: input.name,
      nameEn: input.nameEn ?? null,
      type: input.type,
      standardAccount: input.standardAccount ?? null,
      vatCode: input.vatCode ?? null,
      role: input.role ?? null,
    }
    await insertAccount(cx, account)
    cx.audit({ kind: 'account', id: account.id }, account)
    return loadAccount(cx, account.id)
  },
)

export interface ChangeAccount {
  readonly account: string
  readonly name?: string | undefined
  readonly nameEn?: string | null | undefined
  readonly type?: AccountType | undefined
  readonly standardAccount?: string | null | undefined
  readonly vatCode?: string | null | undefined
  readonly role?: AccountRole | null | undefined
  readonly isActive?: boolean | undefined
}

/** Changes what an account is called and how it is used; its type only while nothing is booked on it. */
export const changeAccount = command(
  'account.change',
  { can: 'ledger:write' },
  async (cx, { account: key, ...change }: ChangeAccount): Promise<Account> => {
    const before = await loadAccount(cx, key, true)
    if (cx.ifMatch !== undefined && cx.ifMatch !== before.version) {
      fail('version_stale', 'The account has changed since you read it; read it again.')
    }
    await demandVatCode(cx, change.vatCode)
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next: Account = { ...before, ...given }
    if (next.type !== before.type && (await hasLines(cx, before.number))) {
      fail('journal_entry_final', `Account ${before.number} is booked on; its type is final.`)
    }
    const after = await updateAccountRow(cx, before, next)
    cx.audit({ kind: 'account', id: after.id }, { before, after })
    return after
  },
)

async function demandVatCode(cx: Cx, code: string | null | undefined): Promise<void> {
  if (!code) return
  await loadVatCode(cx, code).catch(() => {
    fail('vat_code_unknown', `There is no VAT code ${code}.`, {
      errors: [{ pointer: '/vatCode', code: 'vat_code_unknown', message: 'no such VAT code' }],
    })
  })
}
