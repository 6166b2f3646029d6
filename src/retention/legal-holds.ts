import { getDocument } from '#src/documents/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { listFiscalYears } from '#src/ledger/index.ts'
import { getParty } from '#src/parties/index.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import {
  insertLegalHold,
  listLegalHoldRows,
  loadLegalHold,
  lockRetention,
  releaseLegalHoldRow,
} from './legal-hold.store.ts'
import type { HoldTarget, LegalHold } from './legal-hold.ts'
import './retention.problems.ts'

export interface PlaceLegalHold {
  readonly targetKind: HoldTarget
  readonly targetId: string
  readonly reason: string
  readonly until?: BookDate | null | undefined
}

/** Keeps a document, or those of a party or fiscal year, beyond their time. Fails: legal_hold_target_unknown. */
export const placeLegalHold = command(
  'legalHold.place',
  { can: 'documents:write' },
  async (cx: Cx, { targetKind, targetId, reason, until = null }: PlaceLegalHold): Promise<LegalHold> => {
    await lockRetention(cx)
    await demandTarget(cx, targetKind, targetId)
    const hold = await insertLegalHold(cx, { id: newId('legalHold'), targetKind, targetId, reason, until })
    cx.audit({ kind: 'legalHold', id: hold.id }, { targetKind, targetId, reason, until })
    return hold
  },
)

export interface ReleaseLegalHold {
  readonly legalHoldId: string
  readonly reason: string
}

/** Ends a legal hold; what is past its time may be deleted then. Fails: legal_hold_released. */
export const releaseLegalHold = command(
  'legalHold.release',
  { can: 'documents:delete' },
  async (cx: Cx, { legalHoldId, reason }: ReleaseLegalHold): Promise<LegalHold> => {
    const { targetKind, targetId } = await loadLegalHold(cx, legalHoldId)
    await releaseLegalHoldRow(cx, legalHoldId, reason)
    cx.audit({ kind: 'legalHold', id: legalHoldId }, { targetKind, targetId, reason })
    return loadLegalHold(cx, legalHoldId)
  },
)

export const listLegalHolds = query(
  'legalHold.list',
  { can: 'documents:read' },
  (cx, { after, limit }: { after: string | undefined; limit: number }) => listLegalHoldRows(cx, after, limit),
)

async function demandTarget(cx: Cx, kind: HoldTarget, id: string): Promise<void> {
  if (kind === 'document') await getDocument(cx, id)
  else if (kind === 'party') await getParty(cx, { partyId: id })
  else if (!(await listFiscalYears(cx, undefined)).some((year) => year.id === id)) {
    fail('legal_hold_target_unknown', `The books have no fiscal year ${id}.`)
  }
}
