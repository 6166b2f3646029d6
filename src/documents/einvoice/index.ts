export { computeTotals } from './compute-totals.ts'
export type * from './invoice-model.ts'
export { type EInvoice, readEInvoice, readInvoiceTree } from './read-einvoice.ts'
