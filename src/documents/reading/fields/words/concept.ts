/** What a printed word or phrase says about the value beside it. A label is a set of these ("Invoice date" = invoice, date). */
export const CONCEPTS = [
  // amounts
  'total', 'grand', 'sub', 'net', 'gross', 'incl', 'excl', 'contains', 'tax', 'due', 'rounding', 'rounded', 'paid',
  'cash', 'change', 'discount', 'quantity', 'points', 'amount', 'price', 'balance', 'deposit', 'freight', 'service',
  'taxable', 'taxTable', 'rate',
  // dates
  'date', 'dueDate', 'delivery', 'period', 'print', 'expiry', 'start', 'time', 'birth', 'from', 'past',
  // documents and numbers
  'invoice', 'receipt', 'creditNote', 'order', 'number', 'customer', 'reference', 'kid', 'project', 'pageNo', 'terminal',
  'item', 'contract', 'meter',
  // parties
  'seller', 'buyer', 'shipTo', 'person', 'phone', 'email', 'orgNumber', 'vatNumber', 'formerly',
  // accounts
  'account', 'iban', 'bic', 'giro',
  // other
  'greeting', 'terms', 'currency',
] as const

export type Concept = (typeof CONCEPTS)[number]

/** Concepts that a phrase carries (separated by spaces), and the phrases (separated by bars). */
export type WordTable = readonly (readonly [concepts: string, phrases: string])[]
