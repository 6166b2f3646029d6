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
export type { Allocation, OpenItem, OpenItemKind } from './open-item.ts'
