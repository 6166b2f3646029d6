import { bookDate } from '#src/kernel/book-date.ts'
import { formatMinor, parseMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import * as contract from './open-item.contract.ts'
import type { Allocation, OpenItem } from './open-item.ts'
import { findOpenItems, getOpenItem, listAllocations } from './read-open-items.ts'
import { settleOpenItem, undoAllocation } from './settle-open-item.ts'

const dateOf = (text: string | undefined) => (text === undefined ? undefined : bookDate(text))

const wireItem = (item: OpenItem) => ({
  id: item.id,
  kind: item.kind,
  account: item.account,
  partyId: item.partyId,
  journalEntryId: item.journalEntryId,
  bookedOn: item.bookedOn,
  dueOn: item.dueOn,
  paymentReference: item.paymentReference,
  documentNumber: item.documentNumber,
  voucher: { kind: item.voucherKind, id: item.voucherId },
  currency: item.currency,
  amount: formatMinor(item.amountMinor, item.currency),
  remaining: formatMinor(item.remainingMinor, item.currency),
  baseCurrency: item.baseCurrency,
  baseAmount: formatMinor(item.baseAmountMinor, item.baseCurrency),
  baseRemaining: formatMinor(item.remainingBaseMinor, item.baseCurrency),
})

const wireAllocation = (allocation: Allocation) => ({
  id: allocation.id,
  openItemId: allocation.openItemId,
  journalEntryId: allocation.journalEntryId,
  amount: formatMinor(allocation.amountMinor, allocation.currency),
  currency: allocation.currency,
  allocatedOn: allocation.allocatedOn,
  reverses: allocation.reverses,
})

function readAmount(text: string, { currency }: OpenItem): bigint {
  const message = `${text} is no amount in ${currency}.`
  const errors = [{ pointer: '/amount', code: 'open_item_differs', message }]
  return parseMinor(text, currency) ?? fail('open_item_differs', message, { errors })
}

export const openItemRoutes: readonly Route[] = [
  bind(contract.listOpenItemsOp, {
    call: async (call, { query }) => {
      const { limit, cursor: _cursor, dueUntil, asOf, ...filter } = query
      const dates = { dueUntil: dateOf(dueUntil), asOf: dateOf(asOf) }
      const rows = await findOpenItems(call, { ...filter, ...dates, ...pageStart(query) })
      const { data, nextCursor } = pageOfRows(rows, limit)
      return { data: data.map(wireItem), nextCursor }
    },
    answer: ok,
  }),
  bind(contract.getOpenItemOp, {
    call: async (call, { params }) => {
      const item = await getOpenItem(call, params)
      const allocations = await listAllocations(call, { openItemId: item.id })
      return { ...wireItem(item), allocations: allocations.map(wireAllocation) }
    },
    answer: ok,
  }),
  bind(contract.settleOpenItemOp, {
    call: (call, { params, body }) =>
      settleOpenItem(call, {
        openItemId: params.openItemId,
        journalEntryId: body.journalEntryId,
        amountMinor: (item) => readAmount(body.amount, item),
        allocatedOn: dateOf(body.allocatedOn),
      }),
    answer: (allocation) => created(wireAllocation(allocation)),
  }),
  bind(contract.undoAllocationOp, {
    call: (call, { params: { openItemId, allocationId }, body }) =>
      undoAllocation(call, { openItemId, allocationId, reason: body.reason }),
    answer: (allocation) => created(wireAllocation(allocation)),
  }),
]
