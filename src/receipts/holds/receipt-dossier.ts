import { sendersOfReceipts } from '#src/intake/index.ts'
import type { DossierSource } from '#src/parties/index.ts'
import { namedAccounts, newestReceiptIds, receiptFigures } from './receipt-dossier.store.ts'

/** What the receipts of a party tell: where they ask to be paid, how many they are, and who mailed them. */
export const receiptDossier: DossierSource = {
  accountUse: namedAccounts,
  figures: async (cx, partyId) => ({ receipts: await receiptFigures(cx, partyId) }),
  mailSenders: async (cx, partyId) => sendersOfReceipts(cx, await newestReceiptIds(cx, partyId)),
}
