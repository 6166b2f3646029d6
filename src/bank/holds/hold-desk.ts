import { createHash } from 'node:crypto'
import {
  decideApproval,
  getApproval,
  requestApproval,
  type Subject,
  type SubjectHandler,
} from '#src/approvals/index.ts'
import { NO_CURRENCY } from '#src/kernel/currency.ts'
import { toJson } from '#src/kernel/json.ts'
import { decideHold, type Hold, type HoldDesk, type Party } from '#src/parties/index.ts'
import { principalOf } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import { PAYMENT_DECIDERS } from '../payments/deciders.ts'

/** Kind of the approvals that decide about holds of a party; the variant is the reason of the hold. */
export const PARTY_HOLD = 'partyHold'

/** Decided by people only. Where no policy governs the kind, those decide who may approve payments. */
const subjectOf = (cx: Cx, party: Party, hold: Hold): Subject => ({
  kind: PARTY_HOLD,
  variant: hold.reason,
  id: hold.id,
  version: 1,
  contentHash: createHash('sha256')
    .update(toJson([party.id, hold.reason, hold.accountId, hold.was, hold.becomes]))
    .digest('hex'),
  title: `${party.name}: ${hold.was ?? '–'} → ${hold.becomes}`,
  amountMinor: 0n,
  // A hold has no amount, so that no band of amounts lets it through.
  currency: NO_CURRENCY,
  base: null,
  supplierId: party.id,
  supplierApproverId: party.approverId,
  requesterId: null,
  policyId: null,
  enteredBy: [principalOf(cx.actor), ...hold.enteredBy],
  lines: null,
  deciders: PAYMENT_DECIDERS,
  needsPerson: true,
})

/** Puts holds of parties up for approval, and takes answers that come by way of the party. */
export const holdApprovals: HoldDesk = {
  ask: async (cx, party, hold) => (await requestApproval(cx, subjectOf(cx, party, hold))).id,
  async answer(cx, approvalId, { outcome, note }) {
    const { version, subject } = await getApproval(cx, { approvalId })
    await decideApproval(cx, {
      approvalId,
      decision: outcome === 'released' ? 'approve' : 'reject',
      seenVersion: version,
      contentHash: subject.contentHash,
      note: note ?? undefined,
    })
  },
}

/** What becomes of a hold when people have decided, in the transaction of the deciding answer. */
export const holdDecided: SubjectHandler = {
  can: 'payments:approve',
  onApproved: async (cx, { subjectId, note }) => {
    await decideHold(cx, { holdId: subjectId, outcome: 'released', note })
  },
  onRejected: async (cx, { subjectId, reason }) => {
    await decideHold(cx, { holdId: subjectId, outcome: 'refused', note: reason })
  },
}
