import { companyParams, InstantText, idSchema, listQuery, operation, pageOf, z } from '#src/platform/http/contract.ts'

const tag = 'Connections'
const ConnectorName = z.string().max(30).openapi({ example: 'xero', description: 'Id of the connector' })
const Name = z.string().trim().min(1).max(100).openapi({ example: 'Xero' })
const Payments = z.enum(['push', 'none']).openapi({
  example: 'push',
  description: 'push: payments that are matched here go out; none: the vendor gets them from its own bank feed',
})
const Organisation = z.object({
  externalId: z.string().openapi({ example: 'fe79f7dd-b6d4-4a92-ba7b-538af6289c58' }),
  name: z.string().openapi({ example: 'Fjordkaffe AS' }),
})

export const ConnectorSchema = z
  .object({
    id: ConnectorName,
    name: Name,
    category: z.string().openapi({ example: 'accounting' }),
    summary: z.string(),
    website: z.string(),
    isConfigured: z.boolean().openapi({ description: 'The operator has registered with the vendor' }),
    scopes: z.array(z.string()).openapi({ example: ['offline_access', 'accounting.contacts'] }),
    pushes: z.array(z.string()).openapi({ example: ['contact', 'bill'], description: 'Records that go out' }),
    pulls: z.array(z.string()).openapi({ example: ['payment'], description: 'Records that come in' }),
    limits: z
      .object({ concurrent: z.int(), perMinute: z.int(), perDay: z.int() })
      .openapi({ description: 'Calls for one organisation, as the vendor publishes them' }),
    hasWebhook: z.boolean(),
    hasSandbox: z.boolean(),
  })
  .openapi('Connector')

