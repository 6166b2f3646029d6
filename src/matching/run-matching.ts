import {
  type BankAccount,
  type BankTransaction,
  loadBankAccounts,
  lockTransactions,
  moveTransactionRows,
  setPaymentState,
} from '#src/bank/index.ts'
import { newId } from '#src/kernel/id.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { accountsByRole, getBooks, type JournalEntry, type OpenItem, postDrafts } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { replaceCandidates } from './candidate.store.ts'
import { decide } from './decide.ts'
import { gatherFacts } from './gather-facts.ts'
import { matchCreated } from './match.events.ts'
import { insertMatches } from './match.store.ts'
import type { Candidate, Decision } from './match.ts'
import { matchEntry } from './match-entry.ts'

export interface RunMatching {
  readonly transactionIds: readonly string[]
  /** Judge again and keep what was thought, without matching anything. */
  readonly proposeOnly?: boolean
}

/** Transactions that are judged together: their facts are read, and their entries posted, in a handful of statements. */
const BATCH = 500

/** Judges transactions that are not matched, matches what is certain, and keeps what was thought of the rest. */
export const runMatching = command(
  'match.run',
  { can: 'bank:write', via: ['statement.import', 'match.undo'] },
  async (cx, { transactionIds, proposeOnly = false }: RunMatching): Promise<void> => {
    cx.audit({ kind: 'company', id: cx.companyId }, { judged: transactionIds.length })
    for (let start = 0; start < transactionIds.length; start += BATCH) {
      const locked = await lockTransactions(cx, transactionIds.slice(start, start + BATCH))
      const waiting = locked.filter(({ status }) => status === 'unmatched' || status === 'proposed')
      await runBatch(cx, waiting, proposeOnly)
    }
  },
)

async function runBatch(cx: Cx, transactions: readonly BankTransaction[], proposeOnly: boolean): Promise<void> {
  if (transactions.length === 0) return
  const accounts = await loadBankAccounts(cx, [...new Set(transactions.map(({ bankAccountId }) => bankAccountId))])
  const judged = await judge(cx, transactions, accounts)
  const decisions = proposeOnly ? judged.map((one) => notMatched(one, MANUAL_ONLY)) : await settle(cx, judged, accounts)
  await replaceCandidates(cx, decisions)
  const open = decisions.filter(({ outcome }) => outcome !== 'matched')
  await moveTransactionRows(
    cx,
    open.map(({ transaction, outcome }) => ({
      id: transaction.id,
      from: ['unmatched', 'proposed'] as const,
      to: outcome,
      matchId: null,
    })),
  )
}

const MANUAL_ONLY = { code: 'taken_back', message: 'A match of this transaction was undone; a person decides now.' }

/** Judges in the order of booking: what one transaction takes is gone for the next. */
async function judge(
  cx: Cx,
  transactions: readonly BankTransaction[],
  accounts: ReadonlyMap<string, BankAccount>,
): Promise<Decision[]> {
  const ground = await gatherFacts(cx, transactions)
  const taken = new Set<string>()
  const left = (item: OpenItem): OpenItem =>
    taken.has(item.id) ? { ...item, remainingMinor: 0n, remainingBaseMinor: 0n } : item
  const inOrder = [...transactions].sort((a, b) => a.bookedOn.localeCompare(b.bookedOn) || (a.id < b.id ? -1 : 1))
  return inOrder.map((transaction) => {
    const decision = decide({
      transaction,
      items: ground.itemsFor(transaction).map(left),
      payers: ground.payers,
      ordered: ground.orderedFor(transaction),
      dismissed: ground.dismissedFor(transaction),
    })
    const isOwnCurrency = accounts.get(transaction.bankAccountId)?.currency === transaction.currency
    if (decision.outcome === 'matched' && !isOwnCurrency) return notMatched(decision, OTHER_CURRENCY)
    if (decision.outcome === 'matched') for (const { item } of winner(decision)?.shares ?? []) taken.add(item.id)
    return decision
  })
}

const OTHER_CURRENCY = { code: 'currencyDiffers', message: 'The entry is in another currency than its bank account.' }

const winner = ({ candidates }: Decision): Candidate | undefined => candidates[0]

/** The decision with its best candidate left to a person after all. */
function notMatched(decision: Decision, reason: { code: string; message: string }): Decision {
  if (decision.outcome !== 'matched') return decision
  const [best, ...rest] = decision.candidates
  const candidates = best ? [{ ...best, whyNot: [...best.whyNot, reason] }, ...rest] : rest
  return { ...decision, outcome: 'proposed', candidates }
}

/** Posts what was decided. An entry that the books refuse (a closed period) leaves its transaction to a person. */
async function settle(
  cx: Cx,
  decisions: readonly Decision[],
  accounts: ReadonlyMap<string, BankAccount>,
): Promise<Decision[]> {
  const chosen = decisions.flatMap((decision) => {
    const candidate = decision.outcome === 'matched' ? winner(decision) : undefined
    const account = accounts.get(decision.transaction.bankAccountId)
    return candidate && account ? [{ decision, candidate, account }] : []
  })
  if (chosen.length === 0) return [...decisions]
  const [{ baseCurrency }, roles] = [await getBooks(cx, undefined), await accountsByRole(cx, undefined)]
  const drafts = chosen.map(({ decision: { transaction }, candidate: { shares }, account }) =>
    matchEntry({ transaction, account, shares, roles, baseCurrency }),
  )
  const outcomes = await postDrafts(cx, drafts)
  const refused = new Map<Decision, Decision>()
  const made: { decision: Decision; candidate: Candidate; entry: JournalEntry }[] = []
  chosen.forEach(({ decision, candidate }, place) => {
    const outcome = outcomes[place]
    if (outcome && 'ok' in outcome) made.push({ decision, candidate, entry: outcome.ok })
    else refused.set(decision, notMatched(decision, refusal(outcome?.error)))
  })
  await keepMatches(cx, made)
  return decisions.map((decision) => refused.get(decision) ?? decision)
}

function refusal(error: unknown): { code: string; message: string } {
  if (isProblem(error)) return { code: error.code, message: error.message }
  throw error
}

async function keepMatches(
  cx: Cx,
  made: readonly { decision: Decision; candidate: Candidate; entry: JournalEntry }[],
): Promise<void> {
  const matches = made.map(({ decision, candidate, entry }) => ({
    id: newId('match'),
    bankTransactionId: decision.transaction.id,
    method: candidate.method,
    confidence: candidate.confidence,
    evidence: candidate.evidence,
    journalEntryId: entry.id,
    allocations: candidate.shares.map(({ item, amountMinor }) => ({
      openItemId: item.id,
      amountMinor,
      currency: item.currency,
    })),
  }))
  await insertMatches(cx, matches)
  await moveTransactionRows(
    cx,
    matches.map((match) => ({
      id: match.bankTransactionId,
      from: ['unmatched', 'proposed'] as const,
      to: 'matched' as const,
      matchId: match.id,
    })),
  )
  await setPaymentState(
    cx,
    made.flatMap(({ decision }) => decision.transaction.endToEndId ?? []),
    'settled',
  )
  for (const { id, bankTransactionId, method, confidence } of matches) {
    cx.audit({ kind: 'match', id }, { bankTransactionId, method, confidence })
    cx.emit(matchCreated, { id, version: 1, bankTransactionId, method })
  }
}
