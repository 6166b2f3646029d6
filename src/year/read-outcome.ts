import { z } from 'zod'
import { type Decimal, decimal, formatDecimal, isNegative, negate, sum } from '#src/kernel/decimal.ts'
import { type Drive, inParallel } from './drive.ts'
import type { Prepared } from './prepare-company.ts'
import type { SentStatements } from './send-statements.ts'

const Transaction = z.object({
  id: z.string(),
  statementId: z.string(),
  entryReference: z.string().nullable(),
  bankReference: z.string().nullable(),
  status: z.string(),
  matchId: z.string().nullable(),
})
type Transaction = z.infer<typeof Transaction>

const OpenItem = z.object({
  id: z.string(),
  kind: z.string(),
  documentNumber: z.string().nullable(),
  remaining: z.string(),
  currency: z.string(),
})
const Match = z.object({ method: z.string(), allocations: z.array(z.object({ openItemId: z.string() })) })
const Candidates = z.object({
  data: z.array(z.object({ allocations: z.array(z.object({ documentNumber: z.string().nullable() })) })),
})
const Balances = z.object({ data: z.array(z.object({ account: z.string(), name: z.string(), closing: z.string() })) })

export interface Entry {
  readonly statement: string
  readonly entry: string | null
}
export interface Settled extends Entry {
  readonly invoice: string | null
}

/** What became of the year. Amounts are decimal text. */
export interface Outcome {
  readonly transactions: number
  readonly matched: Readonly<Record<string, number>>
  readonly matches: readonly Settled[]
  readonly proposed: readonly Settled[]
  readonly unmatched: readonly Entry[]
  readonly open: readonly { invoice: string; remaining: string; currency: string }[]
  readonly trialBalance: {
    readonly debit: string
    readonly credit: string
    readonly accounts: readonly { account: string; name: string; debit: string; credit: string }[]
  }
}

const WIDTH = 8

export async function readOutcome(drive: Drive, prepared: Prepared, { fileOf }: SentStatements): Promise<Outcome> {
  const { api, progress } = drive
  const lists = await inParallel([...new Set(prepared.bankAccounts.values())], WIDTH, (id) =>
    api.all(`/bank-transactions?bankAccountId=${id}`, Transaction),
  )
  const transactions = lists.flat().filter(({ statementId }) => fileOf.has(statementId))
  const items = await api.all('/open-items?status=all', OpenItem)
  const numberOf = new Map(items.map(({ id, documentNumber }) => [id, documentNumber]))
  progress.begin('Matches', transactions.length)
  const found = await inParallel(transactions, WIDTH, async (transaction) => {
    const thought = await thoughtOf(drive, transaction, numberOf)
    progress.tick()
    const entry = transaction.entryReference ?? transaction.bankReference
    return { ...thought, at: { statement: fileOf.get(transaction.statementId) ?? '', entry } }
  })
  const settled = (kind: string): Settled[] =>
    found
      .filter(({ status }) => status === kind)
      .flatMap(({ at, invoices }) => invoices.map((invoice) => ({ ...at, invoice })))
  return {
    transactions: transactions.length,
    matched: countsOf(found.flatMap(({ method }) => method ?? [])),
    matches: settled('matched'),
    proposed: settled('proposed'),
    unmatched: found.filter(({ status }) => status !== 'matched' && status !== 'proposed').map(({ at }) => at),
    open: openOf(drive, items),
    trialBalance: await trialBalanceOf(drive),
  }
}

/** What a transaction was matched with, or is proposed to be. */
async function thoughtOf(
  { api }: Drive,
  { id, status, matchId }: Transaction,
  numberOf: ReadonlyMap<string, string | null>,
) {
  if (matchId !== null) {
    const { method, allocations } = await api.get(`/matches/${matchId}`, Match)
    return { status, method, invoices: allocations.map(({ openItemId }) => numberOf.get(openItemId) ?? null) }
  }
  if (status !== 'proposed') return { status, invoices: [] }
  const { data } = await api.get(`/bank-transactions/${id}/candidates`, Candidates)
  return { status, invoices: data[0]?.allocations.map(({ documentNumber }) => documentNumber) ?? [] }
}

function countsOf(methods: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const method of methods) counts[method] = (counts[method] ?? 0) + 1
  return counts
}

/** Invoices of the folder of which something is left: positive, a credit note negative. */
function openOf({ year }: Drive, items: readonly z.infer<typeof OpenItem>[]): Outcome['open'] {
  const own = new Set([...year.purchases, ...year.sales].map(({ content }) => content.number))
  return items.flatMap(({ kind, documentNumber: invoice, remaining, currency }) => {
    const left = decimal(remaining)
    if (invoice === null || !own.has(invoice) || left.units === 0n) return []
    return [{ invoice, remaining: formatDecimal(kind === 'payable' ? negate(left) : left), currency }]
  })
}

async function trialBalanceOf({ api }: Drive): Promise<Outcome['trialBalance']> {
  const { data } = await api.get('/balances', Balances)
  const rows = data.map(({ account, name, closing }) => {
    const balance = decimal(closing)
    const none: Decimal = { units: 0n, scale: balance.scale }
    const [debit, credit] = isNegative(balance) ? [none, negate(balance)] : [balance, none]
    return { account, name, debit, credit }
  })
  const text = ({ account, name, debit, credit }: (typeof rows)[number]) => ({
    account,
    name,
    debit: formatDecimal(debit),
    credit: formatDecimal(credit),
  })
  return {
    debit: formatDecimal(sum(rows.map(({ debit }) => debit))),
    credit: formatDecimal(sum(rows.map(({ credit }) => credit))),
    accounts: rows.filter(({ debit, credit }) => debit.units !== 0n || credit.units !== 0n).map(text),
  }
}
