export {
  type Arithmetic,
  checkArithmetic,
  type Fired,
  judge,
  type RuleSetName,
  type Validation,
  validate,
} from '../rules/index.ts'
export { type ComputedTotals, completeInvoice, computeTotals } from './compute-totals.ts'
export { isCounted } from './counted-lines.ts'
export type { Envelope } from './envelope.ts'
export type * from './invoice-model.ts'
export { type EInvoice, readEInvoice, readInvoiceTree } from './read-einvoice.ts'
export { PEPPOL_BILLING } from './specifications.ts'
export type { EInvoiceFormat } from './specified-for.ts'
export { writeUbl } from './ubl/write-ubl.ts'
export { writeEInvoice } from './write-einvoice.ts'
