import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Payments'
const Status = z.enum(['proposed', 'approved', 'cancelled']).openapi({ example: 'proposed' })
const Format = z.enum(['pain.001.001.03', 'pain.001.001.09']).openapi({ example: 'pain.001.001.03' })

const HeldSchema = z
  .object({
    openItemId: idSchema('openItem'),
    code: z.string().openapi({ example: 'payment_held' }),
    message: z.string().openapi({
      example: 'The bank account of Nordkraft AS changed from 8601.11.17947 to 1503.40.12345. Payment waits.',
    }),
    holdId: idSchema('hold')
      .nullable()
      .optional()
      .openapi({ description: 'The hold of the supplier, for payment_held' }),
    approvalId: idSchema('approval')
      .nullable()
      .optional()
      .openapi({ description: 'Where people decide about the hold' }),
    bankTransactionId: idSchema('bankTransaction')
      .optional()
      .openapi({ description: 'The movement that looks like a payment of the item, for suspected_paid' }),
    otherOpenItemId: idSchema('openItem')
      .optional()
      .openapi({ description: 'The item that looks like the same invoice, for suspected_duplicate' }),
  })
  .openapi('HeldPayment')

const Reason = z.string().trim().min(1).max(500).openapi({ example: 'That was the invoice of the branch in Bodø.' })

const DismissalSchema = z
  .object({
    openItemId: idSchema('openItem'),
    bankTransactionId: idSchema('bankTransaction'),
    reason: Reason,
    dismissedBy: z.string().openapi({ example: 'Kari Nordmann' }),
    dismissedAt: InstantText,
  })
  .openapi('PaymentDismissal')

const ToldApartSchema = z
  .object({
    openItemId: idSchema('openItem'),
    otherOpenItemId: idSchema('openItem'),
    reason: Reason,
    dismissedBy: z.string().openapi({ example: 'Kari Nordmann' }),
    dismissedAt: InstantText,
  })
  .openapi('DuplicateItemDismissal')

const PaymentSchema = z
  .object({
    position: z.int().openapi({ example: 1 }),
    openItemId: idSchema('openItem'),
    partyId: idSchema('party').nullable(),
    creditor: z.object({
      name: z.string().openapi({ example: 'Grossist AS' }),
      account: z.string().openapi({ example: 'NO9386011117947' }),
      bic: z.string().nullable().openapi({ example: null }),
    }),
    amount: DecimalText,
    currency: CurrencyCode,
    executeOn: DateText,
    reference: z.string().nullable().openapi({ example: '0012345674', description: 'KID or other reference' }),
    remittance: z.string().nullable().openapi({ example: null, description: 'Message where there is no reference' }),
    endToEndId: z.string().openapi({ example: '01k8m3q7zj5e8v9x2c4b6n8p0r-1' }),
    state: z.enum(['live', 'settled', 'cancelled']),
  })
  .openapi('Payment')

