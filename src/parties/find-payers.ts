import type { Cx } from '#src/platform/cx.ts'
import { findPayerRows } from './payer.store.ts'

/** Who a party is as far as a bank can tell. */
export interface Payer {
  readonly partyId: string
  /** Of accounts that were not refused, in the form of accountKey. */
  readonly accountKeys: readonly string[]
  /** Of every name it was seen under, in the form of nameKey. */
  readonly nameKeys: readonly string[]
}

export interface PayerSearch {
  readonly partyIds: readonly string[]
  readonly accountKeys: readonly string[]
  readonly nameKeys: readonly string[]
}

/** Every party that has one of the ids, accounts or names; for commands, which check the scope. */
export const findPayers = (cx: Cx, search: PayerSearch): Promise<Payer[]> => findPayerRows(cx, search)
