import { type FoundSupplier, findOrCreateSupplier, type SupplierFacts } from '#src/parties/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'

/** Finds the supplier as the intake of a receipt does: inside a command that bears the name of that intake. */
const receive = command('receipt.receive', { can: 'receipts:write' }, async (cx, facts: SupplierFacts) => {
  cx.audit({ kind: 'receipt', id: facts.seenIn.id })
  return findOrCreateSupplier(cx, facts)
})

export const seeSupplier = (call: Call, facts: Partial<SupplierFacts> & { name: string }): Promise<FoundSupplier> =>
  receive(call, { country: 'NO', seenIn: { kind: 'receipt', id: 'rec_test' }, enteredBy: [], ...facts })
