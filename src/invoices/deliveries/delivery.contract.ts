import { companyParams, InstantText, idSchema, listQuery, operation, pageOf, z } from '#src/platform/http/contract.ts'
import { CHANNELS, DELIVERY_STATUSES, PARTICIPANT } from './delivery.ts'

const tag = 'Invoices'
const ofInvoice = companyParams.extend({ invoiceId: idSchema('invoice') })
const params = ofInvoice.extend({ deliveryId: idSchema('delivery') })
const path = '/v1/companies/{companyId}/invoices/{invoiceId}/deliveries'

const ChannelText = z.enum(CHANNELS).openapi({ example: 'email' })
const Language = z.enum(['nb', 'en']).openapi({ example: 'nb' })

const Answer = z.object({
  outcome: z.enum(['accepted', 'deferred', 'refused', 'unknown', 'delivered']).openapi({ example: 'accepted' }),
  answer: z.string().openapi({ example: '250 2.0.0 Ok: queued as 4F1A2', description: 'As the other side said it' }),
  answeredAt: InstantText,
  documentId: idSchema('document').nullable().openapi({ description: 'The mail that said it, where a mail came back' }),
})

export const DeliverySchema = z
  .object({
    id: idSchema('delivery'),
    invoiceId: idSchema('invoice'),
    channel: ChannelText,
    to: z.string().nullable().openapi({ example: 'faktura@bakeriet.example' }),
    language: Language,
    status: z.enum(DELIVERY_STATUSES).openapi({
      description:
        'planned: waits for its turn or its next try; sent: taken by the next server; delivered: the network says that the customer has it; failed: a person has to look at it',
      example: 'sent',
    }),
    transmissionId: z.string().nullable().openapi({ description: 'What the network calls it' }),
    replacesId: idSchema('delivery').nullable().openapi({
      description: 'The delivery by the network that this mail stands in for, as the customer could not receive it',
    }),
    attempts: z.int().openapi({ example: 1 }),
    nextAttemptAt: InstantText.nullable(),
    code: z.string().nullable().openapi({ example: null, description: 'Why it failed' }),
    detail: z.string().nullable(),
    documentId: idSchema('document').nullable().openapi({ description: 'Exactly what was handed over, byte for byte' }),
    answers: z.array(Answer),
    version: z.int().openapi({ example: 3 }),
    createdAt: InstantText,
    updatedAt: InstantText,
    sentAt: InstantText.nullable(),
    deliveredAt: InstantText.nullable(),
  })
  .openapi('InvoiceDelivery')

const answer = { status: 200, schema: DeliverySchema } as const

export const createDeliveryOp = operation({
  id: 'createInvoiceDelivery',
  method: 'post',
  path,
  tag,
  scope: 'invoices:issue',
  summary: 'Send an issued invoice to its customer, or send it again',
  description:
    'A job sends it. Every delivery is a message of its own; to try a failed one again with the same bytes, use its retries. By mail go a letter, the PDF and the e-invoice; through the network the e-invoice as it was issued.',
  params: ofInvoice,
  body: z.strictObject({
    channel: ChannelText,
    to: z
      .union([z.email(), z.string().regex(PARTICIPANT)])
      .optional()
      .openapi({
        example: 'faktura@bakeriet.example',
        description: "Mail address, or participant of the network; the customer's own when left out",
      }),
    language: Language.optional().openapi({ description: 'That of the customer when left out, else the company’s' }),
  }),
  answer: { status: 201, schema: DeliverySchema },
  problems: ['invoice_draft', 'delivery_recipient_missing', 'delivery_recipient_invalid', 'invoice_template_invalid'],
})

export const listDeliveriesOp = operation({
  id: 'listInvoiceDeliveries',
  method: 'get',
  path,
  tag,
  scope: 'invoices:read',
  summary: 'List the deliveries of an invoice, oldest first',
  params: ofInvoice,
  query: listQuery,
  answer: { status: 200, schema: pageOf(DeliverySchema) },
})

export const getDeliveryOp = operation({
  id: 'getInvoiceDelivery',
  method: 'get',
  path: `${path}/{deliveryId}`,
  tag,
  scope: 'invoices:read',
  summary: 'Read a delivery with every answer that it got',
  params,
  answer,
})

export const retryDeliveryOp = operation({
  id: 'retryInvoiceDelivery',
  method: 'post',
  path: `${path}/{deliveryId}/retries`,
  tag,
  scope: 'invoices:issue',
  summary: 'Try a failed delivery again, with the same bytes and the same Message-ID',
  params,
  body: z.strictObject({}),
  bodyOptional: true,
  answer,
  problems: ['delivery_not_failed', 'delivery_recipient_missing'],
})
