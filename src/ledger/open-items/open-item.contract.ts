import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'
import { AccountNumber } from '../posting/journal-entry.contract.ts'

const tag = 'Ledger'
const Kind = z.enum(['receivable', 'payable'])

const AllocationSchema = z
  .object({
    id: idSchema('allocation'),
    openItemId: idSchema('openItem'),
    journalEntryId: idSchema('journalEntry').openapi({ description: 'The entry that settles' }),
    amount: DecimalText.openapi({ description: 'Signed like the item: what it takes from what is left' }),
    currency: CurrencyCode,
    allocatedOn: DateText,
    reverses: idSchema('allocation').nullable(),
  })
  .openapi('Allocation')

export const OpenItemSchema = z
  .object({
    id: idSchema('openItem'),
    kind: Kind,
    account: AccountNumber,
    partyId: idSchema('party').nullable(),
    journalEntryId: idSchema('journalEntry'),
    bookedOn: DateText,
    dueOn: DateText.nullable(),
    paymentReference: z.string().nullable().openapi({ example: '2345676' }),
    documentNumber: z.string().nullable().openapi({ example: 'F-1042' }),
    voucher: z.object({ kind: z.string().openapi({ example: 'receipt' }), id: z.string().nullable() }),
    currency: CurrencyCode,
    amount: DecimalText.openapi({ description: 'Signed: a receivable is positive, a payable negative' }),
    remaining: DecimalText.openapi({ description: 'What is left to settle, signed like the amount; zero is settled' }),
    baseCurrency: CurrencyCode,
    baseAmount: DecimalText,
    baseRemaining: DecimalText,
  })
  .openapi('OpenItem')

const OpenItemWithAllocations = OpenItemSchema.extend({ allocations: z.array(AllocationSchema) }).openapi(
  'OpenItemWithAllocations',
)

const itemParams = companyParams.extend({ openItemId: idSchema('openItem') })

export const listOpenItemsOp = operation({
  id: 'listOpenItems',
  method: 'get',
  path: '/v1/companies/{companyId}/open-items',
  tag,
  scope: 'ledger:read',
  summary: 'List open items; those with something left unless asked otherwise',
  params: companyParams,
  query: listQuery.extend({
    kind: Kind.optional(),
    status: z.enum(['open', 'settled', 'all']).optional(),
    partyId: idSchema('party').optional(),
    account: AccountNumber.optional(),
    currency: CurrencyCode.optional(),
    paymentReference: z.string().max(100).optional(),
    documentNumber: z.string().max(100).optional(),
    voucherId: z.string().max(60).optional(),
    dueUntil: DateText.optional(),
    asOf: DateText.optional().openapi({ description: 'What was open at the end of that day' }),
  }),
  answer: { status: 200, schema: pageOf(OpenItemSchema) },
})

export const getOpenItemOp = operation({
  id: 'getOpenItem',
  method: 'get',
  path: '/v1/companies/{companyId}/open-items/{openItemId}',
  tag,
  scope: 'ledger:read',
  summary: 'Read an open item with its allocations',
  params: itemParams,
  answer: { status: 200, schema: OpenItemWithAllocations },
})

export const settleOpenItemOp = operation({
  id: 'settleOpenItem',
  method: 'post',
  path: '/v1/companies/{companyId}/open-items/{openItemId}/allocations',
  tag,
  scope: 'ledger:post',
  summary: 'Allocate a posted entry to an open item',
  params: itemParams,
  body: z.object({
    journalEntryId: idSchema('journalEntry'),
    amount: DecimalText.openapi({ description: 'Positive, in the currency of the item' }),
    allocatedOn: DateText.optional(),
  }),
  answer: { status: 201, schema: AllocationSchema },
  problems: ['open_item_overallocated', 'open_item_settled', 'open_item_differs'],
})

export const undoAllocationOp = operation({
  id: 'undoAllocation',
  method: 'post',
  path: '/v1/companies/{companyId}/open-items/{openItemId}/allocations/{allocationId}/reversals',
  tag,
  scope: 'ledger:post',
  summary: 'Undo an allocation; the open item is open again by that much',
  params: itemParams.extend({ allocationId: idSchema('allocation') }),
  body: z.object({ reason: z.string().trim().min(1).max(300).openapi({ example: 'Paid another invoice' }) }),
  answer: { status: 201, schema: AllocationSchema },
  problems: ['allocation_reversed'],
})
