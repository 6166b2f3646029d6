import './print.problems.ts'

export { LETTER_TEXT_MAX, type Letter } from './letter.ts'
export { type Logo, type Look, PLAIN_LOOK } from './look.ts'
export { printInThread, printLetterInThread } from './print-in-thread.ts'
export { PRINT_FORMATS, type PrintFormat, type PrintOptions, printInvoice } from './print-invoice.ts'
export { readLogo } from './read-logo.ts'
