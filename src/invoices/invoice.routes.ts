import { created, file, noContent, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { changeInvoice, deleteInvoice } from './change-invoice.ts'
import { checkInvoiceOp } from './checks/check.contract.ts'
import { checkInvoice } from './checks/check-invoice.ts'
import { createInvoice } from './create-invoice.ts'
import { creditInvoice } from './credit-invoice.ts'
import * as contract from './invoice.contract.ts'
import type { InvoiceView } from './invoice.ts'
import { toWire } from './invoice.wire.ts'
import { changeOf, creditOf, writtenOf } from './invoice-input.ts'
import { issueInvoice } from './issue-invoice.ts'
import { invoicePdf } from './print/invoice-pdf.ts'
import { previewTemplate } from './print/preview-template.ts'
import { getInvoice, getInvoiceUbl, listInvoices } from './read-invoices.ts'

const shown = (invoice: InvoiceView) => ok(toWire(invoice), { version: invoice.version })
const made = (invoice: InvoiceView) => created(toWire(invoice), { version: invoice.version })

export const invoiceRoutes: readonly Route[] = [
  bind(contract.createInvoiceOp, { call: (call, { body }) => createInvoice(call, writtenOf(body)), answer: made }),
  bind(contract.listInvoicesOp, {
    call: async (call, { query }) => {
      const { limit, cursor, ...filter } = query
      return pageOfRows(await listInvoices(call, { ...filter, ...pageStart({ cursor, limit }) }), limit)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(toWire), nextCursor }),
  }),
  bind(contract.getInvoiceOp, { call: (call, { params }) => getInvoice(call, params.invoiceId), answer: shown }),
  bind(contract.updateInvoiceOp, {
    call: (call, { params: { invoiceId }, body }) =>
      changeInvoice(call, { invoiceId, seenVersion: call.ifMatch, ...changeOf(body) }),
    answer: shown,
  }),
  bind(contract.deleteInvoiceOp, {
    call: (call, { params: { invoiceId } }) => deleteInvoice(call, { invoiceId, seenVersion: call.ifMatch }),
    answer: noContent,
  }),
  bind(contract.issueInvoiceOp, {
    call: (call, { params: { invoiceId } }) => issueInvoice(call, { invoiceId, seenVersion: call.ifMatch }),
    answer: shown,
  }),
  bind(contract.getInvoiceUblOp, {
    call: (call, { params }) => getInvoiceUbl(call, params.invoiceId),
    answer: ({ bytes, name }) => file(bytes, 'application/xml', name),
  }),
  bind(checkInvoiceOp, {
    call: (call, { params: { invoiceId }, query }) => checkInvoice(call, { invoiceId, ...query }),
    answer: ({ isReady: ready, ...check }) => ok({ ...check, ready }),
  }),
  bind(contract.getInvoicePdfOp, {
    call: (call, { params, query }) => invoicePdf(call, params.invoiceId, query),
    answer: ({ bytes, name }) => file(bytes, 'application/pdf', name),
  }),
  bind(contract.previewTemplateOp, {
    call: (call, { query }) => previewTemplate(call, query),
    answer: ({ bytes, name }) => file(bytes, 'application/pdf', name),
  }),
  bind(contract.createCreditNoteOp, {
    call: (call, { params: { invoiceId }, body }) =>
      creditInvoice(call, { invoiceId, seenVersion: call.ifMatch, ...creditOf(body) }),
    answer: made,
  }),
]
