import { companyParams, InstantText, idSchema, operation, z } from '#src/platform/http/contract.ts'
import { CHANNELS } from './delivery.ts'

const params = companyParams.extend({ partyId: idSchema('party') })

const ReachSchema = z
  .object({
    partyId: idSchema('party'),
    name: z.string().openapi({ example: 'Bakeriet AS' }),
    email: z.string().nullable().openapi({ example: 'faktura@bakeriet.example' }),
    participant: z.string().nullable().openapi({
      example: '0192:991825827',
      description: 'Address in the network: its own, else its organisation number',
    }),
    canReceive: z.boolean().nullable().openapi({
      example: true,
      description: 'Whether the network says that it takes Peppol BIS Billing 3; null while that is not known',
    }),
    answer: z.string().nullable().openapi({ description: 'As the network said it, or why it was not asked' }),
    lookedUpAt: InstantText.nullable(),
    channel: z.enum(CHANNELS).nullable().openapi({
      example: 'network',
      description: "The way that the next invoice goes by itself: the party's own, else by the company's order",
    }),
  })
  .openapi('CustomerReach')

const answer = { status: 200, schema: ReachSchema } as const

export const getReachOp = operation({
  id: 'getCustomerReach',
  method: 'get',
  path: '/v1/companies/{companyId}/parties/{partyId}/reach',
  tag: 'Invoices',
  scope: 'invoices:read',
  summary: 'Read how invoices can reach a customer, by what is known',
  params,
  answer,
})

export const lookUpOp = operation({
  id: 'lookUpCustomer',
  method: 'post',
  path: '/v1/companies/{companyId}/parties/{partyId}/network-lookups',
  tag: 'Invoices',
  scope: 'invoices:issue',
  summary: 'Ask the network whether a customer takes e-invoices',
  description: 'Through the connection to the network: its SMP, in Norway by way of ELMA. The answer is kept.',
  params,
  body: z.strictObject({}),
  bodyOptional: true,
  answer,
})
