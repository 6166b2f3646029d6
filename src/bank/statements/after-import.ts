import type { Cx } from '#src/platform/cx.ts'

export interface ImportedTransactions {
  readonly bankAccountId: string
  readonly transactionIds: readonly string[]
}

/** What happens with new transactions in the transaction that takes them in: the match desk's turn. */
export type AfterImport = (cx: Cx, imported: ImportedTransactions) => Promise<void>

const listeners: AfterImport[] = []

/** Called once per room by the composition (src/wiring.ts). */
export const onTransactionsImported = (listener: AfterImport): void => {
  listeners.push(listener)
}

export async function runAfterImport(cx: Cx, imported: ImportedTransactions): Promise<void> {
  if (imported.transactionIds.length === 0) return
  for (const listener of listeners) await listener(cx, imported)
}
