import './party.problems.ts'

export { changeParty } from './change-party.ts'
export { type BankAccountFacts, type CreateParty, createParty } from './create-party.ts'
export { decideHold } from './decide-hold.ts'
export {
  type AccountUse,
  addToDossier,
  type Dossier,
  type DossierSource,
  type MailSender,
  partyDossier,
} from './dossier.ts'
export { type FoundSupplier, findOrCreateSupplier, type SupplierFacts } from './find-or-create-supplier.ts'
export { findPayers, type Payer, type PayerSearch } from './find-payers.ts'
export { type HoldDesk, type HoldListener, onHoldDecided, onHoldOpened } from './hold-desk.ts'
export { endpointKey, isNearName, nameKey, organisationKey, vatKey } from './identity.ts'
export { judgeHold } from './judge-hold.ts'
export { HOLD_FIRST_ACCOUNT } from './open-hold.ts'
export { partyCreated, partyHeld, partyHoldDecided, partyUpdated } from './party.events.ts'
export { partyRoutes, wireDossier } from './party.routes.ts'
export { keepParties } from './party.store.ts'
export type { Hold, HoldReason, Party, PartyAccount, PartyFacts, PartyKind, PartySettings, SeenIn } from './party.ts'
export { describeHold, type PaymentHold, paymentHold } from './payment-holds.ts'
export { getHold, getParty, listParties, listPartyHolds } from './read-parties.ts'
export { recogniseParty, type Sighting } from './recognise-party.ts'
export { recordBankAccount } from './record-bank-account.ts'
