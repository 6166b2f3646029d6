import { companyParams, InstantText, idSchema, operation, pageOf, z } from '#src/platform/http/contract.ts'
import { KINDS } from '../intake.ts'

const tag = 'Intakes'

export const AddressSchema = z
  .object({
    id: idSchema('intakeAddress'),
    kind: z.enum(KINDS).openapi({ example: 'supplierInvoice', description: 'What an unread picture is taken for' }),
    address: z.string().openapi({ example: 'invoice-7k2mq9dxw4hz3v8rbn6tcfpe@in.bilag.example' }),
    oldAddress: z.string().nullable().openapi({ example: null, description: 'The one before, while it is taken' }),
    oldUntil: InstantText.nullable().openapi({ description: 'Until when mail to oldAddress is taken' }),
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
  })
  .openapi('IntakeAddress')

const addressParams = companyParams.extend({ intakeAddressId: idSchema('intakeAddress') })
const write = { tag, scope: 'companies:write' } as const
const read = { tag, scope: 'receipts:read', method: 'get', params: companyParams } as const

export const listAddressesOp = operation({
  ...read,
  id: 'listIntakeAddresses',
  path: '/v1/companies/{companyId}/intake-addresses',
  summary: 'List the mail addresses by which receipts come in',
  answer: { status: 200, schema: pageOf(AddressSchema) },
})

export const createAddressOp = operation({
  ...write,
  id: 'createIntakeAddress',
  method: 'post',
  path: '/v1/companies/{companyId}/intake-addresses',
  summary: 'Give the company a mail address for receipts',
  description:
    'Nobody can guess it; whoever knows it may send. Mail is taken when SMTP_PORT or a mail provider is set up.',
  params: companyParams,
  body: z.strictObject({ kind: z.enum(KINDS).default('supplierInvoice') }),
  bodyOptional: true,
  answer: { status: 201, schema: AddressSchema },
  problems: ['intake_address_limit'],
})

export const rotateAddressOp = operation({
  ...write,
  id: 'rotateIntakeAddress',
  method: 'post',
  path: '/v1/companies/{companyId}/intake-addresses/{intakeAddressId}/rotations',
  summary: 'Replace a mail address by a new one',
  params: addressParams,
  body: z.strictObject({
    keepOldDays: z.int().min(0).max(365).default(0).openapi({ description: 'Days for which the old one is taken' }),
  }),
  bodyOptional: true,
  answer: { status: 200, schema: AddressSchema },
})

export const endAddressOp = operation({
  ...write,
  id: 'deleteIntakeAddress',
  method: 'delete',
  path: '/v1/companies/{companyId}/intake-addresses/{intakeAddressId}',
  summary: 'End a mail address',
  params: addressParams,
  answer: { status: 204 },
})

const RefusedMailSchema = z
  .object({
    sender: z.string().openapi({ example: 'x@spam.example', description: 'Empty where nobody said one' }),
    recipient: z.string().openapi({ example: 'invoice-7k2mq9dxw4hz3v8rbn6tcfpe@in.bilag.example' }),
    code: z.string().openapi({ example: 'mail_sender_refused', description: 'A problem code' }),
    way: z.enum(['mail', 'mailWebhook']).openapi({ example: 'mail' }),
    firstAt: InstantText,
    lastAt: InstantText,
  })
  .openapi('RefusedMail')

export const listRefusedMailsOp = operation({
  ...read,
  id: 'listRefusedMails',
  path: '/v1/companies/{companyId}/intake-refused-mails',
  summary: 'List mails that were turned away, the latest first',
  description:
    'Nothing of them was kept. One row for a sender, an address and a reason; lastAt is right to the hour. The 200 latest are kept.',
  query: z.object({
    text: z.string().trim().min(1).max(200).optional().openapi({ example: 'spam', description: 'Part of the sender' }),
  }),
  answer: { status: 200, schema: pageOf(RefusedMailSchema) },
})

const Sender = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@]*@[^\s@]+$/, 'must be an address, or "@" and a domain')
  .openapi({ example: '@nordkraft.example' })

const RuleSchema = z
  .object({
    id: idSchema('senderRule'),
    verdict: z.enum(['allow', 'block']).openapi({ example: 'block' }),
    sender: z.string().openapi({ example: '@nordkraft.example', description: 'An address, or "@" and a domain' }),
    createdAt: InstantText,
  })
  .openapi('IntakeSenderRule')

export const listRulesOp = operation({
  ...read,
  id: 'listIntakeSenderRules',
  path: '/v1/companies/{companyId}/intake-sender-rules',
  summary: 'List whom the company takes mail from',
  answer: { status: 200, schema: pageOf(RuleSchema) },
})

export const createRuleOp = operation({
  ...write,
  id: 'createIntakeSenderRule',
  method: 'post',
  path: '/v1/companies/{companyId}/intake-sender-rules',
  summary: 'Allow or block a sender of mail',
  description:
    'An address goes before its domain. As soon as somebody is allowed, mail of all others is refused; without such a rule everybody who is not blocked is taken.',
  params: companyParams,
  body: z.strictObject({ verdict: z.enum(['allow', 'block']), sender: Sender }),
  answer: { status: 201, schema: RuleSchema },
  problems: ['sender_rule_exists'],
})

export const removeRuleOp = operation({
  ...write,
  id: 'deleteIntakeSenderRule',
  method: 'delete',
  path: '/v1/companies/{companyId}/intake-sender-rules/{senderRuleId}',
  summary: 'Remove a rule about a sender',
  params: companyParams.extend({ senderRuleId: idSchema('senderRule') }),
  answer: { status: 204 },
})

export const rotateSecretOp = operation({
  ...write,
  id: 'rotateIntakeSecret',
  method: 'post',
  path: '/v1/companies/{companyId}/intake-secrets',
  summary: 'Make the secret with which a mail provider signs its messages',
  description:
    'Shown this once. Messages to /hooks/mail are signed by Standard Webhooks with it; the secret before is good for another 24 hours.',
  params: companyParams,
  body: z.strictObject({}),
  bodyOptional: true,
  answer: {
    status: 201,
    schema: z
      .object({
        secret: z.string().nullable().openapi({ example: 'whsec_bW9uZXkgZG9lcyBub3Qgc2xlZXA=' }),
        createdAt: InstantText,
        oldUntil: InstantText,
      })
      .openapi('IntakeSecret'),
  },
})
