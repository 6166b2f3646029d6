import { requestApproval, type Subject } from '#src/approvals/index.ts'
import { type Company, demandDimensions, dimensionsOfLines, getCompany } from '#src/companies/index.ts'
import { getDocument } from '#src/documents/index.ts'
import { LEARNED_FIELDS } from '#src/documents/reading/fields/index.ts'
import { ZERO } from '#src/kernel/decimal.ts'
import { toMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import { type ExchangeRate, toBaseMinor } from '#src/ledger/index.ts'
import { getParty } from '#src/parties/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { approveReceipt } from './approve-receipt.ts'
import { rateFor } from './booking/rate-of-receipt.ts'
import { contentHash } from './content-hash.ts'
import { demandVersion } from './demand-version.ts'
import { demandComplete, renewed } from './exceptions.ts'
import { judgeLessons } from './reading/judge-lessons.ts'
import { receiptSubmitted } from './receipt.events.ts'
import { loadReceipt, moveReceipt, nameApproval, putExceptions } from './receipt.store.ts'
import { assertMove, type Receipt, stateOf } from './receipt.ts'

/**
 * Puts a receipt up for approval. Where the policy asks for nobody it is approved, and posted, in the same
 * transaction. Fails with `receipt_incomplete` or `exchange_rate_missing` while something is missing, and with what
 * refuses dimensions when a value was closed since.
 */
export const submitReceipt = command(
  'receipt.submit',
  { can: 'receipts:write' },
  async (
    cx: Cx,
    { receiptId, seenVersion }: { receiptId: string; seenVersion?: number | undefined },
  ): Promise<Receipt> => {
    const found = await loadReceipt(cx, receiptId, { lock: true })
    demandVersion(found, seenVersion)
    assertMove(found.status, 'inReview')
    const company = await getCompany(cx, undefined)
    const rate = await rateFor(cx, found, company.baseCurrency)
    const receipt = { ...found, exceptions: renewed(found.exceptions, found, rate !== null) }
    demandComplete(receipt)
    await demandDimensions(cx, dimensionsOfLines(receipt.lines))
    await putExceptions(cx, receiptId, receipt.exceptions)
    const hash = contentHash(receipt, await documentHash(cx, receipt))
    const inReview = await moveReceipt(cx, receipt, 'inReview', { contentHash: hash })
    const approval = await requestApproval(cx, await subjectOf(cx, inReview, company, rate ?? null))
    await nameApproval(cx, receiptId, approval.id)
    cx.audit({ kind: 'receipt', id: receiptId }, { approvalId: approval.id, contentHash: hash })
    cx.emit(receiptSubmitted, stateOf(inReview))
    if (cx.actor.personId !== null) await judgeLessons(cx, inReview, LEARNED_FIELDS)
    if (approval.isAutomatic) await approveReceipt(cx, { receiptId, approvalId: approval.id })
    return loadReceipt(cx, receiptId)
  },
)

async function documentHash(cx: Cx, { documentId }: Receipt): Promise<string | null> {
  if (documentId === null) return null
  const { sha256, contentDeletedAt } = await getDocument(cx, documentId)
  if (contentDeletedAt !== null) {
    fail('document_deleted', 'The document was deleted after its time; send it again, as nothing is booked without it.')
  }
  return sha256
}

async function subjectOf(cx: Cx, receipt: Receipt, company: Company, rate: ExchangeRate | null): Promise<Subject> {
  const { supplier, number, declared, lines } = receipt
  const currency = receipt.currency ?? company.baseCurrency
  const party = supplier.partyId === null ? null : await getParty(cx, { partyId: supplier.partyId })
  const amountMinor = toMinor(declared.gross ?? declared.payable ?? ZERO, currency)
  const { baseCurrency } = company
  const inBase =
    currency === baseCurrency ? amountMinor : rate && toBaseMinor(amountMinor, currency, rate, baseCurrency)
  return {
    kind: 'receipt',
    variant: receipt.kind,
    id: receipt.id,
    version: receipt.version,
    contentHash: receipt.contentHash ?? '',
    title: [supplier.name ?? 'Receipt', number].filter(Boolean).join(', '),
    amountMinor: receipt.kind === 'creditNote' ? -amountMinor : amountMinor,
    currency,
    base: inBase === null ? null : { amountMinor: inBase, currency: baseCurrency },
    supplierId: supplier.partyId,
    supplierApproverId: party?.approverId ?? null,
    requesterId: null,
    policyId: party?.approvalPolicyId ?? null,
    enteredBy: receipt.enteredBy,
    lines: lines.map(({ account, vatCode, item, dimensions }) => ({ account, vatCode, item, dimensions })),
  }
}
