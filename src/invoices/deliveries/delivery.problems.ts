import { defineProblems } from '#src/kernel/problem.ts'

/** Codes of refused requests, and of deliveries that failed. */
defineProblems({
  delivery_recipient_missing: { status: 422, title: 'It is not known where the customer gets invoices' },
  delivery_recipient_invalid: { status: 422, title: 'The recipient is none of this channel' },
  delivery_recipient_unreachable: { status: 422, title: 'The customer does not take such invoices in the network' },
  delivery_document_unfit: { status: 422, title: 'The document cannot go through the network' },
  invoice_delivery_invalid: { status: 422, title: 'The setting of how invoices are sent cannot be used' },
  network_unconnected: { status: 409, title: 'The company is connected to no network' },
  delivery_not_failed: { status: 409, title: 'The delivery has not failed' },
  delivery_refused: { status: 422, title: 'The receiving side refused the invoice' },
  delivery_undeliverable: { status: 422, title: 'The invoice was not taken in any of many tries' },
  delivery_outcome_unknown: { status: 409, title: 'The invoice was sent and no answer came' },
  delivery_bounced: { status: 422, title: 'The mail came back' },
  returned_mail_unknown: { status: 422, title: 'The mail is no report of a mail server' },
  returned_mail_foreign: { status: 422, title: 'The report is about another mail' },
  returned_mail_early: { status: 503, title: 'The mail that the report is about is being sent' },
  mail_unconfigured: { status: 503, title: 'No mail server is set for outgoing mail' },
})
