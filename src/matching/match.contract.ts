import { transactionParams } from '#src/bank/bank.contract.ts'
import {
  CurrencyCode,
  companyParams,
  DecimalText,
  InstantText,
  idSchema,
  operation,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Bank'
const Method = z
  .enum(['reference', 'endToEndId', 'invoiceNumber', 'amountAndAccount', 'combination', 'rule', 'memory', 'manual'])
  .openapi({ example: 'reference' })
const Confidence = z.number().min(0).max(1).openapi({ example: 0.98, description: '0 to 1' })
const ReasonSchema = z
  .object({
    code: z.string().openapi({ example: 'reference' }),
    message: z.string().openapi({ example: 'The reference is 0012345674.' }),
  })
  .openapi('MatchReason')

const AllocationSchema = z.object({
  openItemId: idSchema('openItem'),
  amount: DecimalText.openapi({ description: "Positive, in the item's currency" }),
  currency: CurrencyCode,
})

export const MatchSchema = z
  .object({
    id: idSchema('match'),
    bankTransactionId: idSchema('bankTransaction'),
    method: Method,
    confidence: Confidence,
    allocations: z.array(AllocationSchema),
    evidence: z.array(ReasonSchema),
    journalEntryId: idSchema('journalEntry'),
    status: z.enum(['active', 'undone']),
    reversalEntryId: idSchema('journalEntry').nullable(),
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
    undoneAt: InstantText.nullable(),
  })
  .openapi('Match')

export const CandidateSchema = z
  .object({
    rank: z.int().openapi({ example: 1 }),
    method: Method,
    confidence: Confidence,
    isMatched: z.boolean().openapi({ description: 'Whether it is the one that was matched' }),
    allocations: z.array(
      AllocationSchema.extend({
        remaining: DecimalText.openapi({ description: 'What was left of the item then, signed' }),
        partyId: idSchema('party').nullable(),
        documentNumber: z.string().nullable().openapi({ example: '10042' }),
        paymentReference: z.string().nullable().openapi({ example: '0012345674' }),
      }),
    ),
    evidence: z.array(ReasonSchema),
    whyNot: z.array(ReasonSchema).openapi({ description: 'Why it was not matched by itself' }),
  })
  .openapi('MatchCandidate')

export const listCandidatesOp = operation({
  id: 'listMatchCandidates',
  method: 'get',
  path: '/v1/companies/{companyId}/bank-transactions/{bankTransactionId}/candidates',
  tag,
  scope: 'bank:read',
  summary: 'What a bank transaction may have paid, with the evidence and why not',
  params: transactionParams,
  answer: { status: 200, schema: z.object({ data: z.array(CandidateSchema), nextCursor: z.string().nullable() }) },
})

export const createMatchOp = operation({
  id: 'createMatch',
  method: 'post',
  path: '/v1/companies/{companyId}/bank-transactions/{bankTransactionId}/matches',
  tag,
  scope: 'bank:write',
  summary: 'Match a bank transaction with the open items that it paid',
  params: transactionParams,
  body: z.object({
    allocations: z
      .array(z.object({ openItemId: idSchema('openItem'), amount: DecimalText.optional() }))
      .min(1)
      .max(100)
      .openapi({ description: "Amounts in each item's currency; left out = all that fits" }),
    differences: z
      .array(
        z.object({
          account: z.string().max(20).openapi({ example: '7770' }),
          amount: DecimalText.openapi({ example: '25.00', description: 'Debit positive, credit negative' }),
          description: z.string().max(200).optional().openapi({ example: 'Bank fee' }),
        }),
      )
      .max(20)
      .optional()
      .openapi({ description: 'What the transaction holds besides: fees, rounding' }),
  }),
  answer: { status: 201, schema: MatchSchema },
  problems: [
    'bank_transaction_matched',
    'match_unbalanced',
    'open_item_unknown',
    'open_item_settled',
    'open_item_overallocated',
    'account_unknown',
    'period_closed',
    'period_locked',
    'period_missing',
  ],
})

const matchParams = companyParams.extend({ matchId: idSchema('match') })

export const getMatchOp = operation({
  id: 'getMatch',
  method: 'get',
  path: '/v1/companies/{companyId}/matches/{matchId}',
  tag,
  scope: 'bank:read',
  summary: 'Read a match',
  params: matchParams,
  answer: { status: 200, schema: MatchSchema },
})

export const undoMatchOp = operation({
  id: 'undoMatch',
  method: 'delete',
  path: '/v1/companies/{companyId}/matches/{matchId}',
  tag,
  scope: 'bank:write',
  summary: 'Undo a match: its entry is reversed, its items are open again, and the pair is remembered',
  params: matchParams,
  answer: { status: 200, schema: MatchSchema },
  problems: ['match_undone', 'period_locked'],
})
