import { type BankTransaction, paymentsByEndToEndId } from '#src/bank/index.ts'
import { type OpenItem, searchOpenItems } from '#src/ledger/index.ts'
import { findPayers } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { amountIn } from './fit.ts'
import { keysOf, referenceKey, type TransactionKeys } from './keys.ts'
import { dismissalsOf } from './match.store.ts'
import type { Ordered, Payer } from './match.ts'

/** What is known about a batch of transactions together, read in a handful of statements. */
export interface Ground {
  readonly payers: ReadonlyMap<string, Payer>
  itemsFor(transaction: BankTransaction): readonly OpenItem[]
  orderedFor(transaction: BankTransaction): Ordered | undefined
  dismissedFor(transaction: BankTransaction): ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

export async function gatherFacts(cx: Cx, transactions: readonly BankTransaction[]): Promise<Ground> {
  const keys = new Map(transactions.map((transaction) => [transaction.id, keysOf(transaction)]))
  const all = [...keys.values()]
  const ordered = new Map(
    (await paymentsByEndToEndId(cx, present(transactions.map(({ endToEndId }) => endToEndId)))).map((payment) => [
      payment.endToEndId,
      payment,
    ]),
  )
  const bySide = await findPayers(cx, {
    partyIds: [],
    accountKeys: present(all.map(({ account }) => account)),
    nameKeys: present(all.map(({ name }) => name)),
  })
  const items = await searchOpenItems(cx, {
    ids: [...ordered.values()].map(({ openItemId }) => openItemId),
    keys: [...new Set(all.flatMap(wordsToAsk))],
    amounts: transactions.flatMap(amountsToAsk),
    partyIds: bySide.map(({ partyId }) => partyId),
  })
  const known = new Set(bySide.map(({ partyId }) => partyId))
  const others = present(items.map(({ partyId }) => partyId)).filter((id) => !known.has(id))
  const byItem = await findPayers(cx, { partyIds: others, accountKeys: [], nameKeys: [] })
  const payers = new Map([...bySide, ...byItem].map((payer) => [payer.partyId, payer]))
  const dismissed = await dismissalsOf(
    cx,
    transactions.map(({ id }) => id),
  )
  const index = indexItems(items)
  return {
    payers,
    orderedFor: ({ endToEndId }) => (endToEndId === null ? undefined : ordered.get(endToEndId)),
    dismissedFor: ({ id }) => dismissed.get(id) ?? NONE,
    itemsFor: (transaction) =>
      index(
        transaction,
        keys.get(transaction.id) ?? keysOf(transaction),
        payers,
        ordered.get(transaction.endToEndId ?? ''),
      ),
  }
}

const present = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== null && value !== undefined)),
]

const wordsToAsk = ({ reference, numbers, words }: TransactionKeys): string[] => [
  ...(reference === undefined ? [] : [reference]),
  ...numbers,
  ...words,
]

/** The amount as booked and as instructed: money in looks for what is positive, money out for what is negative. */
const amountsToAsk = (transaction: BankTransaction): { currency: string; remainingMinor: bigint }[] =>
  present([transaction.currency, transaction.instructed?.currency]).flatMap((currency) => {
    const remainingMinor = amountIn(transaction, currency)
    return remainingMinor === undefined ? [] : [{ currency, remainingMinor }]
  })

/** Finds the items of one transaction among those of the batch without walking through them all. */
function indexItems(items: readonly OpenItem[]) {
  const byId = new Map(items.map((item) => [item.id, item]))
  const byKey = new Map<string, OpenItem[]>()
  const file = (key: string, item: OpenItem): void => {
    const filed = byKey.get(key)
    if (filed) filed.push(item)
    else byKey.set(key, [item])
  }
  for (const item of items) {
    if (item.paymentReference !== null) file(`key ${referenceKey(item.paymentReference)}`, item)
    if (item.documentNumber !== null) file(`key ${referenceKey(item.documentNumber)}`, item)
    if (item.partyId !== null) file(`party ${item.partyId}`, item)
    file(`amount ${item.currency} ${item.remainingMinor}`, item)
  }
  return (
    transaction: BankTransaction,
    keys: TransactionKeys,
    payers: ReadonlyMap<string, Payer>,
    ordered: Ordered | undefined,
  ): readonly OpenItem[] => {
    const own = ordered && byId.get(ordered.openItemId)
    const found = [
      ...(own ? [own] : []),
      ...wordsToAsk(keys).flatMap((key) => byKey.get(`key ${key}`) ?? []),
      ...amountsToAsk(transaction).flatMap(
        ({ currency, remainingMinor }) => byKey.get(`amount ${currency} ${remainingMinor}`) ?? [],
      ),
      ...[...payers.values()]
        .filter((payer) => isSide(payer, keys))
        .flatMap(({ partyId }) => byKey.get(`party ${partyId}`) ?? []),
    ]
    return [...new Set(found)]
  }
}

const isSide = ({ accountKeys, nameKeys }: Payer, { account, name }: TransactionKeys): boolean =>
  (account !== undefined && accountKeys.includes(account)) || (name !== undefined && nameKeys.includes(name))
