import { decodeCursor, encodeCursor } from '#src/kernel/cursor.ts'
import { fail } from '#src/kernel/problem.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import * as contract from './account.contract.ts'
import type { Account } from './account.ts'
import { changeAccount, createAccount, getAccount, listAccounts } from './change-accounts.ts'

const withTag = (account: Account) => ok(account, { version: account.version })

/** Number of the last account of the page before. */
function numberOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const key = decodeCursor(cursor, 1)
  if (typeof key?.[0] !== 'string') fail('request_invalid', 'The cursor is not one that a list gave out.')
  return key[0]
}

export const accountRoutes: readonly Route[] = [
  bind(contract.listAccountsOp, {
    call: async (call, { query }) => {
      const { limit, cursor, isActive, updatedSince, ...filter } = query
      const rows = await listAccounts(call, {
        ...filter,
        after: numberOf(cursor),
        limit: limit + 1,
        isActive: isActive === undefined ? undefined : isActive === 'true',
        updatedSince: updatedSince ? new Date(updatedSince) : undefined,
      })
      const data = rows.slice(0, limit)
      const last = data.at(-1)
      return { data, nextCursor: rows.length > limit && last ? encodeCursor([last.number]) : null }
    },
    answer: ok,
  }),
  bind(contract.createAccountOp, {
    call: (call, { body }) => createAccount(call, body),
    answer: (account) => created(account, { version: account.version }),
  }),
  bind(contract.getAccountOp, { call: (call, { params }) => getAccount(call, params), answer: withTag }),
  bind(contract.updateAccountOp, {
    call: (call, { params, body }) => changeAccount(call, { ...body, account: params.account }),
    answer: withTag,
  }),
]
