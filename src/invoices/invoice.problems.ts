import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  invoice_issued: { status: 409, title: 'The invoice is issued' },
  invoice_draft: { status: 409, title: 'The invoice is not issued yet' },
  invoice_incomplete: { status: 422, title: 'The invoice lacks what it needs' },
  invoice_amount_invalid: { status: 422, title: 'The invoice has no amount to pay' },
  invoice_attachment_invalid: { status: 422, title: 'A file cannot go out with the invoice' },
  invoice_currency_unsupported: { status: 422, title: 'No e-invoice can state amounts in this currency' },
  invoice_customer_unfit: { status: 422, title: 'The party cannot be invoiced' },
  invoice_seller_incomplete: { status: 422, title: 'The company lacks facts that an invoice states' },
  invoice_seller_invalid: { status: 422, title: 'What the company says of itself as a seller cannot be used' },
  invoice_vat_unregistered: { status: 422, title: 'The company may not charge VAT' },
  invoice_vat_mixed: { status: 422, title: 'Lines outside VAT stand on an invoice of their own' },
  invoice_rules_broken: { status: 422, title: 'The document breaks the rules of e-invoices' },
  invoice_not_creditable: { status: 409, title: 'There is nothing left to credit' },
  invoice_overcredited: { status: 422, title: 'More is credited than was invoiced' },
  invoice_line_unknown: { status: 422, title: 'The invoice has no such line' },
  invoice_template_invalid: { status: 422, title: 'The template of the invoices cannot be used' },
  invoice_number_broken: { status: 500, title: 'The invoice numbers do not follow each other' },
})
