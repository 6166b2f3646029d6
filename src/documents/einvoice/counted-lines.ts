import type { Invoice, InvoiceLine } from './invoice-model.ts'

/** Whether a line makes up the totals; one that gathers or explains others would count twice. */
export const isCounted = ({ role }: InvoiceLine): boolean => role === undefined

export const countedLines = ({ lines }: Pick<Invoice, 'lines'>): InvoiceLine[] => lines.filter(isCounted)
