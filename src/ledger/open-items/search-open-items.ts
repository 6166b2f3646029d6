import type { Cx } from '#src/platform/cx.ts'
import type { OpenItem } from './open-item.ts'
import { searchOpenItemRows } from './open-item-search.store.ts'

/** Many questions at once: every item that answers to any of them. */
export interface OpenItemSearch {
  readonly ids: readonly string[]
  /** References and document numbers in the form of app.reference_key; settled items answer too. */
  readonly keys: readonly string[]
  /** Exactly this much left, signed minor units; open items only. */
  readonly amounts: readonly { readonly currency: string; readonly remainingMinor: bigint }[]
  /** Their open items, the oldest first. */
  readonly partyIds: readonly string[]
}

/** Items that many bank transactions may be about, in one round to the database; for commands, which check the scope. */
export const searchOpenItems = (cx: Cx, search: OpenItemSearch): Promise<OpenItem[]> => searchOpenItemRows(cx, search)
