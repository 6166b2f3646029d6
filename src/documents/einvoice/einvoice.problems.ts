import { defineProblems } from '#src/kernel/problem.ts'

export const einvoiceProblems = defineProblems({
  einvoice_unknown: { status: 422, title: 'The XML is no invoice that Bilag can read' },
  einvoice_rules_missing: { status: 422, title: 'Bilag has no rules for this syntax of e-invoice' },
})
