import type { BankAccount, BankTransaction } from '#src/bank/index.ts'
import { splitMinor } from '#src/kernel/money.ts'
import { type AccountRole, type DraftEntry, type DraftLine, releasedBase, settlementLines } from '#src/ledger/index.ts'
import { type Share, size } from './match.ts'

export interface MatchEntry {
  readonly transaction: BankTransaction
  readonly account: BankAccount
  readonly shares: readonly Share[]
  readonly roles: ReadonlyMap<AccountRole, string>
  readonly baseCurrency: string
  /** Lines for what the transaction holds besides: fees, rounding; signed minor units of the account's currency. */
  readonly differences?: readonly {
    readonly account: string
    readonly amountMinor: bigint
    readonly description: string
  }[]
}

/**
 * The entry that a match posts: the bank on one side; on the other what it settles, the gain or loss of currency, and
 * what else the transaction holds.
 */
export function matchEntry(match: MatchEntry): DraftEntry {
  const { transaction, account, shares, differences = [] } = match
  const settled = shares.flatMap((share, index) => settlementLines(settlementOf(match, share, index)))
  const others = differences.map(
    (line): DraftLine => ({
      account: line.account,
      amountMinor: line.amountMinor,
      currency: transaction.currency,
      description: line.description,
      ...(transaction.currency === match.baseCurrency ? {} : { baseAmountMinor: line.amountMinor }),
    }),
  )
  const base = [...settled, ...others].reduce((sum, line) => sum + (line.baseAmountMinor ?? line.amountMinor), 0n)
  const bank: DraftLine = {
    account: account.ledgerAccount,
    amountMinor: transaction.amountMinor,
    currency: transaction.currency,
    ...(transaction.currency === match.baseCurrency ? {} : { baseAmountMinor: -base }),
  }
  return {
    journal: 'bank',
    bookedOn: transaction.bookedOn,
    description: describe(transaction),
    voucher: { kind: 'bankTransaction', id: transaction.id, documentId: null },
    lines: [bank, ...settled, ...others],
  }
}

function settlementOf({ transaction, shares, roles, baseCurrency }: MatchEntry, share: Share, index: number) {
  const { item, amountMinor } = share
  // Paid from an account in base currency, the bank itself says what the item cost; else it costs what it is booked at.
  const isInBase = transaction.currency === baseCurrency && item.currency !== baseCurrency
  const paidBaseMinor = isInBase ? (paidShares(transaction, shares)[index] ?? 0n) : releasedBase(item, amountMinor)
  return { item, amountMinor, paidBaseMinor, roles }
}

/** What was paid for each share, adding up to the transaction when all are paid the same way. */
function paidShares(transaction: BankTransaction, shares: readonly Share[]): readonly bigint[] {
  const paid = shares.map(({ paidMinor }) => paidMinor)
  const total = paid.reduce((sum, part) => sum + part, 0n)
  return shares.length === 1 && total !== size(transaction.amountMinor) ? splitMinor(total, [1n]) : paid
}

const describe = ({ counterpartyName, reference, remittance, entryReference }: BankTransaction): string =>
  [counterpartyName, reference ?? remittance, entryReference]
    .filter((part) => part)
    .join(' · ')
    .slice(0, 200) || 'Bank'
