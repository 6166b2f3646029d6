import { query } from '#src/platform/command/index.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { type DoctorReport, examineConnection } from '../doctor/doctor.ts'
import { getMappings, setMappings } from '../mappings/change-mappings.ts'
import { allConnectors } from '../registry.ts'
import type { Connector } from '../sdk.ts'
import { isConfigured } from '../vendor-app.ts'
import { changeConnection, disconnect } from './change-connection.ts'
import * as contract from './connection.contract.ts'
import type { Connection } from './connection.ts'
import { chooseOrganisation } from './finish-connection.ts'
import { getConnection, listConnections } from './read-connections.ts'
import { restartConnection, type StartedConnection, startConnection } from './start-connection.ts'

export const wireConnection = ({ grantId: _grant, choices, ...connection }: Connection) => ({
  ...connection,
  choices: choices.map(({ externalId, name }) => ({ externalId, name })),
})
const whole = (connection: Connection) => ok(wireConnection(connection), { version: connection.version })
const started = ({ connection, authorizationUrl }: StartedConnection) =>
  created({ ...wireConnection(connection), authorizationUrl }, { version: connection.version })

const wireConnector = (connector: Connector, hasApp: boolean) => {
  const { id, name, category, summary, website, auth, limits, push, pull } = connector
  const { concurrent, perMinute, perDay } = limits
  return {
    id,
    name,
    category,
    summary,
    website,
    isConfigured: hasApp,
    scopes: auth.scopes,
    pushes: Object.keys(push),
    pulls: Object.keys(pull),
    limits: { concurrent, perMinute, perDay },
    hasWebhook: connector.webhook !== null,
    hasSandbox: connector.sandbox !== null,
  }
}

const listConnectors = query('connector.list', { can: null }, async ({ platform: { config } }, _: undefined) =>
  allConnectors().map((connector) => wireConnector(connector, isConfigured(config, connector))),
)

const wireReport = ({ connection, ...report }: DoctorReport) => ({ connectionId: connection.id, ...report })

export const connectionRoutes: readonly Route[] = [
  bind(contract.listConnectorsOp, {
    call: (call) => listConnectors(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.listConnectionsOp, {
    call: async (call, { query: { connector, ...page } }) =>
      pageOfRows(await listConnections(call, { connector, ...pageStart(page) }), page.limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(wireConnection), nextCursor }),
  }),
  bind(contract.startConnectionOp, { call: (call, { body }) => startConnection(call, body), answer: started }),
  bind(contract.getConnectionOp, {
    call: (call, { params }) => getConnection(call, params.connectionId),
    answer: whole,
  }),
  bind(contract.changeConnectionOp, {
    call: (call, { params, body }) => changeConnection(call, { connectionId: params.connectionId, ...body }),
    answer: whole,
  }),
  bind(contract.chooseOrganisationOp, {
    call: (call, { params, body }) => chooseOrganisation(call, { connectionId: params.connectionId, ...body }),
    answer: whole,
  }),
  bind(contract.restartConnectionOp, {
    call: (call, { params }) => restartConnection(call, params.connectionId),
    answer: started,
  }),
  bind(contract.disconnectOp, { call: (call, { params }) => disconnect(call, params.connectionId), answer: whole }),
  bind(contract.examineConnectionOp, {
    call: (call, { params }) => examineConnection(call, params.connectionId),
    answer: (report) => ok(wireReport(report)),
  }),
  bind(contract.getMappingsOp, { call: (call, { params }) => getMappings(call, params.connectionId), answer: ok }),
  bind(contract.setMappingsOp, {
    call: (call, { params, body }) => setMappings(call, { connectionId: params.connectionId, ...body }),
    answer: ok,
  }),
]
