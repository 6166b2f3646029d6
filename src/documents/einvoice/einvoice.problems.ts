import { defineProblems } from '#src/kernel/problem.ts'

export const einvoiceProblems = defineProblems({
  einvoice_unknown: { status: 422, title: 'The XML is no invoice that Bilag can read' },
})
