import './connect.problems.ts'
import './connect.jobs.ts'

export { type ConformanceReport, checksOf, runCheck, runConformance } from './conformance/conformance.ts'
export { consent } from './conformance/stand.ts'
export {
  connectionConnected,
  connectionDisconnected,
  connectionFailed,
  operationFailed,
  operationVerified,
  paymentPulled,
} from './connect.events.ts'
export { changeConnection, disconnect } from './connections/change-connection.ts'
export { connectionRoutes } from './connections/connection.routes.ts'
export type { Connection } from './connections/connection.ts'
export { finishConnection } from './connections/finish-connection.ts'
export { getConnection, listConnections } from './connections/read-connections.ts'
export { restartConnection, startConnection } from './connections/start-connection.ts'
export { examineConnection } from './doctor/doctor.ts'
export { mountHooks } from './hooks/mount-hooks.tsx'
export { connectListener } from './listener.ts'
export { networkWay } from './network/reach-network.ts'
export { startAuthorization, type VendorApp } from './oauth.ts'
export { operationRoutes } from './operations/operation.routes.ts'
export type { Operation } from './operations/operation.ts'
export { getOperation, listOperations, listReferences } from './operations/read-operations.ts'
export { retryOperation } from './operations/record-outcome.ts'
export { installConnectors } from './registry.ts'
export { getRun, listPulledPayments, listRuns, requestSync } from './runs/request-sync.ts'
export { readContact } from './sources/contact-source.ts'
export { ROOM_SOURCES } from './sources/room-sources.ts'
export { installSources, type PlanItem, type SourceDocument, type SourceSet, type Trigger } from './sources/source.ts'
