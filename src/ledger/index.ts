import './ledger.problems.ts'
import type { Route } from '#src/platform/http/bind.ts'
import { accountRoutes } from './chart/account.routes.ts'
import { openItemRoutes } from './open-items/open-item.routes.ts'
import { periodRoutes } from './periods/period.routes.ts'
import { journalEntryRoutes } from './posting/journal-entry.routes.ts'
import { exchangeRateRoutes } from './rates/exchange-rate.routes.ts'
import { balanceRoutes } from './reading/balance.routes.ts'
import { seriesRoutes } from './series/series.routes.ts'
import { vatCodeRoutes } from './vat/vat-code.routes.ts'

export type { Books } from './books/books.ts'
export { type OpenBooks, openBooks } from './books/open-books.ts'
export { ACCOUNT_ROLES, type Account, type AccountRole, type AccountType } from './chart/account.ts'
export {
  accountsByRole,
  type ChangeAccount,
  type CreateAccount,
  changeAccount,
  createAccount,
  getAccount,
  listAccounts,
} from './chart/change-accounts.ts'
export type {
  Dimensions,
  DraftEntry,
  DraftLine,
  JournalCode,
  JournalEntry,
  JournalLine,
  OpensItem,
  SettlesItem,
  VatTreatment,
  Voucher,
} from './journal-entry.ts'
export {
  journalEntryPosted,
  openItemReopened,
  openItemSettled,
  periodClosed,
  periodLocked,
  periodReopened,
} from './ledger.events.ts'
export type { OpenItemFilter } from './open-items/open-item.store.ts'
export type { Allocation, OpenItem, OpenItemKind } from './open-items/open-item.ts'
export { findOpenItems, getOpenItem, itemsSettledBy, listAllocations } from './open-items/read-open-items.ts'
export { type OpenItemSearch, searchOpenItems } from './open-items/search-open-items.ts'
export { settleOpenItem, undoAllocation } from './open-items/settle-open-item.ts'
export { releasedBase, type Settlement, settlementLines } from './open-items/settlement.ts'
export {
  closePeriod,
  createFiscalYear,
  listFiscalYears,
  listPeriods,
  lockPeriod,
  reopenPeriod,
} from './periods/change-periods.ts'
export { type FiscalYear, fiscalYearOf, type Period, type PeriodStatus } from './periods/period.ts'
export { postDrafts } from './posting/post-drafts.ts'
export { postJournalEntry } from './posting/post-journal-entry.ts'
export { type ReverseJournalEntry, reverseJournalEntry } from './posting/reverse-journal-entry.ts'
export { wireEntry } from './posting/wire-entry.ts'
export { type CompanyRate, type ExchangeRate, rateOf, toBaseMinor } from './rates/exchange-rate.ts'
export {
  exchangeRateOn,
  listExchangeRates,
  type SetExchangeRate,
  setExchangeRate,
} from './rates/exchange-rates.ts'
export { readRateForm } from './rates/rate-input.ts'
export { wireBalance } from './reading/balance.routes.ts'
export type { AccountBalance, BalanceFilter, Balances } from './reading/balance.ts'
export { type BalanceQuery, readBalanceQuery } from './reading/balance-query.ts'
export { type Booking, bookingsOfDocuments } from './reading/booking.store.ts'
export type { EntryFilter } from './reading/entry.store.ts'
export type { LedgerLine, LineFilter } from './reading/line.store.ts'
export { getBooks, listLedgerLines, readBalances } from './reading/read-balances.ts'
export { getJournalEntry, listJournalEntries } from './reading/read-entries.ts'
export { createJournal, createSeries, listJournals, listSeries } from './series/change-series.ts'
export { proveSeries, type SeriesProof } from './series/prove-series.ts'
export type { Journal, Series } from './series/series.ts'
export { changeVatCode, createVatCode, findVatCode, getVatCode, listVatCodes } from './vat/change-vat-codes.ts'
export { codeFor, rateOn, type VatCode, type VatQuestion } from './vat/vat-code.ts'

/** All operations of the ledger. */
export const ledgerRoutes: readonly Route[] = [
  ...accountRoutes,
  ...vatCodeRoutes,
  ...seriesRoutes,
  ...periodRoutes,
  ...journalEntryRoutes,
  ...openItemRoutes,
  ...balanceRoutes,
  ...exchangeRateRoutes,
]
