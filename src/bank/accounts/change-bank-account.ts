import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { accountsByRole, listAccounts } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { bankAccountCreated, bankAccountUpdated } from '../bank.events.ts'
import { insertBankAccount, loadBankAccount, updateBankAccount } from './bank-account.store.ts'
import type { BankAccount } from './bank-account.ts'

export interface CreateBankAccount {
  readonly name: string
  readonly number: string
  readonly bic?: string | undefined
  readonly currency: string
  /** Number of an account of the chart; by default the one with the role bank. */
  readonly ledgerAccount?: string | undefined
}

/** Adds one of the company's own accounts. Fails: bank_account_number_invalid, bank_account_exists. */
export const createBankAccount = command(
  'bankAccount.create',
  { can: 'bank:write' },
  async (cx, input: CreateBankAccount): Promise<BankAccount> => {
    // Check digits are not asked for: the number is only compared with what the bank itself writes in its statements.
    if (!/^[A-Za-z0-9]{4,34}$/.test(input.number.replace(/[\s.-]/g, ''))) {
      fail('bank_account_number_invalid', 'Write the IBAN, or the national number in letters and digits.', {
        errors: [{ pointer: '/number', code: 'bank_account_number_invalid', message: 'no account number' }],
      })
    }
    const account = await insertBankAccount(cx, {
      id: newId('bankAccount'),
      name: input.name,
      number: input.number.trim(),
      bic: input.bic ?? null,
      currency: input.currency,
      ledgerAccount: await ledgerAccountFor(cx, input.ledgerAccount),
    })
    cx.audit({ kind: 'bankAccount', id: account.id }, { account })
    cx.emit(bankAccountCreated, { id: account.id, version: account.version })
    return account
  },
)

export interface UpdateBankAccount {
  readonly bankAccountId: string
  readonly name?: string | undefined
  readonly bic?: string | undefined
  readonly ledgerAccount?: string | undefined
  readonly isActive?: boolean | undefined
}

/** Number and currency stay: what was read from statements hangs on them. */
export const changeBankAccount = command(
  'bankAccount.update',
  { can: 'bank:write' },
  async (cx, { bankAccountId, ...input }: UpdateBankAccount): Promise<BankAccount> => {
    const before = await loadBankAccount(cx, bankAccountId)
    if (cx.ifMatch !== undefined && cx.ifMatch !== before.version) {
      fail('version_stale', 'The bank account has changed since you read it; read it again.')
    }
    const after = await updateBankAccount(cx, {
      ...before,
      name: input.name ?? before.name,
      bic: input.bic ?? before.bic,
      ledgerAccount: input.ledgerAccount ? await ledgerAccountFor(cx, input.ledgerAccount) : before.ledgerAccount,
      isActive: input.isActive ?? before.isActive,
    })
    cx.audit({ kind: 'bankAccount', id: after.id }, { before, after })
    cx.emit(bankAccountUpdated, { id: after.id, version: after.version })
    return after
  },
)

/** The account that was named, or else the one that the chart keeps for the bank. */
async function ledgerAccountFor(cx: Cx, named: string | undefined): Promise<string> {
  if (named === undefined) {
    const usual = (await accountsByRole(cx, undefined)).get('bank')
    return usual ?? fail('account_role_missing', 'No account has the role bank; name the ledger account.')
  }
  const accounts = await listAccounts(cx, { limit: 5000 })
  if (accounts.some(({ number, isActive }) => number === named && isActive)) return named
  return fail('account_unknown', `The chart has no account ${named} in use.`, {
    errors: [{ pointer: '/ledgerAccount', code: 'account_unknown', message: `no usable account ${named}` }],
  })
}
