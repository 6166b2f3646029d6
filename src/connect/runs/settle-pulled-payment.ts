import { listBankAccounts } from '#src/bank/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import {
  accountsByRole,
  findOpenItems,
  getAccount,
  getBooks,
  type OpenItem,
  postJournalEntry,
  reverseJournalEntry,
  settlementLines,
} from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { loadMappings } from '../mappings/mapping.store.ts'
import { type KeptPayment, lockPayment, nameEntry } from './pulled-payment.store.ts'

const rules = { can: 'connections:manage' } as const
const subjectOf = (paymentId: string) => ({ kind: 'pulledPayment', id: paymentId })

/**
 * Lets the books follow a payment at the vendor. What the ledger refuses (a closed period, an item that somebody has
 * settled meanwhile) is left as it is, with the reason in the audit log.
 */
export async function bookPulledPayment(call: Call, paymentId: string): Promise<void> {
  try {
    await settlePulledPayment(call, paymentId)
  } catch (error) {
    if (!isProblem(error) || error.kind.status >= 500) throw error
    await leavePulledPayment(call, { paymentId, reason: error.code })
  }
}

const leavePulledPayment = command(
  'pulledPayment.leave',
  rules,
  async (cx, { paymentId, reason }: { paymentId: string; reason: string }): Promise<void> => {
    cx.audit(subjectOf(paymentId), { left: reason })
  },
)

/** Settles the open item that the payment pays, where nothing is in doubt; a deleted payment is taken back. */
const settlePulledPayment = command('pulledPayment.settle', rules, async (cx, paymentId: string): Promise<void> => {
  const payment = await lockPayment(cx, paymentId)
  const { status, journalEntryId } = payment
  if (status === 'deleted' && journalEntryId !== null) {
    await reverseJournalEntry(cx, { journalEntryId, reason: 'The payment was deleted at the vendor.' })
    await nameEntry(cx, paymentId, null)
    return cx.audit(subjectOf(paymentId), { reversed: journalEntryId })
  }
  if (status === 'deleted' || journalEntryId !== null) return cx.audit(subjectOf(paymentId), { left: 'done' })
  const judged = await judge(cx, payment)
  if ('left' in judged) return cx.audit(subjectOf(paymentId), judged)
  const entryId = await post(cx, payment, judged)
  await nameEntry(cx, paymentId, entryId)
  cx.audit(subjectOf(paymentId), { journalEntryId: entryId, openItemId: judged.item.id })
})

interface Sure {
  readonly item: OpenItem
  /** Our ledger account of the vendor's bank account. */
  readonly account: string
}

/**
 * Whether it is sure what the payment pays and from where. A payment from an account whose statements come to us is
 * left for the statement, which would book it a second time.
 */
async function judge(cx: Cx, payment: KeptPayment): Promise<Sure | { readonly left: string }> {
  const { isOurs, settles, currency, amountMinor } = payment
  if (isOurs) return { left: 'it went out from here' }
  if (settles.subjectId === null) return { left: 'the document is not ours' }
  const { baseCurrency } = await getBooks(cx, undefined)
  if (currency !== baseCurrency) return { left: 'another currency than the books' }
  const account = await bankAccountOf(cx, payment)
  if (account === undefined) return { left: 'the bank account is not mapped to one of ours' }
  const banks = await listBankAccounts(cx, { after: undefined, limit: BANK_ACCOUNTS_MAX })
  if (banks.some(({ ledgerAccount }) => ledgerAccount === account)) return { left: 'its statement comes to us' }
  const [item, ...more] = await findOpenItems(cx, { voucherId: settles.subjectId })
  if (!item || more.length > 0) return { left: 'the document has no open item, or several' }
  if (item.currency !== currency || amountMinor > size(item.remainingMinor)) return { left: 'more than is open' }
  return { item, account }
}

const BANK_ACCOUNTS_MAX = 1000
const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

/** The one account of ours that is mapped to the vendor's bank account, else the asset with the same number. */
async function bankAccountOf(cx: Cx, { connectionId, bankAccountCode }: KeptPayment): Promise<string | undefined> {
  if (bankAccountCode === null) return undefined
  const mappings = await loadMappings(cx, connectionId)
  const mapped = mappings.filter(({ kind, theirs }) => kind === 'account' && theirs === bankAccountCode)
  if (mapped.length > 1) return undefined
  const number = mapped[0]?.ours ?? bankAccountCode
  const account = await getAccount(cx, { account: number }).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return undefined
    throw error
  })
  return account?.isActive && account.type === 'asset' ? account.number : undefined
}

async function post(cx: Cx, payment: KeptPayment, { item, account }: Sure): Promise<string> {
  const { amountMinor, paidOn, id, reference } = payment
  const roles = await accountsByRole(cx, undefined)
  const lines = settlementLines({ item, amountMinor, paidBaseMinor: amountMinor, roles })
  const settled = lines.reduce((sum, line) => sum + line.amountMinor, 0n)
  const entry = await postJournalEntry(cx, {
    journal: 'bank',
    bookedOn: paidOn,
    description: ['Payment', item.documentNumber, reference].filter(Boolean).join(' · ').slice(0, 200),
    voucher: { kind: 'pulledPayment', id, documentId: null },
    lines: [{ account, amountMinor: -settled }, ...lines],
  })
  return entry.id
}
