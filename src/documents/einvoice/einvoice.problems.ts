import { defineProblems } from '#src/kernel/problem.ts'

export const einvoiceProblems = defineProblems({
  einvoice_unknown: { status: 422, title: 'The XML is no invoice that Bilag can read' },
  einvoice_inexpressible: { status: 422, title: 'The format has no place for all that the invoice says' },
  einvoice_not_carried: { status: 422, title: 'The invoice has no place for all that the document says' },
  einvoice_rule_broken: { status: 422, title: 'The e-invoice breaks a rule of its format' },
  einvoice_rules_missing: { status: 422, title: 'Bilag has no rules for this syntax of e-invoice' },
})
