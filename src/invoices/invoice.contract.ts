import { DIMENSION_PROBLEMS } from '#src/companies/dimension.contract.ts'
import {
  companyParams,
  idSchema,
  listQuery,
  operation,
  pageOf,
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'
import { CreditBody, InvoiceBody, InvoiceChange, InvoiceSchema, Kind, Status } from './invoice.schema.contract.ts'

const tag = 'Invoices'
const params = companyParams.extend({ invoiceId: idSchema('invoice') })
const answer = { status: 200, schema: InvoiceSchema } as const

const DRAFT_PROBLEMS = [
  ...DIMENSION_PROBLEMS,
  'invoice_customer_unfit',
  'invoice_attachment_invalid',
  'invoice_currency_unsupported',
  'invoice_amount_invalid',
  'invoice_vat_mixed',
  'account_unknown',
  'account_role_missing',
  'vat_code_unknown',
  'vat_rate_unknown',
]
const ISSUE_PROBLEMS = [
  'version_stale',
  'invoice_seller_incomplete',
  'invoice_incomplete',
  'exchange_rate_missing',
  'invoice_vat_unregistered',
  'invoice_rules_broken',
  'invoice_template_invalid',
  'period_closed',
  'period_locked',
  'period_missing',
]

export const createInvoiceOp = operation({
  id: 'createInvoice',
  method: 'post',
  path: '/v1/companies/{companyId}/invoices',
  tag,
  scope: 'invoices:write',
  summary: 'Draft an invoice',
  description: 'A draft has no number and is not in the books. What a line leaves out is coded and shown.',
  params: companyParams,
  body: InvoiceBody,
  answer: { status: 201, schema: InvoiceSchema },
  problems: DRAFT_PROBLEMS,
})

export const listInvoicesOp = operation({
  id: 'listInvoices',
  method: 'get',
  path: '/v1/companies/{companyId}/invoices',
  tag,
  scope: 'invoices:read',
  summary: 'List invoices and credit notes, oldest first',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    status: Status.optional(),
    kind: Kind.optional(),
    customer: z.string().max(60).optional().openapi({ description: 'Party id or organisation number' }),
    number: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional()
      .openapi({ description: 'Number of the invoice', example: '10001' }),
  }),
  answer: { status: 200, schema: pageOf(InvoiceSchema) },
})

export const getInvoiceOp = operation({
  id: 'getInvoice',
  method: 'get',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}',
  tag,
  scope: 'invoices:read',
  summary: 'Read an invoice',
  params,
  answer,
})

export const updateInvoiceOp = operation({
  id: 'updateInvoice',
  method: 'patch',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}',
  tag,
  scope: 'invoices:write',
  summary: 'Change a draft',
  params,
  body: InvoiceChange,
  answer,
  problems: ['version_stale', 'invoice_issued', ...DRAFT_PROBLEMS],
})

export const deleteInvoiceOp = operation({
  id: 'deleteInvoice',
  method: 'delete',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}',
  tag,
  scope: 'invoices:write',
  summary: 'Delete a draft',
  params,
  answer: { status: 204 },
  problems: ['version_stale', 'invoice_issued'],
})

export const issueInvoiceOp = operation({
  id: 'issueInvoice',
  method: 'post',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}/issuances',
  tag,
  scope: 'invoices:issue',
  summary: 'Issue an invoice: number, KID, e-invoice and posting in one step',
  description:
    'Numbers follow each other without a gap. The company states its address, account and VAT register in its settings: sellerStreet, sellerPostalCode, sellerCity, sellerBankAccount, sellerVatRegistered.',
  params,
  body: z.strictObject({}),
  bodyOptional: true,
  answer,
  problems: ['invoice_issued', ...DRAFT_PROBLEMS, ...ISSUE_PROBLEMS],
})

export const getInvoiceUblOp = operation({
  id: 'getInvoiceUbl',
  method: 'get',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}/ubl',
  tag,
  scope: 'invoices:read',
  summary: 'Download the e-invoice (UBL) of an issued invoice',
  params,
  answer: { status: 200, file: ['application/xml'], description: 'The bytes that were issued, unchanged' },
  problems: ['invoice_draft', 'document_deleted'],
})

export const getInvoicePdfOp = operation({
  id: 'getInvoicePdf',
  method: 'get',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}/pdf',
  tag,
  scope: 'invoices:read',
  summary: 'Download an invoice as a PDF/A, or as a Factur-X',
  description:
    'The PDF of an issued invoice is made once and kept: the same bytes ever after. That of a draft is marked as a draft. How it looks the company says in its settings: invoiceLogo (id of a document that is a picture), invoiceColour ("#0b5d4c"), invoiceFooter, invoiceLanguage (nb or en).',
  params,
  query: z.object({
    format: z
      .enum(['pdf', 'facturx'])
      .default('pdf')
      .openapi({ description: 'facturx: with the invoice as data (CII, EN 16931) embedded as factur-x.xml' }),
    language: z
      .enum(['nb', 'en'])
      .optional()
      .openapi({ description: 'That of the customer when left out, else that of the company', example: 'en' }),
  }),
  answer: { status: 200, file: ['application/pdf'], description: 'A PDF/A-3a and PDF/UA-1 with embedded fonts' },
  problems: [
    'invoice_draft',
    'invoice_customer_unfit',
    'invoice_template_invalid',
    'document_deleted',
    'print_unavailable',
  ],
})

export const previewTemplateOp = operation({
  id: 'previewInvoiceTemplate',
  method: 'get',
  path: '/v1/companies/{companyId}/invoice-templates/preview',
  tag,
  scope: 'invoices:read',
  summary: 'Look at a sample invoice in the template of the company',
  description: 'Settings can be tried out before they are kept: what is left out is as the company has it.',
  params: companyParams,
  query: z.object({
    invoiceLogo: idSchema('document').optional().openapi({ description: 'A document that is a picture' }),
    invoiceColour: z.string().max(20).optional().openapi({ example: '#0b5d4c' }),
    invoiceFooter: z.string().max(2000).optional().openapi({ example: 'Fjordkaffe AS' }),
    invoiceLanguage: z.string().max(10).optional().openapi({ example: 'nb' }),
  }),
  answer: { status: 200, file: ['application/pdf'], description: 'A sample, marked as a draft' },
  problems: ['invoice_template_invalid', 'print_unavailable'],
})

export const createCreditNoteOp = operation({
  id: 'createCreditNote',
  method: 'post',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}/credit-notes',
  tag,
  scope: 'invoices:issue',
  summary: 'Credit an issued invoice, as a whole or by lines',
  description:
    'The credit note is issued at once: it mirrors the posting and settles what is open of the invoice; what goes beyond stays open for the customer.',
  params,
  body: CreditBody,
  bodyOptional: true,
  answer: { status: 201, schema: InvoiceSchema },
  problems: [
    'invoice_draft',
    'invoice_not_creditable',
    'invoice_overcredited',
    'invoice_line_unknown',
    'invoice_amount_invalid',
    'invoice_customer_unfit',
    'open_item_settled',
    'open_item_overallocated',
    ...ISSUE_PROBLEMS,
  ],
})
