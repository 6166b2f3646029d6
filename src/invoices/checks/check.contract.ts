import { companyParams, idSchema, operation, z } from '#src/platform/http/contract.ts'
import { OWNERS, PROFILES } from './check.ts'

const FindingSchema = z
  .object({
    code: z
      .string()
      .openapi({ example: 'PEPPOL-EN16931-R003', description: 'An official rule, a problem code, or text_long' }),
    flag: z.enum(['fatal', 'warning']).openapi({
      example: 'fatal',
      description: 'fatal: it cannot be issued, or receivers refuse it',
    }),
    on: z.enum(OWNERS).openapi({
      example: 'invoice',
      description: 'What is to be mended: the draft, the party that is its customer, or the company',
    }),
    pointer: z.string().openapi({
      example: '/buyerReference',
      description: 'The field of it, as the API takes it; empty where no field is to blame',
    }),
    message: z.string().openapi({ example: 'Fill in buyerReference, or orderReference.' }),
  })
  .openapi('InvoiceFinding')

const CheckSchema = z
  .object({
    profile: z.enum(PROFILES).openapi({ example: 'peppol', description: 'By whose rules it was judged' }),
    rules: z.array(z.string()).openapi({ example: ['en16931', 'peppol'] }),
    ready: z.boolean().openapi({ description: 'Nothing fatal was found' }),
    findings: z.array(FindingSchema),
  })
  .openapi('InvoiceCheck')

export const checkInvoiceOp = operation({
  id: 'checkInvoice',
  method: 'get',
  path: '/v1/companies/{companyId}/invoices/{invoiceId}/validation',
  tag: 'Invoices',
  scope: 'invoices:read',
  summary: 'See what would be refused of a draft, by us and by its receiver, before it is issued',
  description:
    'Each finding names the field that mends it. The rules are those of the way by which the customer gets invoices: Peppol (with those of its country) in the network, XRechnung for a German authority, else EN 16931. An issued invoice is judged as it went out.',
  params: companyParams.extend({ invoiceId: idSchema('invoice') }),
  query: z.object({
    profile: z.enum(PROFILES).optional().openapi({ description: 'By other rules than those of the customer' }),
  }),
  answer: { status: 200, schema: CheckSchema },
  problems: ['document_deleted'],
})