export const PaymentOrderSchema = z
  .object({
    id: idSchema('payment'),
    bankAccountId: idSchema('bankAccount'),
    status: Status,
    format: Format,
    contentHash: z.string().openapi({ description: 'SHA-256 over what an approver sees' }),
    totals: z.array(z.object({ currency: CurrencyCode, amount: DecimalText, count: z.int() })),
    payments: z.array(PaymentSchema),
    held: z.array(HeldSchema).openapi({ description: 'Items that are not paid, each with its reason' }),
    dismissals: z
      .array(DismissalSchema)
      .openapi({ description: 'Bank transactions that look like payments of its items, and why they are none' }),
    toldApart: z
      .array(ToldApartSchema)
      .openapi({ description: 'Items that look like items of the order, and why they are others' }),
    file: z
      .object({ sha256: z.string(), size: z.int().openapi({ description: 'Bytes' }) })
      .nullable()
      .openapi({ description: 'The sealed file of an approved order' }),
    approvalId: idSchema('approval').nullable().openapi({ description: 'Where people decide about it' }),
    approvedAt: InstantText.nullable(),
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('PaymentOrder')

const orderParams = companyParams.extend({ paymentOrderId: idSchema('payment') })

export const listPaymentOrdersOp = operation({
  id: 'listPaymentOrders',
  method: 'get',
  path: '/v1/companies/{companyId}/payment-orders',
  tag,
  scope: 'payments:read',
  summary: 'List payment orders',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({ status: Status.optional() }),
  answer: { status: 200, schema: pageOf(PaymentOrderSchema) },
})

export const createPaymentOrderOp = operation({
  id: 'createPaymentOrder',
  method: 'post',
  path: '/v1/companies/{companyId}/payment-orders',
  tag,
  scope: 'payments:write',
  summary: 'Propose payments: the named open items, or all that are due',
  params: companyParams,
  body: z.object({
    bankAccountId: idSchema('bankAccount'),
    openItemIds: z.array(idSchema('openItem')).min(1).max(1000).optional(),
    dueUntil: DateText.optional().openapi({
      description: 'Without openItemIds: what is due until this day; default today',
    }),
    executeOn: DateText.optional().openapi({ description: 'Default: the day each item is due, at the earliest today' }),
    format: Format.optional(),
  }),
  answer: { status: 201, schema: PaymentOrderSchema },
  problems: ['payment_order_empty', 'payment_held', 'payment_duplicate', 'open_item_unknown'],
})

export const getPaymentOrderOp = operation({
  id: 'getPaymentOrder',
  method: 'get',
  path: '/v1/companies/{companyId}/payment-orders/{paymentOrderId}',
  tag,
  scope: 'payments:read',
  summary: 'Read a payment order',
  params: orderParams,
  answer: { status: 200, schema: PaymentOrderSchema },
})

export const approvePaymentOrderOp = operation({
  id: 'approvePaymentOrder',
  method: 'post',
  path: '/v1/companies/{companyId}/payment-orders/{paymentOrderId}/approvals',
  tag,
  scope: 'payments:approve',
  summary: 'Approve a payment order that somebody else created, and seal its file',
  description:
    'The same answer as a decision about its approval. Where the policy for paymentOrder asks for more people, the order stays proposed until they have answered; the last answer seals the file. Who entered a receipt that the order pays does not approve it.',
  params: orderParams,
  body: z.object({
    seenVersion: z.int().min(1).openapi({ example: 1, description: 'The version that you looked at' }),
  }),
  answer: { status: 200, schema: PaymentOrderSchema },
  problems: [
    'payment_order_self',
    'payment_order_state',
    'payment_order_stale',
    'payment_file_invalid',
    'approval_self',
    'approval_not_assigned',
    'approval_signed_already',
    'version_stale',
  ],
})

export const cancelPaymentOrderOp = operation({
  id: 'cancelPaymentOrder',
  method: 'post',
  path: '/v1/companies/{companyId}/payment-orders/{paymentOrderId}/cancellations',
  tag,
  scope: 'payments:write',
  summary: 'Give up a payment order that is not approved yet',
  params: orderParams,
  answer: { status: 200, schema: PaymentOrderSchema },
  problems: ['payment_order_state'],
})

export const getPaymentFileOp = operation({
  id: 'getPaymentFile',
  method: 'get',
  path: '/v1/companies/{companyId}/payment-orders/{paymentOrderId}/file',
  tag,
  scope: 'payments:read',
  summary: 'The sealed pain.001 file: the same bytes every time',
  params: orderParams,
  answer: { status: 200, file: ['application/xml'] },
  problems: ['payment_order_state'],
})

export const dismissPaidInBankOp = operation({
  id: 'dismissPaidInBank',
  method: 'post',
  path: '/v1/companies/{companyId}/open-items/{openItemId}/payment-dismissals',
  tag,
  scope: 'payments:write',
  summary: 'Say that a bank transaction which looks like the payment of an item is none',
  description:
    'An item is held with suspected_paid while a bank has booked its amount to the account, reference or name of its supplier. The reason stands on every order that pays the item.',
  params: companyParams.extend({ openItemId: idSchema('openItem') }),
  body: z.strictObject({ bankTransactionId: idSchema('bankTransaction'), reason: Reason }),
  answer: { status: 201, schema: DismissalSchema },
  problems: ['payment_not_suspected', 'payment_dismissed'],
})

export const dismissDuplicateItemOp = operation({
  id: 'dismissDuplicateItem',
  method: 'post',
  path: '/v1/companies/{companyId}/open-items/{openItemId}/duplicate-dismissals',
  tag,
  scope: 'payments:write',
  summary: 'Say that an item which looks like another is an invoice of its own',
  description:
    'An item is held with suspected_duplicate while another item, or a payment ordered before, has the same supplier and number or reference. The answer counts for this pair alone, and stands on every order that pays one of the two.',
  params: companyParams.extend({ openItemId: idSchema('openItem') }),
  body: z.strictObject({ otherOpenItemId: idSchema('openItem'), reason: Reason }),
  answer: { status: 201, schema: ToldApartSchema },
  problems: ['payment_not_suspected', 'payment_dismissed'],
})
