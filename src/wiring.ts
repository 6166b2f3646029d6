import { onDecided, restaffWhenPeopleChange } from './approvals/index.ts'
import {
  holdApprovals,
  holdDecided,
  onToldApartAsked,
  onTransactionsImported,
  onVouchersAsked,
  PARTY_HOLD,
  PAYMENT_ORDER,
  paidAccounts,
  paymentOrderDecided,
} from './bank/index.ts'
import { onCompanyOpened, onSettingsChanged, openDimensions } from './companies/index.ts'
import { connectListener, installConnectors, installSources, networkWay, ROOM_SOURCES } from './connect/index.ts'
import { CONNECTORS } from './connectors.ts'
import { onRetentionAsked } from './documents/index.ts'
import { onFileTaken, onMailReturned } from './intake/index.ts'
import { findReturnedTo, judgeInvoiceSettings, onNetworkAsked, takeReturned } from './invoices/index.ts'
import { openBooks } from './ledger/index.ts'
import { matchImported, rematchWhenItemsOpen } from './matching/index.ts'
import { addToDossier, onHoldDecided, onHoldOpened } from './parties/index.ts'
import type { EventListener } from './platform/outbox/sequence-events.ts'
import {
  receiptDecided,
  receiptDossier,
  receiptVouchers,
  receiveFromIntake,
  refreshHeldReceipts,
  toldApartItems,
} from './receipts/index.ts'
import { retentionOf } from './retention/index.ts'
import { hearEvents } from './webhooks/index.ts'

/** What hears every event inside the transaction that puts it into the log. */
export const eventListeners: readonly EventListener[] = [
  restaffWhenPeopleChange,
  hearEvents,
  connectListener,
  rematchWhenItemsOpen,
]

let isWired = false

/** Who hears of what across rooms: the one place where rooms that may not import each other are joined. */
export function wireRooms(): void {
  if (isWired) return
  isWired = true
  onCompanyOpened(openDimensions)
  onCompanyOpened(openBooks)
  onSettingsChanged(judgeInvoiceSettings)
  onTransactionsImported(matchImported)
  installConnectors(CONNECTORS)
  installSources(ROOM_SOURCES)
  onDecided('receipt', receiptDecided)
  onDecided(PARTY_HOLD, holdDecided)
  onDecided(PAYMENT_ORDER, paymentOrderDecided)
  onHoldOpened(holdApprovals)
  onHoldDecided(refreshHeldReceipts)
  onVouchersAsked(receiptVouchers)
  onToldApartAsked(toldApartItems)
  addToDossier({ accountUse: paidAccounts })
  addToDossier(receiptDossier)
  onFileTaken(receiveFromIntake)
  onMailReturned({ find: findReturnedTo, take: takeReturned })
  onNetworkAsked(networkWay)
  onRetentionAsked(retentionOf)
}
