import './party.problems.ts'

export { changeParty } from './change-party.ts'
export { type BankAccountFacts, type CreateParty, createParty } from './create-party.ts'
export { type FoundSupplier, findOrCreateSupplier, type SupplierFacts } from './find-or-create-supplier.ts'
export { findPayers, type Payer, type PayerSearch } from './find-payers.ts'
export { endpointKey, nameKey, organisationKey, vatKey } from './identity.ts'
export { judgeHold } from './judge-hold.ts'
export { partyCreated, partyUpdated } from './party.events.ts'
export { partyRoutes } from './party.routes.ts'
export type { Hold, Party, PartyAccount, PartyFacts, PartyKind, PartySettings, SeenIn } from './party.ts'
export {
  addToDossier,
  type Dossier,
  type DossierPart,
  getParty,
  listParties,
  partyDossier,
  paymentHolds,
} from './read-parties.ts'
export { recordBankAccount } from './record-bank-account.ts'
