import { type BookDate, daysBetween } from '#src/kernel/book-date.ts'
import { accountKey } from '#src/kernel/iban.ts'
import type { OpenItem } from '#src/ledger/index.ts'
import { type Party, type PartyAccount, paymentHold } from '#src/parties/index.ts'
import { isAccount } from '../formats/pain001-rules.ts'
import type { PaidInBank } from './find-paid-in-bank.ts'
import type { OrderedPayment } from './paid-before.store.ts'
import type { HeldItem, Payment } from './payment-order.ts'
import { type SeenItems, type ToldApart, whyAgain, whyTwice } from './suspect-duplicate.ts'
import type { VoucherFacts } from './vouchers.ts'

export interface Proposal {
  readonly payments: readonly Omit<Payment, 'endToEndId' | 'state'>[]
  readonly held: readonly HeldItem[]
}

export interface ProposalFacts {
  readonly items: readonly OpenItem[]
  readonly parties: ReadonlyMap<string, Party>
  /** Receipts behind the items, by open item id. */
  readonly vouchers: ReadonlyMap<string, VoucherFacts>
  /** Order that an item is in already, by open item id. */
  readonly ordered: ReadonlyMap<string, string>
  /** Payments to the suppliers that were ordered before; none when an order is only looked at again. */
  readonly before?: readonly OrderedPayment[] | undefined
  /** Pairs of items that somebody said are two. */
  readonly told: readonly ToldApart[]
  /** Movements in the bank that look like payments of the items, by open item id. */
  readonly inBank: ReadonlyMap<string, readonly PaidInBank[]>
  /** The day to pay on; by default the day each item is due, and never a day that has passed. */
  readonly executeOn: BookDate | undefined
  readonly today: BookDate
}

/** What can be paid, and what must not, with the reason: a hold stops the payment, never the booking. */
export function proposePayments(facts: ProposalFacts): Proposal {
  const payments: Omit<Payment, 'endToEndId' | 'state'>[] = []
  const held: HeldItem[] = []
  const seen: SeenItems = new Map()
  for (const item of facts.items) {
    const party = item.partyId === null ? undefined : facts.parties.get(item.partyId)
    const account = party && accountFor(party, namedBy(item, facts))
    const hold =
      whyNot(item, party, account?.account, facts) ??
      whyTwice(item, seen, facts.told) ??
      whyAgain(item, facts.before ?? [], facts.told) ??
      whyPaid(item, facts)
    if (hold || !party || !account) {
      held.push({ openItemId: item.id, ...(hold ?? { code: 'creditor_unknown', message: 'Nobody to pay is known.' }) })
      continue
    }
    const due = facts.executeOn ?? item.dueOn ?? facts.today
    payments.push({
      position: payments.length + 1,
      openItemId: item.id,
      partyId: party.id,
      creditorName: party.name,
      creditorAccount: account.account,
      creditorBic: account.bic,
      creditorCountry: party.country,
      amountMinor: -item.remainingMinor,
      currency: item.currency,
      executeOn: daysBetween(due, facts.today) > 0 ? facts.today : due,
      reference: item.paymentReference,
      remittance: item.paymentReference === null ? item.documentNumber : null,
    })
  }
  return { payments, held }
}

type Hold = Omit<HeldItem, 'openItemId'>

const namedBy = ({ id }: OpenItem, { vouchers }: ProposalFacts): string | null => vouchers.get(id)?.bankAccount ?? null

/** The account that the receipt names; where it names none, the one that was seen last of those that may be paid to. */
function accountFor({ accounts }: Party, named: string | null): PartyAccount | undefined {
  const usable = accounts.filter(({ status }) => status === 'usable')
  if (named !== null) return usable.find(({ account }) => accountKey(account) === accountKey(named))
  const newest = Math.max(...usable.map(({ firstSeenAt }) => firstSeenAt.getTime()))
  return usable.find(({ firstSeenAt }) => firstSeenAt.getTime() === newest)
}

function whyNot(
  item: OpenItem,
  party: Party | undefined,
  account: string | undefined,
  facts: ProposalFacts,
): Hold | undefined {
  const order = facts.ordered.get(item.id)
  if (item.kind !== 'payable') return { code: 'not_payable', message: 'The item is not something that we owe.' }
  if (item.remainingMinor === 0n) return { code: 'open_item_settled', message: 'The item is settled already.' }
  if (item.remainingMinor > 0n) return { code: 'credit', message: 'The item is a credit; it is set off, not paid.' }
  if (order) return { code: 'payment_duplicate', message: `The item is in payment order ${order} already.` }
  if (!party) return { code: 'creditor_unknown', message: 'The item names no supplier to pay.' }
  if (party.accounts.length === 0) return accountMissing(party)
  const hold = paymentHold(party, namedBy(item, facts))
  if (hold) return { code: 'payment_held', ...hold }
  if (account === undefined) return accountMissing(party)
  if (!isAccount(account)) return { code: 'account_invalid', message: `Account ${account} has wrong check digits.` }
  return undefined
}

const accountMissing = ({ name }: Party): Hold => ({
  code: 'account_missing',
  message: `No bank account of ${name} is known.`,
})

/** A bank has booked the amount to this supplier already: paid by hand, by direct debit or card, or the item came in twice. */
function whyPaid(item: OpenItem, { inBank }: ProposalFacts): Hold | undefined {
  const [first] = inBank.get(item.id) ?? []
  if (!first) return undefined
  const { payment, evidence } = first
  return {
    code: 'suspected_paid',
    message: `A bank transaction of ${payment.bookedOn} has the same amount and ${evidence}. Match it with the item, or dismiss it with a reason.`,
    bankTransactionId: payment.id,
  }
}