export const ConnectionSchema = z
  .object({
    id: idSchema('connection'),
    connector: ConnectorName,
    name: Name,
    status: z.enum(['pending', 'active', 'expired', 'disconnected']).openapi({
      description: 'pending: the consent is not finished; expired: the vendor refuses it, connect again',
    }),
    organisation: Organisation.nullable().openapi({ description: "The vendor's organisation" }),
    choices: z.array(Organisation).openapi({ description: 'Organisations to choose from before it is active' }),
    scopes: z.array(z.string()).openapi({ description: 'What the consent grants' }),
    payments: Payments,
    blockedUntil: InstantText.nullable().openapi({ description: 'The vendor lets us wait until then' }),
    version: z.int().openapi({ example: 1 }),
    connectedAt: InstantText.nullable(),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('Connection')

const StartedConnection = ConnectionSchema.extend({
  authorizationUrl: z.string().openapi({
    example: 'https://login.xero.com/identity/connect/authorize?response_type=code',
    description: 'Send the person there; the vendor sends them back to us',
  }),
}).openapi('StartedConnection')

const connectionParams = companyParams.extend({ connectionId: idSchema('connection') })

export const listConnectorsOp = operation({
  id: 'listConnectors',
  method: 'get',
  path: '/v1/connectors',
  tag,
  scope: null,
  summary: 'List the connectors of this installation',
  answer: { status: 200, schema: pageOf(ConnectorSchema) },
})

export const listConnectionsOp = operation({
  id: 'listConnections',
  method: 'get',
  path: '/v1/companies/{companyId}/connections',
  tag,
  scope: 'connections:read',
  summary: 'List the connections of a company',
  params: companyParams,
  query: listQuery.extend({ connector: ConnectorName.optional() }),
  answer: { status: 200, schema: pageOf(ConnectionSchema) },
})

export const startConnectionOp = operation({
  id: 'startConnection',
  method: 'post',
  path: '/v1/companies/{companyId}/connections',
  tag,
  scope: 'connections:manage',
  summary: 'Start a connection; the answer says where the consent is given',
  params: companyParams,
  body: z.object({ connector: ConnectorName, name: Name.optional(), payments: Payments.optional() }),
  answer: { status: 201, schema: StartedConnection },
  problems: ['connector_unknown', 'connector_unconfigured'],
})

export const getConnectionOp = operation({
  id: 'getConnection',
  method: 'get',
  path: '/v1/companies/{companyId}/connections/{connectionId}',
  tag,
  scope: 'connections:read',
  summary: 'Read a connection',
  params: connectionParams,
  answer: { status: 200, schema: ConnectionSchema },
})

export const changeConnectionOp = operation({
  id: 'updateConnection',
  method: 'patch',
  path: '/v1/companies/{companyId}/connections/{connectionId}',
  tag,
  scope: 'connections:manage',
  summary: 'Change the name of a connection, or what it does with payments',
  params: connectionParams,
  body: z.object({ name: Name.optional(), payments: Payments.optional() }),
  answer: { status: 200, schema: ConnectionSchema },
  problems: ['version_stale', 'connection_inactive'],
})

export const chooseOrganisationOp = operation({
  id: 'chooseConnectionOrganisation',
  method: 'post',
  path: '/v1/companies/{companyId}/connections/{connectionId}/organisations',
  tag,
  scope: 'connections:manage',
  summary: 'Choose the organisation of a consent that covers several',
  params: connectionParams,
  body: z.object({
    externalId: z.string().min(1).max(100).openapi({ example: 'fe79f7dd-b6d4-4a92-ba7b-538af6289c58' }),
  }),
  answer: { status: 200, schema: ConnectionSchema },
  problems: ['connection_organisation_unknown', 'connection_exists'],
})

export const restartConnectionOp = operation({
  id: 'restartConnection',
  method: 'post',
  path: '/v1/companies/{companyId}/connections/{connectionId}/authorizations',
  tag,
  scope: 'connections:manage',
  summary: 'Ask for the consent again; the connection keeps its organisation',
  params: connectionParams,
  answer: { status: 201, schema: StartedConnection },
  problems: ['connector_unconfigured', 'connection_inactive'],
})

export const disconnectOp = operation({
  id: 'disconnect',
  method: 'delete',
  path: '/v1/companies/{companyId}/connections/{connectionId}',
  tag,
  scope: 'connections:manage',
  summary: 'End a connection; what was handed over stays known',
  params: connectionParams,
  answer: { status: 200, schema: ConnectionSchema },
})

export const examineConnectionOp = operation({
  id: 'examineConnection',
  method: 'get',
  path: '/v1/companies/{companyId}/connections/{connectionId}/doctor',
  tag,
  scope: 'connections:read',
  summary: 'Examine a connection: token, organisation, scopes, limits, clock, a sample read, webhook',
  params: connectionParams,
  answer: {
    status: 200,
    schema: z
      .object({
        connectionId: idSchema('connection'),
        isHealthy: z.boolean(),
        checks: z.array(
          z.object({
            id: z.string().openapi({ example: 'token' }),
            passed: z.boolean().nullable().openapi({ description: 'null: cannot be said before another check passes' }),
            detail: z.string().openapi({ example: 'The token is accepted.' }),
          }),
        ),
      })
      .openapi('ConnectionDoctor'),
  },
})

const MappingKind = z.enum(['account', 'vatCode', 'dimension']).openapi({ example: 'account' })
const Ours = z.string().min(1).max(60).openapi({ example: '6540', description: 'Our account, VAT code or dimension' })
const Theirs = z.string().min(1).max(100).openapi({ example: '429', description: "The vendor's code" })

const MappingsSchema = z
  .object({
    mappings: z.array(
      z.object({
        kind: MappingKind,
        ours: Ours,
        theirs: Theirs,
        source: z.enum(['proposed', 'set']).openapi({ description: 'proposed: found by the system and in use' }),
      }),
    ),
    catalogue: z
      .object({
        accounts: z.array(z.object({ code: z.string(), name: z.string(), isBank: z.boolean() })),
        taxCodes: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            ratePpm: z.int().openapi({ example: 250000, description: 'Parts per million' }),
            use: z.enum(['purchases', 'sales', 'both']),
          }),
        ),
      })
      .nullable()
      .openapi({ description: "The vendor's codes to choose from; null until they have been read" }),
  })
  .openapi('ConnectionMappings')

export const getMappingsOp = operation({
  id: 'getConnectionMappings',
  method: 'get',
  path: '/v1/companies/{companyId}/connections/{connectionId}/mappings',
  tag,
  scope: 'connections:read',
  summary: "Read how our codes are the vendor's",
  params: connectionParams,
  answer: { status: 200, schema: MappingsSchema },
})

export const setMappingsOp = operation({
  id: 'setConnectionMappings',
  method: 'put',
  path: '/v1/companies/{companyId}/connections/{connectionId}/mappings',
  tag,
  scope: 'connections:manage',
  summary: 'Set the mappings; what is left out is proposed anew when it is needed',
  params: connectionParams,
  body: z.object({ mappings: z.array(z.object({ kind: MappingKind, ours: Ours, theirs: Theirs })).max(2000) }),
  answer: { status: 200, schema: MappingsSchema },
  problems: ['mapping_invalid'],
})
