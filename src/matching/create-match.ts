import {
  type BankTransaction,
  loadBankAccounts,
  lockTransactions,
  moveTransactionRows,
  setPaymentState,
} from '#src/bank/index.ts'
import { newId } from '#src/kernel/id.ts'
import { formatMinor, parseMinor, splitMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import { accountsByRole, findOpenItems, getBooks, type OpenItem, postJournalEntry } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { matchCreated } from './match.events.ts'
import { type Share, size } from './match.ts'
import './match.problems.ts'
import { insertMatches, loadMatch, type Match } from './match.store.ts'
import { matchEntry } from './match-entry.ts'

export interface CreateMatch {
  readonly bankTransactionId: string
  /** Amounts as decimal text in each item's currency; left out = as much as the transaction and the item allow. */
  readonly allocations: readonly { readonly openItemId: string; readonly amount?: string | undefined }[]
  /** What the transaction holds besides: decimal text in the account's currency, debit positive. */
  readonly differences?:
    | readonly { readonly account: string; readonly amount: string; readonly description?: string | undefined }[]
    | undefined
}

/** A person says what a transaction paid. Fails: bank_transaction_matched, match_unbalanced, open_item_*, period_*. */
export const createMatch = command(
  'match.create',
  { can: 'bank:write' },
  async (cx, input: CreateMatch): Promise<Match> => {
    const transaction = await lockedTransaction(cx, input.bankTransactionId)
    const account = (await loadBankAccounts(cx, [transaction.bankAccountId])).get(transaction.bankAccountId)
    if (!account) return fail('not_found', 'There is no such bank account in this company.')
    const differences = (input.differences ?? []).map((line, index) => ({
      account: line.account,
      amountMinor: minor(line.amount, transaction.currency, `/differences/${index}/amount`),
      description: line.description ?? 'Difference',
    }))
    const extra = differences.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
    const shares = sharesOf(await itemsOf(cx, input), input, transaction, extra)
    const { baseCurrency } = await getBooks(cx, undefined)
    const roles = await accountsByRole(cx, undefined)
    const draft = matchEntry({ transaction, account, shares, roles, baseCurrency, differences })
    const entry = await postJournalEntry(cx, draft)
    const id = newId('match')
    const allocations = shares.map(({ item, amountMinor }) => ({
      openItemId: item.id,
      amountMinor,
      currency: item.currency,
    }))
    const evidence = [{ code: 'manual', message: `${cx.actor.name} matched it.` }]
    await insertMatches(cx, [
      {
        id,
        bankTransactionId: transaction.id,
        method: 'manual',
        confidence: 100,
        evidence,
        journalEntryId: entry.id,
        allocations,
      },
    ])
    await moveTransactionRows(cx, [
      { id: transaction.id, from: ['unmatched', 'proposed', 'ignored'], to: 'matched', matchId: id },
    ])
    await setPaymentState(cx, transaction.endToEndId === null ? [] : [transaction.endToEndId], 'settled')
    cx.audit({ kind: 'match', id }, { bankTransactionId: transaction.id, allocations, differences })
    cx.emit(matchCreated, { id, version: 1, bankTransactionId: transaction.id, method: 'manual' })
    return loadMatch(cx, id)
  },
)

async function lockedTransaction(cx: Cx, id: string): Promise<BankTransaction> {
  const [transaction] = await lockTransactions(cx, [id])
  if (!transaction) return fail('not_found', 'There is no such bank transaction in this company.')
  if (transaction.status === 'matched') {
    fail('bank_transaction_matched', 'The bank transaction is matched; undo that match first.', {
      members: { matchId: transaction.matchId },
    })
  }
  return transaction
}

function minor(text: string, currency: string, pointer: string): bigint {
  const amountMinor = parseMinor(text, currency)
  if (amountMinor !== undefined && amountMinor !== 0n) return amountMinor
  return fail('request_invalid', `"${text}" is no amount in ${currency}.`, {
    errors: [{ pointer, code: 'amount', message: `no amount in ${currency}` }],
  })
}

async function itemsOf(cx: Cx, { allocations }: CreateMatch): Promise<OpenItem[]> {
  const found = await findOpenItems(cx, { ids: allocations.map(({ openItemId }) => openItemId), status: 'all' })
  return allocations.map(({ openItemId }, index) => {
    const item = found.find(({ id }) => id === openItemId)
    const errors = [{ pointer: `/allocations/${index}/openItemId`, code: 'open_item_unknown', message: 'no such item' }]
    if (!item) return fail('open_item_unknown', `There is no open item ${openItemId}.`, { errors })
    return item.remainingMinor === 0n
      ? fail('open_item_settled', 'The open item is settled already.', { errors })
      : item
  })
}

/** How much each item gets, and that the shares, with what is besides, are the transaction to the cent. */
function sharesOf(
  items: readonly OpenItem[],
  input: CreateMatch,
  transaction: BankTransaction,
  extra: bigint,
): Share[] {
  const { currency } = transaction
  const goal = transaction.amountMinor + extra
  const amounts = items.map((item, index) => {
    const written = input.allocations[index]?.amount
    const left = size(item.remainingMinor)
    if (written !== undefined) return size(minor(written, item.currency, `/allocations/${index}/amount`))
    return items.length === 1 && item.currency === currency && size(goal) < left ? size(goal) : left
  })
  const signed = (item: OpenItem, amount: bigint): bigint => (item.remainingMinor < 0n ? -amount : amount)
  const own = items.reduce(
    (sum, item, i) => (item.currency === currency ? sum + signed(item, amounts[i] ?? 0n) : sum),
    0n,
  )
  const rest = goal - own
  const foreign = items.flatMap((item, index) => (item.currency === currency ? [] : [{ item, index }]))
  const isSide = foreign.every(({ item }) => item.remainingMinor < 0n === rest < 0n) && rest !== 0n
  if (foreign.length === 0 ? rest !== 0n : !isSide) {
    const difference = formatMinor(rest, currency)
    fail(
      'match_unbalanced',
      `The allocations are off by ${difference} ${currency}; say what that is in \`differences\`.`,
      {
        members: { difference, currency },
      },
    )
  }
  const paid =
    foreign.length === 0
      ? []
      : splitMinor(
          size(rest),
          foreign.map(({ item }) => size(item.remainingBaseMinor) || 1n),
        )
  return items.map((item, index) => {
    const place = foreign.findIndex((one) => one.index === index)
    const amountMinor = amounts[index] ?? 0n
    return { item, amountMinor, paidMinor: place < 0 ? amountMinor : (paid[place] ?? 0n) }
  })
}
