import { ROLES } from '#src/platform/actor.ts'
import {
  CompanyId,
  companyParams,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'
import { ALL_SCOPES } from '#src/platform/scopes.ts'

const tag = 'Identity'
const ScopeName = z.enum(ALL_SCOPES as [string, ...string[]]).openapi({ example: 'receipts:read' })

const MeSchema = z
  .object({
    kind: z.enum(['person', 'apiKey', 'connection', 'system']),
    id: z.string().openapi({ example: 'key_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    name: z.string().openapi({ example: 'Kari Nordmann (laptop)' }),
    personId: z.string().nullable(),
    scopes: z.array(ScopeName),
    companies: z.array(z.object({ id: CompanyId, name: z.string(), roles: z.array(z.string()) })),
    groups: z.array(z.object({ id: idSchema('group'), name: z.string(), companyIds: z.array(CompanyId) })),
  })
  .openapi('Me')

export const getMeOp = operation({
  id: 'getMe',
  method: 'get',
  path: '/v1/me',
  tag,
  scope: null,
  summary: 'Who the credential is, what it may do, and where',
  answer: { status: 200, schema: MeSchema },
})

export const ApiKeySchema = z
  .object({
    id: idSchema('apiKey'),
    name: z.string().openapi({ example: 'webshop' }),
    mode: z.enum(['live', 'test']),
    hint: z.string().openapi({ example: 'bk_live_…9xQ2' }),
    scopes: z.array(ScopeName),
    createdAt: InstantText,
    expiresAt: InstantText.nullable(),
    revokedAt: InstantText.nullable(),
    version: z.int(),
  })
  .openapi('ApiKey')

const NewApiKeySchema = ApiKeySchema.extend({
  token: z.string().nullable().openapi({ description: 'Shown this once; null in a replay', example: 'bk_live_...' }),
}).openapi('NewApiKey')

const CreateApiKeyBody = z.object({
  name: z.string().trim().min(1).max(100).openapi({ example: 'webshop' }),
  mode: z.enum(['live', 'test']).default('live'),
  scopes: z
    .array(ScopeName)
    .min(1)
    .openapi({ example: ['receipts:read', 'receipts:write'] }),
  expiresAt: z.iso.datetime({ offset: true }).optional().openapi({ example: '2027-01-01T00:00:00Z' }),
})

const keyParams = companyParams.extend({ keyId: idSchema('apiKey') })
const problems = ['api_key_scope_exceeded', 'person_required']

export const listCompanyKeysOp = operation({
  id: 'listCompanyKeys',
  method: 'get',
  path: '/v1/companies/{companyId}/api-keys',
  tag,
  scope: 'members:manage',
  summary: "List a company's own API keys",
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(ApiKeySchema) },
})
export const createCompanyKeyOp = operation({
  id: 'createCompanyKey',
  method: 'post',
  path: '/v1/companies/{companyId}/api-keys',
  tag,
  scope: 'members:manage',
  summary: 'Make an API key that works in this company only',
  params: companyParams,
  body: CreateApiKeyBody,
  answer: { status: 201, schema: NewApiKeySchema },
  problems,
})
export const revokeCompanyKeyOp = operation({
  id: 'revokeCompanyKey',
  method: 'delete',
  path: '/v1/companies/{companyId}/api-keys/{keyId}',
  tag,
  scope: 'members:manage',
  summary: "Revoke one of a company's API keys",
  params: keyParams,
  answer: { status: 200, schema: ApiKeySchema },
  problems: ['api_key_revoked'],
})

export const listMyKeysOp = operation({
  id: 'listMyKeys',
  method: 'get',
  path: '/v1/api-keys',
  tag,
  scope: null,
  summary: 'List your own API keys',
  query: listQuery,
  answer: { status: 200, schema: pageOf(ApiKeySchema) },
  problems: ['person_required'],
})
export const createMyKeyOp = operation({
  id: 'createMyKey',
  method: 'post',
  path: '/v1/api-keys',
  tag,
  scope: null,
  summary: 'Make an API key that works wherever you are a member',
  body: CreateApiKeyBody,
  answer: { status: 201, schema: NewApiKeySchema },
  problems,
})
export const revokeMyKeyOp = operation({
  id: 'revokeMyKey',
  method: 'delete',
  path: '/v1/api-keys/{keyId}',
  tag,
  scope: null,
  summary: 'Revoke one of your API keys',
  params: z.object({ keyId: idSchema('apiKey') }),
  answer: { status: 200, schema: ApiKeySchema },
  problems: ['api_key_revoked', 'person_required'],
})

const RoleName = z.enum(ROLES).openapi({ example: 'accountant' })

export const createInvitationOp = operation({
  id: 'createInvitation',
  method: 'post',
  path: '/v1/companies/{companyId}/invitations',
  tag,
  scope: 'members:manage',
  summary: 'Invite somebody into the company',
  params: companyParams,
  description: 'Hand the token to the invited person; it works once, for that e-mail address, for 14 days.',
  body: z.object({
    email: z.email().max(254).openapi({ example: 'revisor@example.com' }),
    roles: z.array(RoleName).min(1).max(7),
  }),
  answer: {
    status: 201,
    schema: z
      .object({
        id: idSchema('invitation'),
        email: z.string(),
        roles: z.array(RoleName),
        expiresAt: InstantText,
        token: z.string().nullable().openapi({ description: 'Shown this once; null in a replay', example: 'inv_...' }),
      })
      .openapi('Invitation'),
  },
})

export const acceptInvitationOp = operation({
  id: 'acceptInvitation',
  method: 'post',
  path: '/v1/invitation-acceptances',
  tag,
  scope: null,
  summary: 'Accept an invitation; you become a member',
  body: z.object({ token: z.string().max(100).openapi({ example: 'inv_...' }) }),
  answer: { status: 201, schema: z.object({ companyId: CompanyId }) },
  problems: ['invitation_unusable', 'person_required', 'member_exists'],
})
