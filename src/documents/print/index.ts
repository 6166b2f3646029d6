import './print.problems.ts'

export { type Logo, type Look, PLAIN_LOOK } from './look.ts'
export { printInThread } from './print-in-thread.ts'
export { PRINT_FORMATS, type PrintFormat, type PrintOptions, printInvoice } from './print-invoice.ts'
export { readLogo } from './read-logo.ts'
