import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  pdf_encrypted: { status: 422, title: 'The PDF is encrypted' },
  pdf_without_einvoice: { status: 422, title: 'The PDF has no e-invoice in it' },
})
